// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"
#include "ui/results/ResultPage.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLayout;
class QMenu;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace assay {

class Appearance;
class CompareView;
class ErrorView;
class NoticeBar;
class OutputView;
class ProblemView;
class SearchedText;

/// Everything known of the last run: its result, what it printed, why it ended; and results of runs
/// before that were pinned, to look at and to compare. The last result stays until the next one is there.
class ResultPane : public QWidget
{
    Q_OBJECT

public:
    /// What a tab shows. There is one of each but of Pinned and Comparison.
    enum Tab { ResultTab, PinnedTab, ComparisonTab, OutputTab, ErrorTab, ProblemsTab };

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
    /// The text that the script of the last run has by now.
    void setScript(const QString &script);
    /// Source and state of the trades that runs read now; a text to be compared only.
    void setData(const QString &stamp);

    /// The rule of the problem that has the keyboard; empty where none has.
    [[nodiscard]] QString focusedRule() const;
    /// The result that is shown, or else that of the last run.
    [[nodiscard]] ResultPage &page() const;

    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab);
    [[nodiscard]] QStringList tabTitles() const;
    [[nodiscard]] QString summary() const;
    /// Gives the keyboard to what the tab shows.
    void focusPage();
    /// Looks for text in what the tab shows.
    void openSearch();

    /// Keeps the last result in a tab of its own.
    void pin();
    /// Of the tab that is shown, where it is a pinned result or a comparison.
    void closeTab();
    void askName();
    void rename(const QString &name);
    /// Holds a pinned result (counted from 0) against what is shown, or the last result.
    void compareWith(int pinned);
    /// The results that can be compared with what is shown, a line each.
    void fillCompareMenu(QMenu &menu);

Q_SIGNALS:
    /// Figures of the table's selected cells, in words; empty: nothing is selected.
    void selectionTold(const QString &words);
    void lineActivated(int line, int column);
    /// Of the script that is being edited.
    void problemActivated(int line, int column);
    /// Code for the end of the script.
    void codeWanted(const QString &code);

private:

    void buildPages();
    void buildHeader();
    void connectPages();
    ResultPage *addResult(int place, Tab tab, const QString &title);
    void addTab(int place, Tab tab, const QString &title, QWidget *page);
    [[nodiscard]] int placeOf(Tab tab) const; ///< of the first such tab
    [[nodiscard]] std::vector<ResultPage *> results() const;
    [[nodiscard]] QString titleOf(const ResultPage *page) const;
    void openTabMenu(const QPoint &place);
    void compare(ResultPage *before, ResultPage *after);
    void addWays(QLayout *row);
    void updateWays();
    void showValue(const RunResult &result);
    void updateOutput();
    void updateTabs();
    void updateSummary();

    const Appearance &m_appearance;
    QTabBar *m_tabs;
    QLabel *m_summaryLabel;
    QStackedWidget *m_pages; ///< a page a tab, in their order
    NoticeBar *m_notice;
    ResultPage *m_result; ///< of the last run
    QWidget *m_ways;      ///< buttons for ValueAs
    QButtonGroup *m_way;
    QToolButton *m_pin;
    QStackedWidget *m_output;
    OutputView *m_outputView;
    SearchedText *m_searchedOutput;
    QStackedWidget *m_error;
    ErrorView *m_errorView;
    QStackedWidget *m_problems;
    ProblemView *m_problemView;
    std::optional<Severity> m_worstProblem;
    QString m_state; ///< of the last run: running, or how it came out
    QString m_script, m_data; ///< as they are now
    int m_pinned = 0; ///< ever
    bool m_hasRun = false;
    bool m_hasError = false;
};

} // namespace assay
