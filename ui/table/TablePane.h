// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/Frame.h"
#include "ui/results/FrameLook.h"

#include <memory>
#include <QPointer>
#include <QWidget>

class QSplitter;
class QTabWidget;
class QToolButton;

namespace assay {

class Appearance;
class BusyStrip;
class ColumnPanel;
class ExportDesk;
class FilterBar;
class FilterPopup;
class FrameView;
class RecordPanel;
class SearchBar;

/// A frame as a table, with all that one does to look into it: filters, search, what a column holds, one
/// row at a time, the view as code.
class TablePane : public QWidget
{
    Q_OBJECT

public:
    explicit TablePane(const Appearance &appearance, QWidget *parent = nullptr);

    void setFrame(std::shared_ptr<const Frame> frame);
    [[nodiscard]] FrameView &view() { return *m_view; }
    [[nodiscard]] const FrameView &view() const { return *m_view; }
    [[nodiscard]] FilterBar &filters() { return *m_filters; }
    [[nodiscard]] ColumnPanel &columnPanel() { return *m_column; }
    [[nodiscard]] RecordPanel &recordPanel() { return *m_record; }
    [[nodiscard]] SearchBar &search() { return *m_search; }

    void openSearch();
    /// Asks what the rows are to meet in a column of the model.
    FilterPopup *openFilter(int column);
    void openColumnJump();
    void openPeek();
    /// Shows the panel beside the table: what the column holds, or the row.
    void showColumn();
    void showRecord();
    void hidePanel();
    [[nodiscard]] bool isPanelShown() const;
    void openCode();
    void openExport();
    /// Gives the keyboard to the line that a condition is typed into.
    void focusFilter();

Q_SIGNALS:
    void said(const QString &text);
    /// Code for the end of the script.
    void codeWanted(const QString &code);
    /// Other rows are shown, or in another order.
    void rowsChanged();

private:
    QToolButton *addTool(const QString &text, const QString &toolTip);
    void buildTools();
    void connectView();
    void connectPanels();
    void clearTakenLine();
    void arrange();
    void updateCount();
    void updatePanel();
    void find(const QString &text, bool isForward);
    void go(std::int64_t row, std::size_t frameColumn);
    [[nodiscard]] std::vector<std::size_t> shownColumns() const;

    const Appearance &m_appearance;
    FilterBar *m_filters;
    FrameView *m_view;
    QSplitter *m_splitter;
    QTabWidget *m_panel;
    ColumnPanel *m_column;
    RecordPanel *m_record;
    SearchBar *m_search;
    ExportDesk *m_export;
    BusyStrip *m_busy;
    BusyStrip *m_searching;
    int m_searched = 0;
    QuestionThread m_finding;
};

} // namespace assay
