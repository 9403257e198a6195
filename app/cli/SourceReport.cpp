// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SourceReport.h"

#include "data/Age.h"
#include "frames/SafeText.h"
#include "frames/TimeText.h"

#include <algorithm>

namespace assay {
namespace {

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), ",");
    return digits;
}

std::string timeWords(std::int64_t time)
{
    return timestampText(time, TimeUnit::Nanosecond);
}

std::string headOf(const TableInfo &table, std::int64_t now)
{
    std::string text = table.name;
    if (table.rows)
        text += ": " + grouped(*table.rows) + (*table.rows == 1 ? " row" : " rows");
    if (table.first && table.last)
        text += ", " + timeWords(*table.first) + " to " + timeWords(*table.last) + " (" + ageText(*table.last, now) + ")";
    return text + "\n";
}

std::string bodyOf(const TableInfo &table)
{
    if (!table.problem.empty())
        return "  " + table.problem + "\n";
    std::string text = table.call.empty() ? "  not for scripts\n" : "  read by " + table.call + "\n";
    std::size_t width = 0;
    for (const ColumnInfo &column : table.columns)
        width = std::max(width, column.name.size());
    for (const ColumnInfo &column : table.columns)
        text += "    " + column.name + std::string(width - column.name.size() + 2, ' ') + column.type + "\n";
    return text;
}

Json orNull(const std::optional<std::int64_t> &time)
{
    return time ? Json(isoTime(*time)) : Json();
}

} // namespace

std::string sourceText(const std::string &name, const SourceInfo &info, std::int64_t now)
{
    std::string text = name + "\n";
    if (info.changed)
        text += "last written " + ageText(*info.changed, now) + "\n";
    for (const TableInfo &table : info.tables)
        text += "\n" + headOf(table, now) + bodyOf(table);
    return safeText(text);
}

Json sourceJson(const std::string &name, const SourceInfo &info)
{
    Json tables = Json::array();
    for (const TableInfo &table : info.tables) {
        Json columns = Json::array();
        for (const ColumnInfo &column : table.columns)
            columns.push_back({{"name", column.name}, {"type", column.type}});
        tables.push_back({{"name", table.name},
                          {"call", table.call.empty() ? Json() : Json(table.call)},
                          {"problem", table.problem.empty() ? Json() : Json(table.problem)},
                          {"columns", columns},
                          {"rows", table.rows ? Json(*table.rows) : Json()},
                          {"first", orNull(table.first)},
                          {"last", orNull(table.last)}});
    }
    return {{"source", name}, {"changed", orNull(info.changed)}, {"tables", tables}};
}

} // namespace assay
