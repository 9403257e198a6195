// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ValueView.h"

#include "ui/results/ValueModel.h"
#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace assay {
namespace {

constexpr int openedRows = 40;
constexpr int keyWidth = 220;
constexpr int typeWidth = 110;

} // namespace

ValueView::ValueView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new ValueModel(this))
{
    setObjectName(QStringLiteral("valueTree"));
    setModel(m_model);
    setFont(Appearance::codeFont());
    setUniformRowHeights(true);
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Result as a tree"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(ValueModel::Key, QHeaderView::Interactive);
    header()->setSectionResizeMode(ValueModel::Value, QHeaderView::Stretch);
    header()->resizeSection(ValueModel::Key, keyWidth);
    header()->resizeSection(ValueModel::Type, typeWidth);
    connect(this, &QWidget::customContextMenuRequested, this, &ValueView::openMenu);
}

void ValueView::setValue(std::shared_ptr<const Json> value)
{
    m_model->setValue(std::move(value));
    openSome();
    setCurrentIndex(m_model->index(0, 0));
}

void ValueView::openSome()
{
    m_model->fetchMore({});
    int shown = m_model->rowCount();
    std::vector<QModelIndex> level;
    for (int row = 0; row < shown && shown <= openedRows; ++row)
        level.push_back(m_model->index(row, 0));
    while (!level.empty()) {
        std::vector<QModelIndex> below;
        for (const QModelIndex &index : level) {
            if (!m_model->hasChildren(index))
                continue;
            m_model->fetchMore(index);
            shown += m_model->rowCount(index);
            if (shown > openedRows)
                return;
            expand(index);
            for (int row = 0; row < m_model->rowCount(index); ++row)
                below.push_back(m_model->index(row, 0, index));
        }
        level = std::move(below);
    }
}

void ValueView::copyValue() const
{
    QGuiApplication::clipboard()->setText(m_model->fullText(currentIndex()));
}

void ValueView::copyPath() const
{
    QGuiApplication::clipboard()->setText(m_model->path(currentIndex()));
}

void ValueView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyValue();
    else if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        copyPath();
    else
        QTreeView::keyPressEvent(event);
}

void ValueView::openMenu(const QPoint &place)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy Value\tCtrl+C"), this, &ValueView::copyValue);
    menu->addAction(tr("Copy Path\tCtrl+Shift+C"), this, &ValueView::copyPath);
    menu->addSeparator();
    menu->addAction(tr("Open All Below"), this, [this] { expandRecursively(currentIndex(), 5); });
    menu->addAction(tr("Close All"), this, &QTreeView::collapseAll);
    menu->popup(viewport()->mapToGlobal(place));
}

} // namespace assay
