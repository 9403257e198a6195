// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QList>
#include <QPointF>
#include <QRawFont>
#include <QRect>

class QPainter;

namespace assay {

/// The text of a page of cells in a fixed-width font: gathered cell by cell, painted at once, one
/// run of glyphs a colour. Text beyond ASCII is laid out by Qt, cell by cell.
class PageText
{
public:
    explicit PageText(const QFont &font);

    /// One line within `cell`, upright in its middle; what does not fit ends in `…`.
    void add(const QRect &cell, Qt::Alignment across, const QString &text, const QColor &color);
    /// Paints what was added, and forgets it.
    void paint(QPainter &painter);

private:
    struct Run
    {
        QList<quint32> glyphs;
        QList<QPointF> positions;
    };
    struct Foreign
    {
        QRect cell;
        Qt::Alignment across;
        QString text;
        QColor color;
    };
    static constexpr char16_t firstGlyph = 0x20;
    static constexpr char16_t endGlyph = 0x7f;

    [[nodiscard]] bool isPlain(const QString &text) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    QRawFont m_raw;
    qreal m_advance; ///< of every letter
    bool m_isFixed;
    std::array<quint32, endGlyph - firstGlyph> m_glyphs{};
    quint32 m_ellipsis = 0;
    QHash<QRgb, Run> m_runs;
    QList<Foreign> m_foreign;
};

} // namespace assay
