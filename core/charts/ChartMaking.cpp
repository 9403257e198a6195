// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartMaking.h"

#include <limits>

namespace assay {

void ChartMaking::noteCount(std::int64_t count, const std::string &one, const std::string &many)
{
    if (count != 0)
        note(count == 1 ? "1 " + one : std::to_string(count) + " " + many);
}

Result<void> ChartMaking::goOn() const
{
    if (stop.stop_requested())
        return failure(ErrorCode::Cancelled, "The chart was cancelled.");
    return {};
}

Result<std::size_t> ChartMaking::find(const ColumnRef &column) const
{
    if (const auto found = columnOf(frame, column))
        return *found;
    return failure(ErrorCode::InvalidInput, "There is no column `" + column.name + "` any more: choose another for the chart.");
}

Result<std::size_t> ChartMaking::findNumbers(const ColumnRef &column) const
{
    const Result<std::size_t> found = find(column);
    if (found && !isNumeric(schemaOf(*found)))
        return failure(ErrorCode::InvalidInput, "The column `" + column.name + "` does not hold numbers, so it cannot be drawn as values.");
    return found;
}

Result<std::size_t> ChartMaking::firstOfY() const
{
    if (spec.y.empty())
        return failure(ErrorCode::InvalidInput, "Choose a column to draw.");
    return findNumbers(spec.y.front());
}

Result<ColumnNumbers> ChartMaking::readY(std::size_t column, const RowList *of)
{
    ColumnNumbers numbers = numbersOf(frame, column, of, 0, stop);
    data.missing += numbers.gaps();
    const std::string &name = schemaOf(column).name;
    noteCount(numbers.infinite, "infinite value of `" + name + "` is not drawn.", "infinite values of `" + name + "` are not drawn.");
    if (const Result<void> going = goOn(); !going)
        return tl::unexpected<Error>(going.error());
    return numbers;
}

void ChartMaking::noteIdleGroup(const char *kind)
{
    if (spec.group)
        note(std::string(kind) + " is not split by `" + spec.group->name + "`.");
}

} // namespace assay
