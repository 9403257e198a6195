// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace assay {

class Appearance;

/// A line below a view in which a person types what to look for in it. Says nothing of how it is found.
class SearchBar : public QWidget
{
    Q_OBJECT

public:
    SearchBar(const Appearance &appearance, const QString &invitation, QWidget *parent = nullptr);

    /// Shows itself, with the keyboard; `text`, where there is some, is looked for.
    void open(const QString &text = {});
    void close();
    [[nodiscard]] QString text() const;
    /// What came of it, such as `Not found`; empty: it was found.
    void say(const QString &note);

Q_SIGNALS:
    void searchWanted(const QString &text, bool isForward);
    /// Another text is looked for: what goes on about the last is over.
    void edited();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateIcons();
    void search(bool isForward);

    const Appearance &m_appearance;
    QLineEdit *m_text;
    QLabel *m_note;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace assay
