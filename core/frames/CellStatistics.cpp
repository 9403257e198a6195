// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellStatistics.h"

#include "frames/CellText.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace assay {
namespace {

constexpr std::int64_t cellsBetweenLooks = 1 << 16;
__extension__ using Wide = __int128;

std::string textOf(Wide value)
{
    const bool isNegative = value < 0;
    std::string digits;
    do {
        const int digit = static_cast<int>(value % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (isNegative)
        digits += '-';
    std::ranges::reverse(digits);
    return digits;
}

bool isInteger(ColumnType type)
{
    return type <= ColumnType::UInt64;
}

bool isReal(ColumnType type)
{
    return type == ColumnType::Float32 || type == ColumnType::Float64;
}

class Gathering
{
public:
    explicit Gathering(const Frame &frame)
        : m_frame(frame)
    {
    }

    void take(std::size_t column, std::int64_t row)
    {
        ++m_told.cells;
        if (m_frame.isMissing(column, row)) {
            ++m_told.missing;
            return;
        }
        const ColumnType type = m_frame.schema().columns[column].type;
        if (isInteger(type))
            takeInteger(type, m_frame.integer(column, row));
        else if (isReal(type))
            takeReal(m_frame.real(column, row));
        if (m_told.cells <= CellStatistics::mostForDistinct)
            m_values.insert(cellText(m_frame, column, row).text);
    }

    CellStatistics told()
    {
        if (m_told.cells <= CellStatistics::mostForDistinct)
            m_told.distinct = static_cast<std::int64_t>(m_values.size());
        if (m_told.numbers == 0)
            return m_told;
        const auto count = static_cast<long double>(m_told.numbers);
        const long double all = m_realSum + static_cast<long double>(m_wideSum);
        m_told.sum = m_hasReals ? realText(static_cast<double>(all)) : textOf(m_wideSum);
        m_told.mean = realText(static_cast<double>(all / count));
        m_told.min = m_hasReals ? realText(static_cast<double>(m_least)) : textOf(m_wideLeast);
        m_told.max = m_hasReals ? realText(static_cast<double>(m_most)) : textOf(m_wideMost);
        return m_told;
    }

private:
    void takeInteger(ColumnType type, std::int64_t value)
    {
        const Wide wide = type == ColumnType::UInt64 ? Wide{static_cast<std::uint64_t>(value)} : Wide{value};
        m_wideLeast = m_told.numbers == 0 ? wide : std::min(m_wideLeast, wide);
        m_wideMost = m_told.numbers == 0 ? wide : std::max(m_wideMost, wide);
        m_wideSum += wide;
        takeExtremes(static_cast<long double>(wide));
    }

    void takeReal(double value)
    {
        m_hasReals = true;
        m_realSum += value;
        takeExtremes(value);
    }

    void takeExtremes(long double value)
    {
        m_least = std::min(m_least, value);
        m_most = std::max(m_most, value);
        ++m_told.numbers;
    }

    const Frame &m_frame;
    CellStatistics m_told;
    bool m_hasReals = false;
    Wide m_wideSum = 0, m_wideLeast = 0, m_wideMost = 0;
    long double m_realSum = 0;
    long double m_least = std::numeric_limits<long double>::infinity();
    long double m_most = -std::numeric_limits<long double>::infinity();
    std::unordered_set<std::string> m_values;
};

} // namespace

Result<CellStatistics> statisticsOf(const Frame &frame, const RowList *rows, const std::vector<CellBlock> &blocks,
                                    const std::stop_token &stop)
{
    Gathering gathering(frame);
    std::int64_t taken = 0;
    for (const CellBlock &block : blocks)
        for (const std::size_t column : block.columns)
            for (std::int64_t at = block.top; at <= block.bottom; ++at) {
                if (++taken % cellsBetweenLooks == 0 && stop.stop_requested())
                    return failure(ErrorCode::Cancelled, "The statistics were cancelled.");
                gathering.take(column, rows != nullptr ? (*rows)[static_cast<std::size_t>(at)] : at);
            }
    return gathering.told();
}

} // namespace assay
