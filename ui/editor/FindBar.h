// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/ScriptEditor.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace assay {

class Appearance;

/// Finds text in the script, from a line below the editor.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(const Appearance &appearance, QWidget *parent = nullptr);

    /// Opens with the editor's selection, if it is within one line.
    void open(ScriptEditor *editor);
    void find(bool forward);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateIcons();

    const Appearance &m_appearance;
    QPointer<ScriptEditor> m_editor;
    QLineEdit *m_text;
    QLabel *m_note;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace assay
