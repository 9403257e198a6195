// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

namespace assay {

/// UTF-8 of a text. A lone surrogate, which UTF-8 cannot hold, is written out as `\udc80`.
[[nodiscard]] std::string utf8Of(const QString &text);

/// A text for a terminal: control and direction characters visible, newline and tab kept.
[[nodiscard]] std::string safeOutput(const QString &text);

/// Makes a stream of text safe for a terminal, piece by piece. Lines beyond `maxLine` characters
/// are cut, with a note of how many are left out: a terminal gains nothing from them and may choke.
class OutputFilter
{
public:
    static constexpr qsizetype maxLine = 20'000;

    [[nodiscard]] std::string pass(const QString &text);
    /// What is still to be said at the end of the stream.
    [[nodiscard]] std::string finish();

private:
    qsizetype m_column = 0;
};

} // namespace assay
