// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/CompareNotes.h"

#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr qsizetype mostColumns = 6; ///< more are counted
constexpr qsizetype nameLimit = 120;
constexpr int sidePadding = 14;
constexpr int signWidth = 16;

QString shown(const std::string &name)
{
    return oneLine(name, nameLimit);
}

} // namespace

CompareNotes::CompareNotes(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("compareNotes"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(sidePadding, 7, sidePadding, 8);
    column->setSpacing(3);
    hide();
}

void CompareNotes::clear()
{
    m_lines.clear();
    while (QLayoutItem *item = layout()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    hide();
}

void CompareNotes::tell(const FrameDiff &diff)
{
    clear();
    addColumns(diff.schema);
    addKeys(diff);
    setVisible(!m_lines.isEmpty());
}

void CompareNotes::addColumns(const SchemaDiff &schema)
{
    using Kind = SchemaDifference::Kind;
    qsizetype told = 0;
    for (const SchemaDifference &column : schema.columns) {
        if (++told > mostColumns)
            break;
        const QString name = column.name.empty() ? tr("the index") : shown(column.name);
        if (column.kind == Kind::Added)
            add(QStringLiteral("+"), "ok", tr("%1, %2: a column only after").arg(name, shown(column.after)));
        else if (column.kind == Kind::Removed)
            add(QStringLiteral("−"), "bad", tr("%1, %2: a column only before").arg(name, shown(column.before)));
        else
            add(QStringLiteral("~"), "changed", tr("%1: was %2, is %3; compared by value").arg(name, shown(column.before), shown(column.after)));
    }
    const qsizetype more = qsizetype(schema.columns.size()) - mostColumns;
    if (more > 0)
        add(QStringLiteral("…"), "dim", tr("and %1 more columns that differ").arg(countText(more)));
    if (schema.isReordered)
        add(QStringLiteral("⇄"), "dim", tr("the columns stand in another order"));
}

void CompareNotes::addKeys(const FrameDiff &diff)
{
    if (diff.keys.empty() && diff.areKeysSuggested)
        add(QStringLiteral("i"), "dim", tr("No columns were found that tell the rows apart: they are compared by their place."));
    if (diff.duplicatesBefore + diff.duplicatesAfter > 0)
        add(QStringLiteral("!"), "changed",
            tr("The key is not unique: %1 rows before and %2 after have the key of a row above. They were matched in order.")
                .arg(countText(diff.duplicatesBefore), countText(diff.duplicatesAfter)));
}

void CompareNotes::add(const QString &sign, const char *tone, const QString &text)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *mark = new QLabel(sign, line);
    mark->setFont(Appearance::codeFont());
    mark->setFixedWidth(signWidth);
    mark->setProperty("tone", QString::fromLatin1(tone));
    auto *label = new ElidedLabel(line);
    label->setText(text);
    label->setToolTip(plainToolTip(text, 1000));
    row->addWidget(mark);
    row->addWidget(label, 1);
    layout()->addWidget(line);
    m_lines << sign + u' ' + text;
}

} // namespace assay
