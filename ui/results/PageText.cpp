// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/PageText.h"

#include <algorithm>
#include <cmath>
#include <QGlyphRun>
#include <QPainter>

namespace assay {

PageText::PageText(const QFont &font)
    : m_font(font)
    , m_metrics(font)
    , m_raw(QRawFont::fromFont(font))
    , m_advance(m_metrics.horizontalAdvance(u'0'))
    , m_isFixed(qFuzzyCompare(m_advance, m_metrics.horizontalAdvance(u'i')) && m_raw.isValid())
{
    QString letters;
    for (char16_t letter = firstGlyph; letter < endGlyph; ++letter)
        letters += QChar(letter);
    letters += QChar(u'…');
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(letters);
    m_isFixed = m_isFixed && glyphs.size() == letters.size() && !glyphs.contains(0U);
    if (!m_isFixed)
        return;
    std::copy_n(glyphs.begin(), m_glyphs.size(), m_glyphs.begin());
    m_ellipsis = glyphs.last();
}

bool PageText::isPlain(const QString &text) const
{
    return m_isFixed && std::ranges::all_of(text, [](QChar letter) {
               return letter.unicode() >= firstGlyph && letter.unicode() < endGlyph;
           });
}

void PageText::add(const QRect &cell, Qt::Alignment across, const QString &text, const QColor &color)
{
    if (text.isEmpty() || cell.width() <= 0)
        return;
    if (!isPlain(text)) {
        m_foreign.push_back({cell, across, text, color});
        return;
    }
    const auto room = qsizetype((cell.width() + 0.5) / m_advance);
    const bool isCut = text.size() > room;
    const qsizetype letters = isCut ? std::max<qsizetype>(0, room - 1) : text.size();
    const qsizetype shown = letters + (isCut ? 1 : 0);
    qreal x = cell.left();
    if (!isCut && across.testFlag(Qt::AlignRight))
        x = cell.right() + 1 - qreal(shown) * m_advance;
    const qreal y = std::round(cell.top() + (cell.height() - m_metrics.height()) / 2 + m_metrics.ascent());
    Run &run = m_runs[color.rgba()];
    for (qsizetype i = 0; i < shown; ++i) {
        run.glyphs.push_back(i < letters ? m_glyphs[text.at(i).unicode() - firstGlyph] : m_ellipsis);
        run.positions.push_back({x + qreal(i) * m_advance, y});
    }
}

void PageText::paint(QPainter &painter)
{
    for (auto run = m_runs.begin(); run != m_runs.end(); ++run) {
        QGlyphRun glyphs;
        glyphs.setRawFont(m_raw);
        glyphs.setGlyphIndexes(run->glyphs);
        glyphs.setPositions(run->positions);
        painter.setPen(QColor::fromRgba(run.key()));
        painter.drawGlyphRun({0, 0}, glyphs);
        run->glyphs.clear(); // and keeps its memory for the next page
        run->positions.clear();
    }
    painter.setFont(m_font);
    for (const Foreign &one : std::as_const(m_foreign)) {
        painter.setPen(one.color);
        painter.drawText(one.cell, int(one.across | Qt::AlignVCenter) | Qt::TextSingleLine,
                         m_metrics.elidedText(one.text, Qt::ElideRight, one.cell.width()));
    }
    m_foreign.clear();
}

} // namespace assay
