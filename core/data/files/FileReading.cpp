// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/FileReading.h"

#include "data/files/csv/CsvProposal.h"
#include "data/files/csv/CsvTrades.h"

namespace assay::files {

Result<Proposal> propose(FileKind kind, const std::string &path)
{
    return kind == FileKind::Csv ? proposeCsv(path) : failure(ErrorCode::Unsupported, "TODO");
}

Result<std::vector<ColumnInfo>> columnsOf(const std::string &path, const Mapping &mapping)
{
    return csvColumns(path, mapping);
}

Result<LoadedFile> readTrades(const std::string &path, const Mapping &mapping, const LoadWatch &watch)
{
    return readCsvTrades(path, mapping, watch);
}

} // namespace assay::files
