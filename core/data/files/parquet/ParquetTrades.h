// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/LoadWatch.h"
#include "data/SourceInfo.h"
#include "data/files/LoadedFile.h"
#include "data/files/Proposal.h"

namespace assay::files {

/// Reads all rows of a Parquet file as trades, one column after the other.
[[nodiscard]] Result<LoadedFile> readParquetTrades(const std::string &path, const Mapping &mapping,
                                                   const LoadWatch &watch);

/// The file's columns, with their types in its own words. Errors where the mapping does not fit them.
[[nodiscard]] Result<std::vector<ColumnInfo>> parquetColumns(const std::string &path, const Mapping &mapping);

/// How a Parquet file might be read, by its columns and its first rows.
[[nodiscard]] Result<Proposal> proposeParquet(const std::string &path);

} // namespace assay::files
