// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/LoadWatch.h"
#include "data/SourceInfo.h"
#include "data/files/LoadedFile.h"
#include "data/files/Mapping.h"

namespace assay::files {

/// Reads all rows of a CSV file as trades.
[[nodiscard]] Result<LoadedFile> readCsvTrades(const std::string &path, const Mapping &mapping,
                                               const LoadWatch &watch);

/// The file's columns, by name, or by number where there is no header; their types as they are read:
/// time, number or text. Errors where the mapping does not fit them.
[[nodiscard]] Result<std::vector<ColumnInfo>> csvColumns(const std::string &path, const Mapping &mapping);

} // namespace assay::files
