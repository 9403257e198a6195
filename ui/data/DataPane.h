// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/SourceDesk.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStandardItem;
class QStandardItemModel;
class QTreeView;

namespace assay {

class Appearance;
class BusyStrip;
class EmptyState;
class FrameView;

/// The sources there are, their tables and columns, and the first rows of the one that is selected.
class DataPane : public QWidget
{
    Q_OBJECT

public:
    DataPane(const Appearance &appearance, SourceDesk &desk, QWidget *parent = nullptr);

    /// The sources to show, by their SOURCE texts.
    void setSources(const QStringList &sources);
    /// The one that scripts run on.
    void setActive(const QString &source);
    void select(const QString &source, const QString &table = {});
    [[nodiscard]] QString selectedSource() const;
    [[nodiscard]] QString selectedTable() const;
    [[nodiscard]] QString summary() const;
    void focusTree();

Q_SIGNALS:
    void addWanted();
    void removeWanted(const QString &source);
    /// Scripts are to run on it.
    void activated(const QString &source);
    /// Text for the script, such as `load_trades()`.
    void useWanted(const QString &call);

private:
    void buildHead(QLayout *column);
    void buildDetails(QLayout *column);
    void watchDesk();
    void showLook(const QString &source, const SourceLook &look);
    void showPreview(const QString &source, const QString &table,
                     const std::shared_ptr<const Frame> &frame, const QString &problem);
    void showSelection();
    void openMenu(const QPoint &place);
    void markActive();
    [[nodiscard]] QStandardItem *itemOf(const QString &source) const;
    [[nodiscard]] QStandardItem *selectedItem() const;

    const Appearance &m_appearance;
    SourceDesk &m_desk;
    QStandardItemModel *m_model;
    QTreeView *m_tree;
    QLabel *m_title;
    QLabel *m_summary;
    FrameView *m_preview;
    EmptyState *m_empty;
    QPushButton *m_use;
    QPushButton *m_activate;
    BusyStrip *m_busy;
    QString m_active;
    QString m_previewed; ///< source and table of what is shown
};

} // namespace assay
