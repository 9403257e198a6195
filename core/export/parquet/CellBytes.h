// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/parquet/ParquetColumn.h"

#include <memory>

namespace assay::exporting {

/// The cells of a column as Parquet's PLAIN encoding has them.
class CellBytes
{
public:
    CellBytes() = default;
    virtual ~CellBytes() = default;
    CellBytes(const CellBytes &) = delete;
    CellBytes &operator=(const CellBytes &) = delete;

    /// Puts the value of a frame's row behind `out`; false where it is missing. A Bool takes a byte, which is
    /// yet to be packed.
    [[nodiscard]] virtual bool append(std::int64_t row, std::string &out) = 0;
};

/// The frame must outlive it.
[[nodiscard]] std::unique_ptr<CellBytes> cellBytes(const Frame &frame, const ParquetColumn &column);

/// A text as PLAIN has it: its length, then its bytes.
void appendText(std::string_view text, std::string &out);

} // namespace assay::exporting
