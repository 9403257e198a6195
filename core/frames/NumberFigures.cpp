// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/NumberFigures.h"

#include "frames/CellText.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {
namespace {

bool isTime(ColumnType type)
{
    return type == ColumnType::Timestamp || type == ColumnType::Date;
}

bool fits(Wide value)
{
    return value > std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

Wide wideOf(long double value)
{
    return static_cast<Wide>(std::floor(value));
}

/// The figures of one column, made one after the other.
template <typename T>
class Figures
{
public:
    Figures(const ColumnSchema &column, const SortedValues<T> &values)
        : m_column(column)
        , m_values(values)
        , m_count(static_cast<long double>(values.size()))
    {
    }

    NumberSummary all()
    {
        m_summary.min = exact(m_values[0]);
        m_summary.max = exact(m_values[m_values.size() - 1]);
        addUp();
        m_summary.mean = asValue(m_mean);
        m_summary.deviation = deviation();
        for (std::size_t i = 0; i < NumberSummary::parts.size(); ++i)
            m_summary.quantiles[i] = quantile(NumberSummary::parts[i]);
        fillBins();
        return m_summary;
    }

private:
    static constexpr bool isReal = std::floating_point<T>;

    [[nodiscard]] Figure exact(T value) const
    {
        if constexpr (isReal)
            return {static_cast<double>(value), realText(value)};
        else
            return {static_cast<double>(value), integerText(m_column, static_cast<std::int64_t>(value))};
    }

    /// A number that need not be whole as a value of the column's kind.
    [[nodiscard]] Figure asValue(long double value) const
    {
        const bool isWhole = isTime(m_column.type) || m_column.type == ColumnType::Duration;
        const auto number = static_cast<double>(value);
        if (!isWhole)
            return {number, realText(number)};
        return {number, integerText(m_column, static_cast<std::int64_t>(wideOf(value)))};
    }

    /// Sum and mean. Reals are added in order of size, in 64 bits of precision: the small ones are not lost.
    void addUp()
    {
        if constexpr (isReal) {
            long double sum = 0;
            for (std::size_t i = 0; i < m_values.size(); ++i)
                sum += static_cast<long double>(m_values[i]);
            m_mean = sum / m_count;
            m_summary.sum = {static_cast<double>(sum), realText(static_cast<double>(sum))};
        } else {
            Wide sum = 0;
            for (std::size_t i = 0; i < m_values.size(); ++i)
                sum += m_values[i];
            m_mean = static_cast<long double>(sum) / m_count;
            m_summary.sum = {static_cast<double>(sum), sumText(sum)};
        }
    }

    [[nodiscard]] std::string sumText(Wide sum) const
    {
        if (isTime(m_column.type))
            return {};
        if (m_column.type == ColumnType::Duration)
            return fits(sum) ? durationText(static_cast<std::int64_t>(sum), m_column.unit) : std::string();
        return wideText(sum);
    }

    [[nodiscard]] Figure deviation() const
    {
        if (m_values.size() < 2)
            return {std::numeric_limits<double>::quiet_NaN(), "nan"};
        long double squares = 0;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            const long double off = static_cast<long double>(m_values[i]) - m_mean;
            squares += off * off;
        }
        const long double deviation = std::sqrt(squares / (m_count - 1));
        const auto number = static_cast<double>(deviation);
        const bool isSpan = m_column.type == ColumnType::Timestamp || m_column.type == ColumnType::Duration;
        if (isSpan && fits(wideOf(deviation)))
            return {number, durationText(static_cast<std::int64_t>(wideOf(deviation)), m_column.unit)};
        return {number, realText(number)};
    }

    /// Between two values as numpy goes: from the nearer of them.
    [[nodiscard]] Figure quantile(double part) const
    {
        const double place = static_cast<double>(m_values.size() - 1) * part;
        const auto below = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(below);
        const T left = m_values[below], right = m_values[std::min(below + 1, m_values.size() - 1)];
        if (left == right || share == 0)
            return isReal || isTime(m_column.type) || m_column.type == ColumnType::Duration ? exact(left) : asValue(left);
        if constexpr (isReal) {
            const double from = static_cast<double>(left), to = static_cast<double>(right);
            const double value = share >= 0.5 ? to - (to - from) * (1 - share) : from + (to - from) * share;
            return {value, realText(static_cast<T>(value))};
        } else {
            const auto width = static_cast<long double>(Wide{right} - Wide{left});
            return asValue(static_cast<long double>(left) + width * static_cast<long double>(share));
        }
    }

    void fillBins()
    {
        std::size_t begin = 0, end = m_values.size();
        if constexpr (isReal) {
            constexpr double infinity = std::numeric_limits<double>::infinity();
            begin = m_values.countBelow(-std::numeric_limits<double>::max());
            end = m_values.countBelow(infinity);
        }
        if (begin == end)
            return;
        double from = static_cast<double>(m_values[begin]), to = static_cast<double>(m_values[end - 1]);
        if (from == to) { // as numpy does: one value stands in the middle
            from -= 0.5;
            to += 0.5;
        }
        m_summary.from = from;
        m_summary.to = to;
        constexpr auto bins = static_cast<double>(NumberSummary::binCount);
        const double width = to / bins - from / bins; // the difference of the two may be too large
        std::size_t counted = begin;
        for (std::size_t bin = 0; bin < NumberSummary::binCount; ++bin) {
            const double edge = from + static_cast<double>(bin + 1) * width;
            const std::size_t below = bin + 1 == NumberSummary::binCount ? end : std::clamp(m_values.countBelow(edge), counted, end);
            m_summary.bins[bin] = static_cast<std::int64_t>(below - counted);
            counted = below;
        }
    }

    const ColumnSchema &m_column;
    const SortedValues<T> &m_values;
    long double m_count;
    long double m_mean = 0;
    NumberSummary m_summary;
};

} // namespace

template <typename T>
NumberSummary numberFigures(const ColumnSchema &column, const SortedValues<T> &values)
{
    return Figures<T>(column, values).all();
}

template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::int8_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::int16_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::int32_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::int64_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::uint8_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::uint16_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::uint32_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<std::uint64_t> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<float> &);
template NumberSummary numberFigures(const ColumnSchema &, const SortedValues<double> &);

} // namespace assay
