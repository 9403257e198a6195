// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QWidget>
#include <vector>

class QPlainTextEdit;
class QStackedWidget;

namespace assay {

class Appearance;
class ChartPane;
class EmptyState;
class SearchedText;
class TablePane;
class ValueView;
struct CellStatistics;

/// What is known of a result besides its value: what it was made of, to tell when that has changed.
struct ResultOrigin
{
    QString script;
    QString data;    ///< source and state of the trades it ran on, to be compared only
    QString summary; ///< what came out, time, memory
};

/// One result of a run: as a table, a tree or text, whatever suits its value.
class ResultPage : public QWidget
{
    Q_OBJECT

public:
    enum class ValueAs { Tree, Table, Chart, Text };

    explicit ResultPage(const Appearance &appearance, QWidget *parent = nullptr);

    void show(const RunValue &value);
    /// There is no value: says why.
    void showNothing(const QString &icon, const QString &title, const QString &text);
    [[nodiscard]] const RunValue &value() const { return m_value; }
    /// The value as a table; null where it has none.
    [[nodiscard]] std::shared_ptr<const Frame> frame() const;

    /// How the value can be shown; one or none: there is no choice.
    [[nodiscard]] const std::vector<ValueAs> &ways() const { return m_ways; }
    [[nodiscard]] ValueAs way() const { return m_way; }
    /// The person's own choice: holds for values to come as well, where they can be shown so.
    void chooseWay(ValueAs way);
    [[nodiscard]] TablePane &table() { return *m_table; }
    [[nodiscard]] ChartPane &chart() { return *m_chart; }
    [[nodiscard]] bool isEmpty() const;
    /// The view that shows the value, for the keyboard.
    [[nodiscard]] QWidget *shownView() const;
    void openSearch();

    ResultOrigin origin; ///< set by whoever shows a value

Q_SIGNALS:
    void waysChanged();
    void said(const QString &text);
    void selectionTold(const assay::CellStatistics &statistics);
    void codeWanted(const QString &code);

private:
    void setWays(std::vector<ValueAs> ways, ValueAs usual);
    void showWay(ValueAs way);
    void showNested();
    void showFrame(std::shared_ptr<const Frame> frame);
    /// What is marked in one view is marked in the other.
    void linkSelections();

    QStackedWidget *m_pages;
    EmptyState *m_empty;
    TablePane *m_table;
    ChartPane *m_chart;
    QPlainTextEdit *m_text;
    SearchedText *m_searchedText;
    ValueView *m_tree;
    RunValue m_value;
    std::vector<ValueAs> m_ways;
    ValueAs m_way = ValueAs::Table;
    std::optional<ValueAs> m_wanted; ///< the person's own choice
};

} // namespace assay
