// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SourceFrames.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace assay::test {

namespace {

[[noreturn]] void giveUp(const std::string &what)
{
    std::fprintf(stderr, "tests/support: %s\n", what.c_str());
    std::abort();
}

} // namespace

std::shared_ptr<const Frame> tradesOf(DataSource &source, const TradesQuery &query,
                                      std::int64_t now)
{
    Result<SealedFrame> sealed = source.trades(query, now, {});
    if (!sealed)
        giveUp(sealed.error().text);
    auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    if (!frame)
        giveUp(frame.error().text);
    return *frame;
}

std::size_t columnOf(const Frame &frame, std::string_view name)
{
    for (std::size_t i = 0; i < frame.columnCount(); ++i) {
        if (frame.schema().columns[i].name == name)
            return i;
    }
    giveUp("there is no column " + std::string(name));
}

std::vector<std::string> columnNames(const Frame &frame)
{
    std::vector<std::string> names;
    for (const ColumnSchema &column : frame.schema().columns)
        names.push_back(column.name);
    return names;
}

std::uint64_t hashOf(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    return hash;
}

} // namespace assay::test
