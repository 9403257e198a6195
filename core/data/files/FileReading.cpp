// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/FileReading.h"

#include "data/files/csv/CsvProposal.h"
#include "data/files/csv/CsvTrades.h"
#include "data/files/parquet/ParquetTrades.h"

namespace assay::files {

Result<Proposal> propose(FileKind kind, const std::string &path)
{
    return kind == FileKind::Csv ? proposeCsv(path) : proposeParquet(path);
}

Result<std::vector<ColumnInfo>> columnsOf(const std::string &path, const Mapping &mapping)
{
    return mapping.kind == FileKind::Csv ? csvColumns(path, mapping) : parquetColumns(path, mapping);
}

Result<LoadedFile> readTrades(const std::string &path, const Mapping &mapping, const LoadWatch &watch)
{
    return mapping.kind == FileKind::Csv ? readCsvTrades(path, mapping, watch)
                                         : readParquetTrades(path, mapping, watch);
}

} // namespace assay::files
