// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/ScriptEditor.h"
#include "ui/widgets/SearchBar.h"

#include <QPointer>

namespace assay {

/// Finds text in the script, from a line below the editor.
class FindBar : public SearchBar
{
    Q_OBJECT

public:
    explicit FindBar(const Appearance &appearance, QWidget *parent = nullptr);

    /// Opens with the editor's selection, if it is within one line.
    void openFor(ScriptEditor *editor);
    void find(const QString &text, bool isForward);

private:
    QPointer<ScriptEditor> m_editor;
};

} // namespace assay
