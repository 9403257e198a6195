// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FrameTable.h"

#include "frames/CellText.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <array>
#include <QString>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::int64_t maxRows = 40; ///< shown whole
constexpr std::int64_t headRows = 20;
constexpr std::int64_t tailRows = 10;
constexpr std::size_t maxColumns = 30;
constexpr int maxCellWidth = 40;

/// Text that fits one cell, and how wide it is.
struct Cell
{
    std::string text;
    int width = 0;
};

/// One column of the table, header first.
struct TableColumn
{
    std::vector<Cell> cells;
    bool toRight = true;
};

Cell makeCell(const std::string &content)
{
    // Nothing beyond this can be shown, so it need not be looked at.
    QString text = QString::fromStdString(safeText(content.substr(0, 1000)));
    text.replace(u'\n', u"\\n"_s).replace(u'\t', u"\\t"_s);
    QString shown;
    int width = 0;
    for (const char32_t character : text.toStdU32String()) {
        const int own = terminalWidth(character);
        if (width + own >= maxCellWidth)
            return {(shown + u'…').toStdString(), width + 1};
        shown += QString::fromUcs4(&character, 1);
        width += own;
    }
    return {shown.toStdString(), width};
}

std::string missingText(ColumnType type)
{
    switch (type) {
    case ColumnType::Float32:
    case ColumnType::Float64:
        return "NaN";
    case ColumnType::Timestamp:
    case ColumnType::Duration:
    case ColumnType::Date:
        return "NaT";
    case ColumnType::Int8:
    case ColumnType::Int16:
    case ColumnType::Int32:
    case ColumnType::Int64:
    case ColumnType::UInt8:
    case ColumnType::UInt16:
    case ColumnType::UInt32:
    case ColumnType::UInt64:
    case ColumnType::Bool:
        return "<NA>";
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        return "None";
    }
    return "None";
}

bool readsToRight(ColumnType type)
{
    return type != ColumnType::Text && type != ColumnType::Dictionary && type != ColumnType::Shown;
}

/// The rows that are shown; -1 stands for those left out.
std::vector<std::int64_t> shownRows(std::int64_t rows)
{
    std::vector<std::int64_t> shown;
    const bool isCut = rows > maxRows;
    for (std::int64_t row = 0; row < (isCut ? headRows : rows); ++row)
        shown.push_back(row);
    if (!isCut)
        return shown;
    shown.push_back(-1);
    for (std::int64_t row = rows - tailRows; row < rows; ++row)
        shown.push_back(row);
    return shown;
}

TableColumn makeColumn(const Frame &frame, std::size_t column,
                       const std::vector<std::int64_t> &rows)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    TableColumn table;
    table.toRight = readsToRight(schema.type);
    table.cells.push_back(makeCell(schema.name));
    for (const std::int64_t row : rows) {
        if (row < 0)
            table.cells.push_back(makeCell("…"));
        else if (frame.isMissing(column, row))
            table.cells.push_back(makeCell(missingText(schema.type)));
        else
            table.cells.push_back(makeCell(cellText(frame, column, row).text));
    }
    return table;
}

std::string joined(const std::vector<TableColumn> &columns, std::size_t lines)
{
    std::string text;
    for (std::size_t line = 0; line < lines; ++line) {
        std::string row;
        for (const TableColumn &column : columns) {
            int width = 0;
            for (const Cell &cell : column.cells)
                width = std::max(width, cell.width);
            const Cell &cell = column.cells[line];
            const std::string space(std::size_t(width - cell.width), ' ');
            row += row.empty() && &column == &columns.front() ? "" : "  ";
            row += column.toRight ? space + cell.text : cell.text + space;
        }
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + '\n';
    }
    return text;
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (auto at = std::ptrdiff_t(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

std::string counted(std::int64_t number, const std::string &noun)
{
    return grouped(number) + ' ' + noun + (number == 1 ? "" : "s");
}

} // namespace

int terminalWidth(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
        category == QChar::Other_Format)
        return 0;
    struct Range
    {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array<Range, 11> wide{{{0x1100, 0x115f},
                                                 {0x2e80, 0x303e},
                                                 {0x3041, 0xa4cf},
                                                 {0xac00, 0xd7a3},
                                                 {0xf900, 0xfaff},
                                                 {0xfe30, 0xfe6f},
                                                 {0xff00, 0xff60},
                                                 {0xffe0, 0xffe6},
                                                 {0x1f300, 0x1f64f},
                                                 {0x1f900, 0x1f9ff},
                                                 {0x20000, 0x3fffd}}};
    const bool isWide = std::any_of(wide.begin(), wide.end(), [&](const Range &range) {
        return character >= range.first && character <= range.last;
    });
    return isWide ? 2 : 1;
}

std::string frameTable(const Frame &frame)
{
    const std::vector<std::int64_t> rows = shownRows(frame.rows());
    std::vector<TableColumn> columns;
    std::int64_t data = 0;
    for (const bool index : {true, false}) {
        for (std::size_t i = 0; i < frame.columnCount(); ++i) {
            if (frame.schema().columns[i].isIndex != index)
                continue;
            data += index ? 0 : 1;
            if (columns.size() < maxColumns)
                columns.push_back(makeColumn(frame, i, rows));
        }
    }
    std::string text = columns.empty() ? std::string() : joined(columns, rows.size() + 1);
    text += '[' + counted(frame.rows(), "row") + " x " + counted(data, "column");
    if (frame.rows() > maxRows)
        text += ", " + grouped(frame.rows() - headRows - tailRows) + " rows not shown";
    if (columns.size() < frame.columnCount())
        text += ", " + grouped(std::int64_t(frame.columnCount() - columns.size())) +
                " columns not shown";
    return text + "]\n";
}

} // namespace assay
