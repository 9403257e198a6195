// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/DataPane.h"

#include "ui/data/SourceName.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/BusyStrip.h"
#include "ui/widgets/EmptyState.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStandardItemModel>
#include <QToolButton>
#include <QTreeView>

namespace assay {
namespace {

using Color = Theme::Color;

/// Of the items in the tree.
enum Role { SourceRole = Qt::UserRole + 1, TableRole, CallRole, SummaryRole, ProblemRole };

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QList<QStandardItem *> rowOf(const QString &name, const QString &detail)
{
    auto *first = new QStandardItem(name);
    auto *second = new QStandardItem(detail);
    second->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QStandardItem *item : {first, second})
        item->setEditable(false);
    return {first, second};
}

QList<QStandardItem *> tableRow(const QString &source, const TableInfo &table, std::int64_t now)
{
    QList<QStandardItem *> row = rowOf(text(table.name), table.rows ? countText(*table.rows) : QString());
    row[0]->setData(source, SourceRole);
    row[0]->setData(text(table.name), TableRole);
    row[0]->setData(text(table.call), CallRole);
    row[0]->setData(tableSummary(table, now), SummaryRole);
    row[0]->setData(text(table.problem), ProblemRole);
    for (const ColumnInfo &column : table.columns) {
        const QList<QStandardItem *> child = rowOf(text(column.name), text(column.type).toLower());
        child[0]->setData(source, SourceRole);
        row[0]->appendRow(child);
    }
    return row;
}

} // namespace

DataPane::DataPane(const Appearance &appearance, SourceDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_desk(desk)
    , m_model(new QStandardItemModel(0, 2, this))
    , m_tree(new QTreeView(this))
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_preview(new FrameView(appearance, this))
    , m_empty(new EmptyState(appearance, this))
    , m_use(new QPushButton(tr("Use in Script"), this))
    , m_activate(new QPushButton(tr("Run on This"), this))
    , m_busy(new BusyStrip(this))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildHead(column);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    m_tree->setObjectName(QStringLiteral("sources"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Data sources"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    split->addWidget(m_tree);
    auto *details = new QWidget(split);
    auto *inner = new QVBoxLayout(details);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    buildDetails(inner);
    split->addWidget(details);
    split->setSizes({300, 400});
    column->addWidget(split, 1);
    column->addWidget(m_busy);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &DataPane::showSelection);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &DataPane::openMenu);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QModelIndex first = index.siblingAtColumn(0);
        if (!first.parent().isValid())
            Q_EMIT activated(first.data(SourceRole).toString());
        else if (!first.data(CallRole).toString().isEmpty())
            Q_EMIT useWanted(first.data(CallRole).toString());
    });
    connect(&appearance, &Appearance::changed, this, &DataPane::markActive);
    watchDesk();
}

void DataPane::buildHead(QLayout *column)
{
    auto *head = new QWidget(this);
    head->setObjectName(QStringLiteral("paneHeader"));
    head->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 3, 6, 3);
    auto *title = new QLabel(tr("Data"), head);
    title->setObjectName(QStringLiteral("paneTitle"));
    row->addWidget(title, 1);
    const std::pair<const char *, QString> buttons[] = {{"add", tr("Add a data source…")},
                                                        {"refresh", tr("Look again")}};
    for (const auto &[icon, tip] : buttons) {
        auto *button = new QToolButton(head);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setIcon(m_appearance.icon(QLatin1String(icon)));
        connect(&m_appearance, &Appearance::changed, button,
                [this, button, icon = icon] { button->setIcon(m_appearance.icon(QLatin1String(icon))); });
        row->addWidget(button);
        if (qstrcmp(icon, "add") == 0)
            connect(button, &QToolButton::clicked, this, &DataPane::addWanted);
        else
            connect(button, &QToolButton::clicked, this, [this] {
                if (!selectedSource().isEmpty())
                    m_desk.look(selectedSource(), true);
            });
    }
    column->addWidget(head);
}

void DataPane::buildDetails(QLayout *column)
{
    auto *head = new QWidget(this);
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(12, 8, 12, 8);
    lines->setSpacing(3);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("paneTitle"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setObjectName(QStringLiteral("summary"));
    lines->addWidget(m_title);
    lines->addWidget(m_summary);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 5, 0, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_use);
    buttons->addWidget(m_activate);
    buttons->addStretch();
    lines->addLayout(buttons);
    column->addWidget(head);
    column->addWidget(m_empty);
    column->addWidget(m_preview);
    m_preview->setAccessibleName(tr("First rows"));
    m_use->setToolTip(tr("Write the call that reads this table where the cursor is"));
    m_activate->setToolTip(tr("From now on scripts read this source"));
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const QStandardItem *item = selectedItem())
            Q_EMIT useWanted(item->data(CallRole).toString());
    });
    connect(m_activate, &QPushButton::clicked, this, [this] { Q_EMIT activated(selectedSource()); });
    showSelection();
}

void DataPane::watchDesk()
{
    connect(&m_desk, &SourceDesk::began, this,
            [this](const QString &source) { m_busy->begin(tr("Reading %1 …").arg(shortSourceName(source))); });
    connect(&m_desk, &SourceDesk::progressed, this,
            [this](qint64 rows) { m_busy->tell(tr("%1 rows").arg(countText(rows))); });
    connect(&m_desk, &SourceDesk::rested, m_busy, &BusyStrip::end);
    connect(m_busy, &BusyStrip::cancelled, &m_desk, &SourceDesk::cancel);
    connect(&m_desk, &SourceDesk::looked, this, &DataPane::showLook);
    connect(&m_desk, &SourceDesk::previewed, this, &DataPane::showPreview);
}

void DataPane::setSources(const QStringList &sources)
{
    for (int row = m_model->rowCount() - 1; row >= 0; --row)
        if (!sources.contains(m_model->item(row)->data(SourceRole).toString()))
            m_model->removeRow(row);
    for (const QString &source : sources) {
        if (itemOf(source))
            continue;
        const QList<QStandardItem *> row = rowOf(shortSourceName(source), {});
        row[0]->setData(source, SourceRole);
        row[0]->setToolTip(source.toHtmlEscaped());
        m_model->appendRow(row);
    }
    markActive();
}

void DataPane::setActive(const QString &source)
{
    m_active = source;
    markActive();
    showSelection();
}

void DataPane::markActive()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem *item = m_model->item(row);
        const bool isActive = item->data(SourceRole).toString() == m_active;
        QFont font = m_tree->font();
        font.setWeight(isActive ? QFont::DemiBold : QFont::Normal);
        item->setFont(font);
        item->setIcon(m_appearance.icon(QStringLiteral("data"), isActive ? Color::Accent : Color::TextFaint));
        m_model->item(row, 1)->setText(isActive ? tr("in use") : QString());
        m_model->item(row, 1)->setForeground(m_appearance.color(Color::TextDim));
    }
}

QStandardItem *DataPane::itemOf(const QString &source) const
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->item(row)->data(SourceRole).toString() == source)
            return m_model->item(row);
    return nullptr;
}

QStandardItem *DataPane::selectedItem() const
{
    return m_model->itemFromIndex(m_tree->currentIndex().siblingAtColumn(0));
}

QString DataPane::selectedSource() const
{
    const QStandardItem *item = selectedItem();
    return item ? item->data(SourceRole).toString() : QString();
}

QString DataPane::selectedTable() const
{
    const QStandardItem *item = selectedItem();
    if (item && item->parent() && item->data(TableRole).isNull())
        item = item->parent(); // a column
    return item ? item->data(TableRole).toString() : QString();
}

QString DataPane::summary() const
{
    return m_summary->text();
}

void DataPane::select(const QString &source, const QString &table)
{
    QStandardItem *item = itemOf(source);
    if (!item)
        return;
    for (int row = 0; row < item->rowCount(); ++row)
        if (item->child(row)->data(TableRole).toString() == table)
            item = item->child(row);
    m_tree->setCurrentIndex(item->index());
}

void DataPane::focusTree()
{
    m_tree->setFocus();
    if (!m_tree->currentIndex().isValid())
        select(m_active);
}

void DataPane::showLook(const QString &source, const SourceLook &look)
{
    QStandardItem *item = itemOf(source);
    if (!item)
        return;
    const QString table = selectedSource() == source ? selectedTable() : QString();
    const bool isFirst = item->rowCount() == 0;
    {
        // What is selected is there again in a moment.
        const QSignalBlocker quiet(m_tree->selectionModel());
        item->removeRows(0, item->rowCount());
        item->setData(look.problem, ProblemRole);
        for (const TableInfo &one : look.info.tables)
            item->appendRow(tableRow(source, one, look.now));
        if (!table.isEmpty())
            select(source, table);
    }
    if (isFirst)
        m_tree->expand(item->index());
    if (selectedSource() != source)
        return;
    m_previewed.clear();
    if (table.isEmpty() && !look.info.tables.empty())
        select(source, text(look.info.tables.front().name));
    showSelection();
}

void DataPane::showSelection()
{
    const QString source = selectedSource(), table = selectedTable();
    const QStandardItem *item = source.isEmpty() ? nullptr : itemOf(source);
    const QStandardItem *shown = selectedItem();
    if (shown && shown->data(TableRole).isNull() && shown->parent())
        shown = shown->parent();
    m_use->setEnabled(shown && !shown->data(CallRole).toString().isEmpty());
    m_activate->setVisible(item && source != m_active);
    m_title->setText(!item ? QString() : table.isEmpty() ? item->text() : QStringLiteral("%1 – %2").arg(table, item->text()));
    m_summary->setText(!shown ? QString() : table.isEmpty() ? item->data(ProblemRole).toString() : shown->data(SummaryRole).toString());
    m_summary->setVisible(!m_summary->text().isEmpty());
    const bool isReadable = shown && !shown->data(CallRole).toString().isEmpty() && shown->data(ProblemRole).toString().isEmpty();
    m_preview->setVisible(isReadable);
    m_empty->setVisible(!isReadable);
    if (item && item->rowCount() == 0 && item->data(ProblemRole).toString().isEmpty())
        m_desk.look(source);
    if (!isReadable) {
        m_empty->tell(QStringLiteral("table"), item ? tr("No rows to show") : tr("No table selected"),
                      item ? QString() : tr("Select a table to see its first rows."));
        return;
    }
    const QString wanted = source + u'\n' + table;
    if (std::exchange(m_previewed, wanted) != wanted) {
        m_preview->setFrame(nullptr);
        m_desk.preview(source, table);
    }
}

void DataPane::showPreview(const QString &source, const QString &table,
                           const std::shared_ptr<const Frame> &frame, const QString &problem)
{
    if (m_previewed != source + u'\n' + table)
        return;
    if (!problem.isEmpty())
        m_summary->setText(problem);
    m_preview->setFrame(frame);
}

void DataPane::openMenu(const QPoint &place)
{
    const QString source = selectedSource();
    if (source.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *use = menu->addAction(tr("Use in Script"), m_use, &QPushButton::click);
    use->setEnabled(m_use->isEnabled());
    QAction *activate = menu->addAction(tr("Run on This"), m_activate, &QPushButton::click);
    activate->setEnabled(source != m_active);
    menu->addAction(tr("Look Again"), this, [this, source] { m_desk.look(source, true); });
    menu->addSeparator();
    QAction *remove = menu->addAction(tr("Remove from the List"), this, [this, source] { Q_EMIT removeWanted(source); });
    remove->setEnabled(source != QStringLiteral("sample"));
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

} // namespace assay
