// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/parquet/ParquetColumn.h"

#include <optional>

namespace assay::exporting {

/// The texts of some rows, each once, and which each row has.
struct TextCodes
{
    std::string texts;                ///< as PLAIN has them
    std::uint32_t count = 0;          ///< of texts
    std::vector<std::uint32_t> codes; ///< of the rows that have one, in their order
    std::vector<bool> isThere;        ///< of each row
};

/// Of the rows written at `begin` to `end`. Nothing where so many differ that it would save little; a
/// category has it always.
[[nodiscard]] std::optional<TextCodes> textCodes(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end);

} // namespace assay::exporting
