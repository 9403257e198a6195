// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/SketchPainter.h"

#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QCoreApplication>
#include <QPainter>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr qsizetype longestWord = 40;

QColor mixed(QColor front, const QColor &back, double part)
{
    const auto between = [part](int a, int b) { return int(a * part + b * (1 - part)); };
    return {between(front.red(), back.red()), between(front.green(), back.green()), between(front.blue(), back.blue())};
}

} // namespace

SketchPainter::SketchPainter(const Appearance &appearance, const QFont &font)
    : m_appearance(appearance)
    , m_font(font)
{
}

void SketchPainter::paint(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const
{
    if (sketch.rows == 0)
        return;
    if (sketch.missing == sketch.rows)
        paintWords(painter, area, QCoreApplication::translate("SketchPainter", "all NA"));
    else if (sketch.kinds > std::int64_t(ColumnSketch::mostKinds))
        paintWords(painter, area, QCoreApplication::translate("SketchPainter", "over %1 different").arg(countText(ColumnSketch::mostKinds)));
    else if (!sketch.shares.empty())
        paintShares(painter, area, sketch);
    else if (sketch.hasBins())
        paintBars(painter, area, sketch.bins);
}

void SketchPainter::paintBars(QPainter &painter, const QRect &area, std::span<const std::int64_t> bins) const
{
    const std::int64_t most = std::max<std::int64_t>(1, std::ranges::max(bins));
    const auto count = int(bins.size());
    const QColor color = mixed(m_appearance.color(Color::Accent), m_appearance.color(Color::Window), 0.62);
    for (int i = 0; i < count; ++i) {
        if (bins[std::size_t(i)] == 0)
            continue;
        const int left = area.left() + area.width() * i / count, right = area.left() + area.width() * (i + 1) / count;
        const int height = std::max(1, int(double(area.height()) * double(bins[std::size_t(i)]) / double(most)));
        painter.fillRect(left, area.bottom() - height + 1, std::max(1, right - left - 1), height, color);
    }
    painter.fillRect(area.left(), area.bottom() + 1, area.width(), 1, m_appearance.color(Color::Border));
}

/// Segments as wide as the share of each text, the rest last; words where they have room.
void SketchPainter::paintShares(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const
{
    const double all = double(sketch.rows - sketch.missing);
    const QFontMetrics metrics(m_font);
    painter.setFont(m_font);
    double done = 0;
    for (std::size_t i = 0; i < sketch.shares.size(); ++i) {
        const int left = area.left() + int(area.width() * done / all);
        done += double(sketch.shares[i].count);
        const int right = area.left() + int(area.width() * done / all);
        const QRect segment(left, area.top(), std::max(1, right - left - 1), area.height());
        painter.fillRect(segment, mixed(m_appearance.color(Color::Accent), m_appearance.color(Color::Window), 0.34 - 0.07 * double(i)));
        const QString word = oneLine(sketch.shares[i].text, longestWord);
        if (segment.width() < metrics.horizontalAdvance(word.left(3)) + 8)
            continue;
        painter.setPen(m_appearance.color(Color::TextDim));
        painter.drawText(segment.adjusted(4, 0, -2, 0), Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(word, Qt::ElideRight, segment.width() - 6));
    }
}

void SketchPainter::paintWords(QPainter &painter, const QRect &area, const QString &words) const
{
    painter.setFont(m_font);
    painter.setPen(m_appearance.color(Color::TextFaint));
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(m_font).elidedText(words, Qt::ElideRight, area.width()));
}

QString shareText(std::int64_t part, std::int64_t whole)
{
    if (whole == 0 || part == 0)
        return QStringLiteral("0 %");
    const double percent = 100.0 * double(part) / double(whole);
    if (percent < 1)
        return QStringLiteral("<1 %");
    if (part < whole && percent > 99)
        return QStringLiteral(">99 %");
    return QStringLiteral("%1 %").arg(qRound(percent));
}

QString sketchWords(const ColumnSketch &sketch)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("SketchPainter", text); };
    QStringList lines{tr("%1 rows, %2 missing (%3)").arg(countText(sketch.rows), countText(sketch.missing), shareText(sketch.missing, sketch.rows))};
    if (sketch.kinds > std::int64_t(ColumnSketch::mostKinds))
        lines << tr("more than %1 different texts").arg(countText(ColumnSketch::mostKinds));
    for (const ValueCount &share : sketch.shares)
        lines << tr("%1: %2 (%3)").arg(oneLine(share.text, longestWord), countText(share.count), shareText(share.count, sketch.rows));
    return lines.join(u'\n');
}

} // namespace assay
