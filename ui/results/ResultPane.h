// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLayout;
class QPlainTextEdit;
class QStackedWidget;
class QTabBar;

namespace assay {

class Appearance;
class EmptyState;
class ErrorView;
class FrameView;
class NoticeBar;
class OutputView;
class ProblemView;
class ValueView;

/// Everything known of the last run: its result as a table or text, what it printed, why it ended.
/// The last result stays until the next one is there.
class ResultPane : public QWidget
{
    Q_OBJECT

public:
    /// How a nested value is shown.
    enum class ValueAs { Tree, Table, Text };
    enum Tab { ResultTab, OutputTab, ErrorTab, ProblemsTab, TabCount };

    explicit ResultPane(const Appearance &appearance, QWidget *parent = nullptr);

    void showStarted();
    void addOutput(OutputStream stream, const QString &text);
    /// `script` is the text that ran.
    void showResult(const RunResult &result, const QString &script);
    /// No script can be run: says why, in place of the invitation to run one.
    void showRefusing(const QString &problem);
    void showInvitation();
    /// What was found in the script that is being edited.
    void showProblems(const std::vector<Finding> &findings);
    /// The script was changed after the run that is shown.
    void setStale(bool stale);

    /// The rule of the problem that has the keyboard; empty where none has.
    [[nodiscard]] QString focusedRule() const;

    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);
    /// Where the value that is shown can be shown so; kept for the next.
    void showValueAs(ValueAs way);
    [[nodiscard]] ValueAs valueAs() const;
    [[nodiscard]] QString summary() const;
    /// Gives the keyboard to what the tab shows.
    void focusPage();

Q_SIGNALS:
    /// Figures of the table's selected cells, in words; empty: nothing is selected.
    void selectionTold(const QString &words);
    void lineActivated(int line, int column);
    /// Of the script that is being edited.
    void problemActivated(int line, int column);

private:
    void buildHeader();
    void showValue(const RunValue &value);
    void showNested(const RunValue &value);
    void addWays(QLayout *row);
    void offerWays(bool hasTree, bool hasTable);
    void showHint(const RunResult &result);
    void updateOutput();
    void updateTabs();
    void updateSummary();

    const Appearance &m_appearance;
    QTabBar *m_tabs;
    QLabel *m_summaryLabel;
    QStackedWidget *m_pages;
    NoticeBar *m_notice;
    QStackedWidget *m_result;
    EmptyState *m_empty;
    FrameView *m_frame;
    QPlainTextEdit *m_text;
    ValueView *m_tree;
    QWidget *m_ways; ///< buttons for ValueAs
    QButtonGroup *m_way;
    std::optional<ValueAs> m_wanted; ///< the person's own choice
    QStackedWidget *m_output;
    OutputView *m_outputView;
    QStackedWidget *m_error;
    ErrorView *m_errorView;
    QStackedWidget *m_problems;
    ProblemView *m_problemView;
    std::optional<Severity> m_worstProblem;
    QString m_summary;
    bool m_hasRun = false;
    bool m_isStale = false;
    bool m_hasError = false;
};

} // namespace assay
