// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/RecordPanel.h"

#include "frames/CellText.h"
#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr qsizetype longestName = 80;
constexpr qsizetype longestValue = 2000;
constexpr int ExactRole = Qt::UserRole;

QStandardItem *fixedItem(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

} // namespace

RecordPanel::RecordPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_model(new QStandardItemModel(0, 2, this))
    , m_lines(new QTreeView(this))
{
    setObjectName(QStringLiteral("recordPanel"));
    m_title->setObjectName(QStringLiteral("paneTitle"));
    m_title->setContentsMargins(14, 12, 14, 6);
    m_model->setHorizontalHeaderLabels({tr("Column"), tr("Value")});
    m_lines->setObjectName(QStringLiteral("valueTree"));
    m_lines->setModel(m_model);
    m_lines->setRootIsDecorated(false);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setTextElideMode(Qt::ElideRight);
    m_lines->setAccessibleName(tr("Row"));
    m_lines->header()->setStretchLastSection(true);
    m_lines->header()->resizeSection(0, 110);
    m_lines->installEventFilter(this);
    setFocusProxy(m_lines);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_lines, 1);
}

void RecordPanel::show(const std::shared_ptr<const Frame> &frame, std::int64_t row, const std::vector<std::size_t> &columns)
{
    const int current = std::max(0, m_lines->currentIndex().row());
    m_model->removeRows(0, m_model->rowCount());
    m_title->setText(frame && row < frame->rows() ? tr("Row %1").arg(countText(row)) : tr("No row"));
    if (!frame || row >= frame->rows())
        return;
    for (const std::size_t column : columns) {
        const CellText cell = cellText(*frame, column, row);
        auto *name = fixedItem(oneLine(frame->schema().columns[column].name, longestName));
        auto *value = fixedItem(cell.isMissing ? QStringLiteral("NA") : oneLine(cell.text, longestValue));
        value->setFont(Appearance::codeFont());
        value->setData(cell.isMissing ? QString() : QString::fromStdString(cell.text), ExactRole);
        value->setToolTip(plainToolTip(safeShown(cell.text), longestValue));
        m_model->appendRow({name, value});
    }
    m_lines->setCurrentIndex(m_model->index(std::min(current, m_model->rowCount() - 1), 0));
}

QString RecordPanel::title() const
{
    return m_title->text();
}

QString RecordPanel::value(int line) const
{
    return m_model->item(line, 1)->data(ExactRole).toString();
}

/// Alt with an arrow, or Page keys, go to another row; Ctrl+C copies a value as it is.
bool RecordPanel::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isAlt = key->modifiers().testFlag(Qt::AltModifier);
    if (key->matches(QKeySequence::Copy) && m_lines->currentIndex().isValid())
        QGuiApplication::clipboard()->setText(value(m_lines->currentIndex().row()));
    else if (key->key() == Qt::Key_PageDown || (isAlt && key->key() == Qt::Key_Down))
        Q_EMIT stepWanted(1);
    else if (key->key() == Qt::Key_PageUp || (isAlt && key->key() == Qt::Key_Up))
        Q_EMIT stepWanted(-1);
    else if (key->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        return false;
    return true;
}

} // namespace assay
