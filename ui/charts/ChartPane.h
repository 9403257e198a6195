// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "ui/charts/ChartPlot.h"

#include <QStackedWidget>

class QLabel;

namespace assay {

class BusyStrip;
class ChartPanel;
class EmptyState;

/// A chart of a frame, or of the rows of it that are shown, with what it is made of beside it. All rows are
/// drawn; the line below says how, and what was left out. Made on a thread of its own.
class ChartPane : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPane(const Appearance &appearance, QWidget *parent = nullptr);

    /// Suggests a chart, or keeps the one there was where the columns are there. Nothing is drawn until the
    /// pane is seen.
    void setFrame(std::shared_ptr<const Frame> frame);
    /// Null: all.
    void setRows(std::shared_ptr<const RowList> rows);
    void setSpec(const ChartSpec &spec);
    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }
    [[nodiscard]] ChartPlot &plot() { return *m_plot; }
    [[nodiscard]] ChartPanel &panel() { return *m_panel; }
    [[nodiscard]] QString caption() const;
    /// Why nothing is drawn; empty where something is.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool isBusy() const { return m_making.isBusy(); }

    void copyImage();
    void openExport();

Q_SIGNALS:
    void said(const QString &text);
    void rowsPicked(const assay::RowList &rows);
    /// Another chart is drawn, or it could not be.
    void drawn();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void make();
    void take(const std::shared_ptr<const PreparedChart> &chart, const QString &problem);
    void updateCaption();
    void exportTo(const QString &path);

    const Appearance &m_appearance;
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const RowList> m_rows;
    ChartSpec m_spec;
    ChartPlot *m_plot;
    ChartPanel *m_panel;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QLabel *m_caption;
    BusyStrip *m_busy;
    bool m_isDue = false; ///< to be made once it is seen
    int m_asked = 0;
    QuestionThread m_making;
};

} // namespace assay
