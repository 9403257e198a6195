// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartData.h"

namespace assay {

/// The rows a chart is made of: all of a frame's, or some.
class ChartRows
{
public:
    ChartRows(const Frame &frame, const RowList *rows)
        : m_rows(rows)
        , m_count(rows != nullptr ? rows->size() : static_cast<std::size_t>(frame.rows()))
    {
    }

    [[nodiscard]] std::size_t size() const { return m_count; }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return m_rows != nullptr ? (*m_rows)[i] : static_cast<std::uint32_t>(i); }

private:
    const RowList *m_rows;
    std::size_t m_count;
};

/// A column's cells as numbers to draw: times as nanoseconds since 1970, durations as seconds; NaN is
/// missing, or no number.
[[nodiscard]] std::vector<double> numbersOf(const Frame &frame, std::size_t column, const ChartRows &rows);

/// Which of a column's different values each row has.
struct ChartCategories
{
    static constexpr std::size_t most = 1'000'000;

    std::vector<std::int32_t> codes; ///< -1: missing
    std::vector<std::string> names;  ///< in the order they come first; valid UTF-8
    std::vector<std::int64_t> counts;
};

/// ErrorCode::InvalidInput where more than the most differ; ErrorCode::Cancelled once `stop` is requested.
[[nodiscard]] Result<ChartCategories> categoriesOf(const Frame &frame, std::size_t column, const ChartRows &rows, const std::stop_token &stop);

/// Leaves the `most` of the most frequent, in their order of appearance; the codes of the others become
/// -1. Tells how many were left out.
std::size_t keepFrequent(ChartCategories &categories, std::size_t most);

} // namespace assay
