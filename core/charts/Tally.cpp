// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Tally.h"

#include <algorithm>
#include <limits>

namespace assay {

double Tally::take()
{
    const double result = m_count > 0 || m_aggregate == Aggregate::Count ? figure() : std::numeric_limits<double>::quiet_NaN();
    m_count = 0;
    m_sum = m_lost = 0;
    m_values.clear();
    // A sum may leave what a double holds.
    return std::isfinite(result) ? result : std::numeric_limits<double>::quiet_NaN();
}

double Tally::figure()
{
    switch (m_aggregate) {
    case Aggregate::Plain:
    case Aggregate::Sum:
        return m_sum + m_lost;
    case Aggregate::Mean:
        return (m_sum + m_lost) / static_cast<double>(m_count);
    case Aggregate::Count:
        return static_cast<double>(m_count);
    case Aggregate::Min:
        return m_min;
    case Aggregate::Max:
        return m_max;
    case Aggregate::Median:
        return median();
    case Aggregate::First:
        return m_first;
    case Aggregate::Last:
        return m_last;
    }
    return 0;
}

double Tally::median()
{
    const auto middle = m_values.begin() + static_cast<std::ptrdiff_t>(m_values.size() / 2);
    std::nth_element(m_values.begin(), middle, m_values.end());
    if (m_values.size() % 2 == 1)
        return *middle;
    const double below = *std::max_element(m_values.begin(), middle);
    return below + (*middle - below) / 2;
}

const char *wordOf(Aggregate aggregate)
{
    switch (aggregate) {
    case Aggregate::Plain:
    case Aggregate::Sum:
        return "sum";
    case Aggregate::Mean:
        return "mean";
    case Aggregate::Count:
        return "count";
    case Aggregate::Min:
        return "min";
    case Aggregate::Max:
        return "max";
    case Aggregate::Median:
        return "median";
    case Aggregate::First:
        return "first";
    case Aggregate::Last:
        return "last";
    }
    return "";
}

} // namespace assay
