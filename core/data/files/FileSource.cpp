// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/FileSource.h"

#include "data/Describing.h"
#include "data/FileTime.h"
#include "data/TradeSelection.h"
#include "data/files/FileReading.h"
#include "data/files/MappingBook.h"

#include <algorithm>
#include <utility>

namespace assay {

using namespace files;

namespace {

const char *called(FileKind kind)
{
    return kind == FileKind::Csv ? "CSV" : "Parquet";
}

tl::unexpected<Error> needsMapping(const std::string &path, const Proposal &proposal)
{
    const std::string kind(kindName(proposal.mapping.kind));
    return failure(ErrorCode::InvalidInput,
                   std::string("Which columns of the ") + called(proposal.mapping.kind) + " file " + path +
                       " are which of the trades has not been said yet: say it in the window's import dialog, by "
                       "`assay data import`, or by a mapping of your own, as " +
                       kind + ":FILE?mapping=MAP.json. From its beginning it might be read so:\n" +
                       proposalText(proposal));
}

/// Of a file that comes without one: what is remembered for such files, or Assay's own.
Result<Mapping> knownMapping(FileKind kind, const std::string &path)
{
    const Result<Proposal> proposal = propose(kind, path);
    if (!proposal)
        return tl::unexpected(proposal.error());
    Result<std::optional<Mapping>> remembered = MappingBook().recall(shapeOf(*proposal));
    if (!remembered)
        return tl::unexpected(remembered.error());
    if (*remembered)
        return std::move(**remembered);
    if (proposal->isOwn)
        return proposal->mapping;
    return needsMapping(path, *proposal);
}

} // namespace

FileSource::FileSource(std::string source, std::string path, Mapping mapping)
    : m_source(std::move(source))
    , m_path(std::move(path))
    , m_mapping(std::move(mapping))
{
}

Result<std::shared_ptr<DataSource>> FileSource::create(FileKind kind, const std::string &source)
{
    constexpr std::string_view mark = "?mapping=";
    const std::size_t at = source.rfind(mark);
    const std::string path = source.substr(0, at);
    if (path.empty())
        return failure(ErrorCode::InvalidInput,
                       std::string("The ") + called(kind) + " file is missing after \"" + std::string(kindName(kind)) + ":\".");
    const Result<Mapping> mapping =
        at == std::string::npos ? knownMapping(kind, path) : readMapping(source.substr(at + mark.size()));
    if (!mapping)
        return tl::unexpected(mapping.error());
    if (mapping->kind != kind)
        return failure(ErrorCode::InvalidInput, "The mapping is for " + std::string(kindName(mapping->kind)) +
                                                    " files, not for " + std::string(kindName(kind)) + ".");
    Result<std::shared_ptr<FileSource>> opened = open(path, *mapping);
    if (!opened)
        return tl::unexpected(opened.error());
    (*opened)->m_source = source;
    return std::move(*opened);
}

Result<std::shared_ptr<FileSource>> FileSource::open(const std::string &path, const Mapping &mapping)
{
    if (const auto columns = columnsOf(path, mapping); !columns)
        return tl::unexpected(columns.error());
    return std::shared_ptr<FileSource>(new FileSource(path, path, mapping));
}

std::string FileSource::name() const
{
    return std::string(kindName(m_mapping.kind)) + ":" + m_source;
}

std::string FileSource::state(std::int64_t, const LoadWatch &)
{
    return fileState(m_path) + " " + toJson(m_mapping).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string FileSource::durableState()
{
    return isSettled(fileTime(m_path)) ? state(0, {}) : std::string();
}

Result<void> FileSource::load(const LoadWatch &watch)
{
    const std::string now = fileState(m_path);
    if (m_loadedState == now)
        return {};
    m_loadedState.clear();
    m_loaded = {}; // not both at once
    Result<LoadedFile> loaded = readTrades(m_path, m_mapping, watch);
    if (!loaded)
        return tl::unexpected(loaded.error());
    m_loaded = std::move(*loaded);
    m_loadedState = now;
    return {};
}

std::vector<std::string> FileSource::warnings() const
{
    std::vector<std::string> warnings = m_loaded.warnings;
    const BadRows &bad = m_loaded.badRows;
    if (bad.count == 0)
        return warnings;
    const BadRow &first = bad.first.front();
    const std::string where = "line " + std::to_string(first.line) + ", which " + first.what;
    warnings.insert(warnings.begin(),
                    (bad.count == 1 ? "1 row of " + m_path + " could not be read, in "
                                    : std::to_string(bad.count) + " rows of " + m_path +
                                          " could not be read, the first in ") +
                        where + "; see `assay data info`.");
    return warnings;
}

Result<SealedFrame> FileSource::trades(const TradesQuery &query, std::int64_t now, const LoadWatch &watch)
{
    if (const Result<void> loaded = load(watch); !loaded)
        return tl::unexpected(loaded.error());
    Result<SealedFrame> frame = selectTrades(m_loaded.trades, query, now);
    if (frame)
        std::ranges::copy(warnings(), std::inserter(frame->warnings, frame->warnings.begin()));
    return frame;
}

Result<Json> FileSource::balances(std::int64_t)
{
    return failure(ErrorCode::NotFound, std::string("A ") + called(m_mapping.kind) + " file has trades alone, no balances.");
}

Result<Json> FileSource::snapshots(std::optional<int>, std::int64_t)
{
    return failure(ErrorCode::NotFound, std::string("A ") + called(m_mapping.kind) + " file has trades alone, no snapshots.");
}

Result<SourceInfo> FileSource::describe(std::int64_t now, const LoadWatch &watch)
{
    Result<std::vector<ColumnInfo>> columns = columnsOf(m_path, m_mapping);
    if (!columns)
        return tl::unexpected(columns.error());
    if (const Result<void> loaded = load(watch); !loaded)
        return tl::unexpected(loaded.error());
    TableInfo table{"trades", "load_trades()", {}, std::move(*columns), {}, {}, {}};
    const std::vector<std::int64_t> &times = m_loaded.trades.timestamp;
    table.rows = static_cast<std::int64_t>(times.size());
    // Newest first, and those without a time last.
    const auto last = std::ranges::find(times, noTime);
    if (last != times.begin()) {
        table.first = *std::prev(last);
        table.last = times.front();
    }
    SourceInfo info{{std::move(table)}, fileTime(m_path)};
    addHoldings(info, *this, now);
    return info;
}

} // namespace assay
