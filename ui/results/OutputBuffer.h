// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <deque>
#include <QString>
#include <vector>

namespace assay {

/// A stretch of printed text of one stream.
struct OutputPiece
{
    OutputStream stream = OutputStream::Output;
    QString text;

    bool operator==(const OutputPiece &) const = default;
};

/// Printed text between the run and the screen: made safe to show, and bounded, so that a flood
/// costs only what can be seen of it. What is pushed out is counted in lines.
class OutputBuffer
{
public:
    static constexpr qsizetype maxLines = 10'000;
    /// Longer lines are shown in several: one endless line would cost more with every letter.
    static constexpr qsizetype maxLineLength = 2'000;

    void add(OutputStream stream, const QString &text);
    /// Takes the oldest pieces, about `characters` letters or `lines` lines at most.
    [[nodiscard]] std::vector<OutputPiece> take(qsizetype characters, qsizetype lines);
    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    [[nodiscard]] qint64 droppedLines() const { return m_dropped; }
    void clear();

private:
    void addLine(OutputStream stream, QString line);

    std::deque<OutputPiece> m_lines; ///< each at most one line, with its newline at the end
    qsizetype m_lineLength = 0;      ///< of the line that is still open
    qint64 m_dropped = 0;
};

} // namespace assay
