// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace assay {

/// UTF-8 as it is, a leading U+FEFF too, which Qt takes for a mark of the encoding and drops.
[[nodiscard]] QString wholeText(std::string_view utf8);

/// A script's text as it may be shown: valid, with control and direction characters visible.
/// Newlines and tabs stay.
[[nodiscard]] QString safeShown(std::string_view utf8);
[[nodiscard]] QString safeShown(const QString &text);

/// Code in a sentence stands between backticks, as `df.head()`: the same with quotation marks.
[[nodiscard]] QString quoted(QString text);

/// The same in one line (newlines and tabs as signs), at most `limit` characters and then `…`.
[[nodiscard]] QString oneLine(std::string_view utf8, qsizetype limit);

/// Text for a tool tip that is never taken for rich text, cut at `limit` characters.
[[nodiscard]] QString plainToolTip(const QString &text, qsizetype limit);

} // namespace assay
