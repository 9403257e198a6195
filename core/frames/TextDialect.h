// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/FrameColumns.h"
#include "frames/FrameText.h"

#include <memory>

namespace assay {

/// A column as a dialect sees it.
using TextColumn = NamedColumn;

/// How a table is written in one form: piece by piece, in this order.
class TextDialect
{
public:
    TextDialect() = default;
    virtual ~TextDialect() = default;
    TextDialect(const TextDialect &) = delete;
    TextDialect &operator=(const TextDialect &) = delete;

    /// What stands before all rows.
    virtual void begin(const std::vector<TextColumn> &columns, bool hasHeader, std::string &out) = 0;
    virtual void beginRow(bool isFirst, std::string &out) = 0;
    /// `isFirst`: of its row.
    virtual void cell(const Frame &frame, const TextColumn &column, std::int64_t row, bool isFirst, std::string &out) = 0;
    virtual void endRow(std::string &out) = 0;
    /// What stands after all rows.
    virtual void end(std::string &out) = 0;
};

[[nodiscard]] std::unique_ptr<TextDialect> dialectOf(const TextRequest &request);

} // namespace assay
