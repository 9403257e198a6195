// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartSpec.h"

#include <cmath>
#include <vector>

namespace assay {

/// What values that stand at one place come to. NaN is passed over.
class Tally
{
public:
    /// Plain counts as Sum.
    explicit Tally(Aggregate aggregate)
        : m_aggregate(aggregate)
    {
    }

    void add(double value)
    {
        if (std::isnan(value))
            return;
        if (m_aggregate == Aggregate::Median)
            m_values.push_back(value);
        m_first = m_count == 0 ? value : m_first;
        m_last = value;
        m_min = m_count == 0 || value < m_min ? value : m_min;
        m_max = m_count == 0 || value > m_max ? value : m_max;
        ++m_count;
        addToSum(value);
    }

    /// NaN where there is no value, but a count is 0 then. Begins anew.
    [[nodiscard]] double take();

private:
    /// With what each sum lost in rounding: pandas adds up so, too.
    void addToSum(double value)
    {
        const double sum = m_sum + value;
        m_lost += std::abs(m_sum) >= std::abs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
        m_sum = sum;
    }

    [[nodiscard]] double figure();
    [[nodiscard]] double median();

    Aggregate m_aggregate;
    std::int64_t m_count = 0;
    double m_sum = 0, m_lost = 0, m_first = 0, m_last = 0, m_min = 0, m_max = 0;
    std::vector<double> m_values; ///< of a median
};

/// `sum`, `mean`, …
[[nodiscard]] const char *wordOf(Aggregate aggregate);

} // namespace assay
