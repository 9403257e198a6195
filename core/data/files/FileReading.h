// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/LoadWatch.h"
#include "data/SourceInfo.h"
#include "data/files/LoadedFile.h"
#include "data/files/Proposal.h"

namespace assay::files {

/// How a file might be read, by its beginning.
[[nodiscard]] Result<Proposal> propose(FileKind kind, const std::string &path);

/// All columns of the file with their types: those of Parquet in its own words, those of CSV as they
/// are read. Errors where the mapping does not fit them.
[[nodiscard]] Result<std::vector<ColumnInfo>> columnsOf(const std::string &path, const Mapping &mapping);

/// The whole file as trades. Once `watch` asks for the end: ErrorCode::Cancelled.
[[nodiscard]] Result<LoadedFile> readTrades(const std::string &path, const Mapping &mapping,
                                            const LoadWatch &watch);

} // namespace assay::files
