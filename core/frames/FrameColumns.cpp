// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/FrameColumns.h"

#include <numeric>
#include <unordered_set>

namespace assay {

std::vector<NamedColumn> columnsToWrite(const Frame &frame, const std::vector<std::size_t> &wanted)
{
    const std::vector<ColumnSchema> &schemas = frame.schema().columns;
    std::vector<std::size_t> places = wanted;
    if (places.empty()) {
        places.resize(schemas.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
    }
    std::vector<NamedColumn> columns;
    for (const bool wantsIndex : {true, false})
        for (const std::size_t place : places)
            if (schemas[place].isIndex == wantsIndex)
                columns.push_back({place, schemas[place].name, &schemas[place]});
    return columns;
}

void makeNamesUnique(std::vector<NamedColumn> &columns)
{
    std::unordered_set<std::string> taken;
    for (NamedColumn &column : columns) {
        const std::string plain = column.name;
        for (int number = 1; !taken.insert(column.name).second; ++number)
            column.name = plain + "." + std::to_string(number);
    }
}

} // namespace assay
