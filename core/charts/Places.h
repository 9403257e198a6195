// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

#include <optional>

namespace assay {

/// Where rows stand along x, those that stand nowhere left out.
class Places
{
public:
    /// By the chart's x, in its order, times put down to multiples of `interval` where that is not 0; tells in
    /// `making` the axis, and what was put in order or left out.
    [[nodiscard]] static Result<Places> of(ChartMaking &making, bool isTruthCategory, std::int64_t interval);

    /// Never falls, has no NaN.
    [[nodiscard]] const std::vector<double> &x() const { return m_x; }
    [[nodiscard]] std::vector<double> takeX() { return std::move(m_x); }
    /// The frame's rows; nothing: all of them.
    [[nodiscard]] const RowList *rows() const { return m_own ? &*m_own : m_given; }
    [[nodiscard]] std::uint32_t rowAt(std::size_t place) const { return rows() != nullptr ? (*rows())[place] : static_cast<std::uint32_t>(place); }
    [[nodiscard]] std::size_t size() const { return m_x.size(); }

private:
    void byPlace(const ChartMaking &making);
    Result<void> byValue(ChartMaking &making, std::size_t column, std::int64_t interval);
    Result<void> byCategory(ChartMaking &making, std::size_t column);
    void leaveOutGaps();

    const RowList *m_given = nullptr;
    std::optional<RowList> m_own;
    std::vector<double> m_x;
};

} // namespace assay
