// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/parquet/ParquetColumn.h"

namespace assay::exporting {

/// What pandas looks for under `pandas`, as JSON: which columns are levels of the index, and each one's dtype.
[[nodiscard]] std::string pandasMetadata(const std::vector<ParquetColumn> &columns, std::int64_t rows);

} // namespace assay::exporting
