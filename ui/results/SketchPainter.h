// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/ColumnSketch.h"

#include <QFont>
#include <QRect>
#include <QString>
#include <span>

class QPainter;

namespace assay {

class Appearance;

/// Draws the values of a column in little: bars of a histogram, or the shares of its few texts.
class SketchPainter
{
public:
    SketchPainter(const Appearance &appearance, const QFont &font);

    void paint(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const;
    /// Bars from left to right, the highest as high as the area.
    void paintBars(QPainter &painter, const QRect &area, std::span<const std::int64_t> bins) const;

private:
    void paintShares(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const;
    void paintWords(QPainter &painter, const QRect &area, const QString &words) const;

    const Appearance &m_appearance;
    QFont m_font;
};

/// `3 %`, `<1 %`, `100 %`: never 0 of something nor 100 of less than all.
[[nodiscard]] QString shareText(std::int64_t part, std::int64_t whole);
/// What the picture shows, in words; several lines.
[[nodiscard]] QString sketchWords(const ColumnSketch &sketch);

} // namespace assay
