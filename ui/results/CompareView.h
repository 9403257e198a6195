// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/DiffTable.h"
#include "execution/QuestionThread.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace assay {

class Appearance;
class BusyStrip;
class CompareNotes;
class ElidedLabel;
class EmptyState;
class FrameView;
class KeyMenu;

/// Two results held against each other: how their columns differ, then the rows that were added, removed
/// and changed, before and after, with delta and percent. Compares on a thread of its own.
class CompareView : public QWidget
{
    Q_OBJECT

public:
    /// Which rows are shown; the others by RowChange.
    enum Shown { Added, Removed, Changed, All };

    explicit CompareView(const Appearance &appearance, QWidget *parent = nullptr);
    ~CompareView() override;

    /// Both frames must be there; they are kept until the next. Followed by compared().
    void compare(const QString &beforeTitle, std::shared_ptr<const Frame> before, const QString &afterTitle, std::shared_ptr<const Frame> after);
    /// Compares again, by other keys.
    void setRequest(const DiffRequest &request);
    /// What was before becomes after.
    void swap();
    void setShown(Shown shown);

    [[nodiscard]] bool isBusy() const { return m_thread.isBusy(); }
    /// `12 added · 3 removed · 40 changed · 1,203 same`; empty while there is no answer.
    [[nodiscard]] QString summary() const;
    /// What stands above the rows, a line each.
    [[nodiscard]] const QStringList &notes() const;
    [[nodiscard]] FrameView &table() { return *m_table; }

Q_SIGNALS:
    /// Something a person should know, such as an error.
    void said(const QString &text);
    /// The answer is there, and is shown.
    void compared();

private:
    struct Side
    {
        QString title;
        std::shared_ptr<const Frame> frame;
    };
    /// What the thread finds out.
    struct Found
    {
        std::shared_ptr<const FrameDiff> diff;
        std::shared_ptr<const DiffTable> table;
        std::shared_ptr<const Error> problem;
    };

    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QWidget *makeFilters();
    void updateTitles();
    void begin();
    /// Only another choice of rows, of what is known already.
    void beginTable();
    void ask(const std::function<Found(const std::stop_token &)> &find);
    void take(const Found &found);
    void takeProblem(const Error &problem);
    void showTable();
    void updateFilters();
    [[nodiscard]] DiffTableRequest tableRequest() const;

    const Appearance &m_appearance;
    Side m_before;
    Side m_after;
    DiffRequest m_request;
    Shown m_shown = All;
    std::shared_ptr<const FrameDiff> m_diff;
    bool m_isCurrent = false; ///< m_diff is of these sides and this request
    int m_asked = 0;

    ElidedLabel *m_beforeTitle;
    ElidedLabel *m_afterTitle;
    QToolButton *m_swap;
    QToolButton *m_keys;
    KeyMenu *m_keyMenu;
    CompareNotes *m_notes;
    QButtonGroup *m_filters;
    ElidedLabel *m_summary;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    FrameView *m_table;
    BusyStrip *m_busy;
    QuestionThread m_thread;
};

} // namespace assay
