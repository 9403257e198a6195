// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace assay {

class Appearance;
class SearchBar;

/// A text with a line below it to look for something in it.
class SearchedText : public QWidget
{
    Q_OBJECT

public:
    /// Takes the text over.
    SearchedText(const Appearance &appearance, QPlainTextEdit *text, QWidget *parent = nullptr);

    /// Opens the line, with what is selected within one line of the text.
    void openSearch();
    [[nodiscard]] SearchBar &bar() { return *m_bar; }

private:
    void find(const QString &text, bool isForward);

    QPlainTextEdit *m_text;
    SearchBar *m_bar;
};

} // namespace assay
