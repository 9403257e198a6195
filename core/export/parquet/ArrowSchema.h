// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/parquet/ParquetColumn.h"

namespace assay::exporting {

/// The columns as Arrow's own schema, in base64, as its readers look for it under `ARROW:schema`. It says what
/// Parquet has no words for: the name of a time zone, durations, categories. pyarrow looks for `pandas`, see
/// pandasMetadata(), here alone.
[[nodiscard]] std::string arrowSchema(const std::vector<ParquetColumn> &columns, const std::string &pandas);

} // namespace assay::exporting
