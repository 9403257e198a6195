// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartData.h"
#include "charts/ColumnNumbers.h"

namespace assay {

/// One chart being made: what of, and what came out so far. What it refers to must outlive it.
struct ChartMaking
{
    const Frame &frame;
    const RowList *rows;
    const ChartSpec &spec;
    const std::stop_token &stop;
    ChartData data;

    void note(std::string text) { data.notes.push_back(std::move(text)); }
    /// `N … text` where N is not 0.
    void noteCount(std::int64_t count, const std::string &one, const std::string &many);
    /// An error once it was asked to stop.
    [[nodiscard]] Result<void> goOn() const;

    [[nodiscard]] const ColumnSchema &schemaOf(std::size_t column) const { return frame.schema().columns[column]; }
    /// Errors where the frame has no such column, or none of numbers.
    [[nodiscard]] Result<std::size_t> find(const ColumnRef &column) const;
    [[nodiscard]] Result<std::size_t> findNumbers(const ColumnRef &column) const;
    /// The first of y.
    [[nodiscard]] Result<std::size_t> firstOfY() const;

    /// A column of y as numbers; counts what is missing and tells of what is infinite.
    [[nodiscard]] Result<ColumnNumbers> readY(std::size_t column, const RowList *of);
    /// Says that there is no series for each group in a chart of this kind.
    void noteIdleGroup(const char *kind);
};

} // namespace assay
