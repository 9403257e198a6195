// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Tsv: as spreadsheets paste it; a cell with a tab, a line's end or a quote is quoted. Lines end in \n.
/// Csv: RFC 4180, lines end in CRLF; an empty text is `""`, what is missing nothing.
/// Markdown: a table of GitHub's kind. Html: a `<table>`.
/// Records: JSON, an array of objects, one a row. Integers to the last digit; NaN, infinities and what is missing
/// are null; Decimals, durations and times are strings, times as ISO 8601 has them, with the offset of
/// their zone.
/// Python: a list of dictionaries as pythonCell() writes it; what is missing is None.
enum class TextForm : std::uint8_t { Tsv, Csv, Markdown, Html, Records, Python };

/// What is written of a frame, and how.
struct TextRequest
{
    TextForm form = TextForm::Tsv;
    const RowList *rows = nullptr;    ///< in their order; null: all
    std::vector<std::size_t> columns; ///< of the frame; empty: all. Index levels come first either way
    bool hasHeader = true;            ///< the names of the columns, in a first line; Records and Python need them
    /// Tsv and Csv: a text (never a number) that a spreadsheet would take for a formula, as it begins
    /// with one of = + - @ tab CR, gets a leading apostrophe.
    bool guardsFormulas = false;
};

/// Takes the text piece by piece, of at most a mebibyte each, that never part a letter. An error ends it.
using TextSink = std::function<Result<void>(std::string_view)>;
/// How many rows are written, of how many; called between pieces and at the end.
using TextProgress = std::function<void(std::int64_t written, std::int64_t rows)>;

/// Writes rows of a frame as text in valid UTF-8, each value exactly as cellText() gives it. Names that
/// Records and Python would find twice are numbered (`a`, `a.1`); an index level without a name is `index`
/// there. Ends with the sink's error, or with ErrorCode::Cancelled once `stop` is requested. The sink and
/// the progress are called on the caller's thread, which may be any.
[[nodiscard]] Result<void> writeText(const Frame &frame, const TextRequest &request, const TextSink &sink,
                                     const TextProgress &progress, const std::stop_token &stop);

/// The same in one string, for what is copied.
[[nodiscard]] Result<std::string> textOf(const Frame &frame, const TextRequest &request, const std::stop_token &stop);

} // namespace assay
