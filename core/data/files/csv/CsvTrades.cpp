// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/CsvTrades.h"

#include "data/files/TradeIntake.h"
#include "data/files/csv/CsvReader.h"

namespace assay::files {
namespace {

/// A frame's rows are counted in 32 bits on the way.
constexpr std::int64_t mostRows = std::numeric_limits<std::int32_t>::max();

/// One trade column and where it comes from.
struct Route
{
    Field field;
    std::optional<std::size_t> place;
    std::string text; ///< where there is no place; empty: missing
};

std::vector<Route> routesOf(const Mapping &mapping, const Places &places)
{
    std::vector<Route> routes;
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto *fixed = std::get_if<FixedText>(&mapping.origins[i]);
        routes.push_back({static_cast<Field>(i), places[i], fixed != nullptr ? fixed->text : std::string()});
    }
    return routes;
}

std::vector<std::string> namesOf(const CsvReader &reader)
{
    if (!reader.header().empty())
        return reader.header();
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= reader.width(); ++i)
        names.push_back(std::to_string(i));
    return names;
}

void takeRow(TradeIntake &intake, const std::vector<Route> &routes, const CsvReader::Row &row)
{
    for (const Route &route : routes)
        intake.take(route.field, route.place ? row.fields[*route.place] : std::string_view(route.text), row.line);
}

} // namespace

Result<std::vector<ColumnInfo>> csvColumns(const std::string &path, const Mapping &mapping)
{
    const auto reader = CsvReader::open(path, mapping.csv);
    if (!reader)
        return tl::unexpected(reader.error());
    CsvReader::Row row;
    if (!mapping.csv.hasHeader)
        if (const Result<bool> first = (*reader)->next(row); !first)
            return tl::unexpected(first.error());
    const std::vector<std::string> names = namesOf(**reader);
    std::vector<ColumnInfo> columns;
    for (const std::string &name : names)
        columns.push_back({name, "text"});
    if (columns.empty())
        return columns; // there is no row either
    const Result<Places> places = placesOf(mapping, names);
    if (!places)
        return tl::unexpected(places.error());
    for (std::size_t i = 0; i < fieldCount; ++i)
        if (const auto place = (*places)[i]; place && static_cast<Field>(i) == Field::Timestamp)
            columns[*place].type = "time";
        else if (place && isNumber(static_cast<Field>(i)))
            columns[*place].type = "number";
    return columns;
}

Result<LoadedFile> readCsvTrades(const std::string &path, const Mapping &mapping, const LoadWatch &watch)
{
    const auto opened = CsvReader::open(path, mapping.csv);
    if (!opened)
        return tl::unexpected(opened.error());
    CsvReader &reader = **opened;
    TradeIntake intake(mapping);
    std::vector<Route> routes;
    CsvReader::Row row;
    std::int64_t rows = 0;
    Result<bool> found = reader.next(row);
    for (; found && *found; found = reader.next(row)) {
        if (routes.empty()) {
            const Result<Places> places = placesOf(mapping, namesOf(reader));
            if (!places)
                return tl::unexpected(places.error());
            routes = routesOf(mapping, *places);
        }
        takeRow(intake, routes, row);
        if (++rows % LoadWatch::rowsBetween == 0) {
            watch.tell(rows);
            if (watch.stop.stop_requested())
                return failure(ErrorCode::Cancelled, "The load was cancelled.");
        }
        if (rows >= mostRows)
            return failure(ErrorCode::Unsupported, "The CSV file " + path + " has too many rows.");
    }
    if (!found)
        return failure(found.error().code, found.error().text + " (" + path + ")", found.error().detail);
    return LoadedFile{intake.finish(), reader.takeBadRows(), intake.warnings("line")};
}

} // namespace assay::files
