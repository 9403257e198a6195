// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QScrollArea>

class QLabel;
class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace assay {

class Appearance;

/// Why a run ended badly: in plain words, then Python's or the bot's own, then the script's own
/// lines to click, with the traceback folded away below.
class ErrorView : public QScrollArea
{
    Q_OBJECT

public:
    static constexpr int maxFindings = 100; ///< shown; more are counted

    explicit ErrorView(const Appearance &appearance, QWidget *parent = nullptr);

    /// `script` is the text that ran, to quote its lines.
    void show(const RunResult &result, const QString &script);
    using QWidget::show;

Q_SIGNALS:
    /// A line of the script was clicked; lines and columns count from 1.
    void lineActivated(int line, int column);

private:
    void addLine(int line, int column, const QString &text, const QString &note);
    void fold(bool folded);
    void updateIcons();
    void clearLines();

    const Appearance &m_appearance;
    RunEnd m_end = RunEnd::Ok;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_advice;
    QVBoxLayout *m_lines;
    QToolButton *m_foldButton;
    QPlainTextEdit *m_traceback;
};

} // namespace assay
