// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/DiffView.h"

#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <cmath>
#include <QTextBlock>

namespace assay {
namespace {

constexpr int border = 2;
constexpr int tint = 42; ///< of 255, over the panel

} // namespace

DiffView::DiffView(const Appearance &appearance, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_appearance(appearance)
{
    setReadOnly(true);
    setFrameShape(NoFrame);
    setLineWrapMode(NoWrap);
    setFont(Appearance::codeFont());
    setAccessibleName(tr("Changes"));
    setTabChangesFocus(true);
    connect(&appearance, &Appearance::changed, this, &DiffView::color);
}

void DiffView::compare(const QString &before, const QString &after, int context)
{
    using Change = DiffLine::Change;
    m_lines = withContext(lineDiff(before, after), context);
    int width = 1;
    for (const DiffLine &line : m_lines)
        width = std::max(width, int(QString::number(std::max(line.before, line.after)).size()));
    QStringList texts;
    for (const DiffLine &line : m_lines) {
        const int number = line.change == Change::Removed ? line.before : line.after;
        const QString sign = line.change == Change::Same      ? QStringLiteral("  ")
                             : line.change == Change::Removed ? QStringLiteral("− ")
                                                              : QStringLiteral("+ ");
        texts << (number == 0 ? QStringLiteral("⋯").rightJustified(width)
                              : QString::number(number).rightJustified(width) + u' ' + sign +
                                    safeShown(line.text));
    }
    setPlainText(texts.join(u'\n'));
    color();
}

int DiffView::heightOf(int most) const
{
    const int shown = std::min(most, int(m_lines.size()));
    const double line = QFontMetricsF(document()->defaultFont()).lineSpacing();
    return int(std::ceil(shown * std::ceil(line) + 2 * document()->documentMargin())) + 2 * border;
}

void DiffView::color()
{
    using Color = Theme::Color;
    QList<QTextEdit::ExtraSelection> stripes;
    QTextBlock block = document()->begin();
    for (const DiffLine &line : m_lines) {
        const QTextBlock here = block;
        block = block.next();
        if (line.change == DiffLine::Change::Same)
            continue;
        const bool isAdded = line.change == DiffLine::Change::Added;
        QColor back = m_appearance.color(isAdded ? Color::Ok : Color::Error);
        back.setAlpha(tint);
        QTextEdit::ExtraSelection stripe;
        stripe.cursor = QTextCursor(here);
        stripe.format.setBackground(back);
        stripe.format.setProperty(QTextFormat::FullWidthSelection, true);
        stripes << stripe;
    }
    setExtraSelections(stripes);
}

} // namespace assay
