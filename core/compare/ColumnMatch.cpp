// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/ColumnMatch.h"

#include "compare/KeyJoin.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace assay {
namespace {

/// More columns than that do not make a key anyone would look through.
constexpr std::size_t mostKeys = 5;

/// A name, and the how-manieth of that name it is.
using Place = std::pair<std::string_view, int>;

std::vector<Place> placesOf(const Frame &frame)
{
    std::map<std::string_view, int> counts;
    std::vector<Place> places;
    for (const ColumnSchema &column : frame.schema().columns)
        places.emplace_back(column.name, counts[column.name]++);
    return places;
}

std::map<Place, std::size_t> columnsByPlace(const Frame &frame)
{
    std::map<Place, std::size_t> columns;
    for (const Place &place : placesOf(frame))
        columns.emplace(place, columns.size());
    return columns;
}

bool isInteger(ColumnType type)
{
    return type <= ColumnType::UInt64;
}

bool isTextOrTime(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Dictionary || type == ColumnType::Timestamp || type == ColumnType::Date;
}

bool isId(const ColumnSchema &column)
{
    return isInteger(column.type) && (column.name == "id" || column.name.ends_with("_id"));
}

/// Numbers that pandas gave the rows by itself tell nothing of them.
bool isTelling(const ColumnSchema &level)
{
    return level.isIndex && (!level.name.empty() || isTextOrTime(level.type));
}

} // namespace

std::vector<ColumnPair> commonColumns(const Frame &before, const Frame &after)
{
    const std::map<Place, std::size_t> known = columnsByPlace(before);
    std::vector<ColumnPair> common;
    std::size_t column = 0;
    for (const Place &place : placesOf(after)) {
        if (const auto match = known.find(place); match != known.end())
            common.push_back({std::string(place.first), match->second, column});
        ++column;
    }
    return common;
}

SchemaDiff compareSchemas(const Frame &before, const Frame &after)
{
    using Kind = SchemaDifference::Kind;
    const std::map<Place, std::size_t> inBefore = columnsByPlace(before), inAfter = columnsByPlace(after);
    SchemaDiff diff;
    std::size_t column = 0;
    for (const Place &place : placesOf(before)) {
        const ColumnSchema &schema = before.schema().columns[column++];
        if (!inAfter.contains(place))
            diff.columns.push_back({Kind::Removed, schema.name, schema.dtype, {}});
    }
    column = 0;
    for (const Place &place : placesOf(after)) {
        const ColumnSchema &schema = after.schema().columns[column++];
        if (!inBefore.contains(place))
            diff.columns.push_back({Kind::Added, schema.name, {}, schema.dtype});
    }
    const std::vector<ColumnPair> common = commonColumns(before, after);
    for (const ColumnPair &pair : common) {
        const ColumnSchema &was = before.schema().columns[pair.before], &is = after.schema().columns[pair.after];
        if (was.dtype != is.dtype || was.type != is.type)
            diff.columns.push_back({Kind::Retyped, pair.name, was.dtype, is.dtype});
    }
    diff.isReordered = !std::ranges::is_sorted(common, {}, &ColumnPair::before);
    return diff;
}

std::vector<std::string> suggestedKeys(const Frame &before, const Frame &after, const std::stop_token &stop)
{
    const std::vector<ColumnSchema> &was = before.schema().columns, &is = after.schema().columns;
    const std::vector<ColumnPair> common = commonColumns(before, after);
    std::vector<std::string> keys;
    for (const ColumnPair &pair : common)
        if (isTelling(was[pair.before]) && isTelling(is[pair.after]))
            keys.push_back(pair.name);
    if (!keys.empty())
        return keys;
    std::vector<std::size_t> beforeColumns, afterColumns;
    for (const ColumnPair &pair : common) {
        const ColumnSchema &left = was[pair.before], &right = is[pair.after];
        if (left.isIndex || right.isIndex || !((isTextOrTime(left.type) && isTextOrTime(right.type)) || (isId(left) && isId(right))))
            continue;
        keys.push_back(pair.name);
        beforeColumns.push_back(pair.before);
        afterColumns.push_back(pair.after);
        if (areUnique(before, beforeColumns, stop) && areUnique(after, afterColumns, stop))
            return keys;
        if (keys.size() == mostKeys)
            break;
    }
    return {};
}

} // namespace assay
