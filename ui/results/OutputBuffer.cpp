// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/OutputBuffer.h"

#include "ui/results/ShownText.h"

namespace assay {

void OutputBuffer::add(OutputStream stream, const QString &text)
{
    const QString safe =
        safeShown(QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")));
    qsizetype start = 0;
    while (start < safe.size()) {
        const qsizetype newline = safe.indexOf(u'\n', start);
        const qsizetype end = newline < 0 ? safe.size() : newline + 1;
        qsizetype room = maxLineLength - m_lineLength;
        while (end - start > room + 1) {
            if (room > 0 && safe.at(start + room - 1).isHighSurrogate())
                --room;
            addLine(stream, safe.mid(start, room) + u'\n');
            start += room;
            room = maxLineLength;
        }
        addLine(stream, safe.mid(start, end - start));
        start = end;
    }
}

void OutputBuffer::addLine(OutputStream stream, QString line)
{
    m_lineLength = line.endsWith(u'\n') ? 0 : m_lineLength + line.size();
    m_lines.push_back({stream, std::move(line)});
    if (qsizetype(m_lines.size()) <= maxLines)
        return;
    m_lines.pop_front();
    ++m_dropped;
}

std::vector<OutputPiece> OutputBuffer::take(qsizetype characters, qsizetype lines)
{
    std::vector<OutputPiece> pieces;
    while (!m_lines.empty() && characters > 0 && lines > 0) {
        OutputPiece &line = m_lines.front();
        characters -= line.text.size();
        --lines;
        if (!pieces.empty() && pieces.back().stream == line.stream)
            pieces.back().text += line.text;
        else
            pieces.push_back(std::move(line));
        m_lines.pop_front();
    }
    return pieces;
}

void OutputBuffer::clear()
{
    m_lines.clear();
    m_lineLength = 0;
    m_dropped = 0;
}

} // namespace assay
