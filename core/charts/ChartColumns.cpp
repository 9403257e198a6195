// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of a frame as a chart names them.
#include "charts/ChartSpec.h"

namespace assay {

std::optional<std::size_t> columnOf(const Frame &frame, const ColumnRef &column)
{
    int occurrence = 0;
    const std::vector<ColumnSchema> &columns = frame.schema().columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == column.name && occurrence++ == column.occurrence)
            return i;
    return std::nullopt;
}

ColumnRef refOf(const Frame &frame, std::size_t column)
{
    const std::vector<ColumnSchema> &columns = frame.schema().columns;
    ColumnRef ref{columns[column].name, 0};
    for (std::size_t i = 0; i < column; ++i)
        ref.occurrence += columns[i].name == ref.name ? 1 : 0;
    return ref;
}

bool isNumeric(const ColumnSchema &column)
{
    switch (column.type) {
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
    case ColumnType::Timestamp:
    case ColumnType::Date:
        return false;
    default:
        return true;
    }
}

bool isTemporal(const ColumnSchema &column)
{
    return column.type == ColumnType::Timestamp || column.type == ColumnType::Date;
}

} // namespace assay
