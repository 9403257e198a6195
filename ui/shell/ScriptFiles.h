// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/RecentFiles.h"

#include <QObject>
#include <QStringList>

class QMenu;

namespace assay {

class EditorTabs;
class ScriptEditor;

/// Opens and saves the editor's scripts. Dialogs never block: their answer comes when it comes.
class ScriptFiles : public QObject
{
    Q_OBJECT

public:
    explicit ScriptFiles(EditorTabs &tabs, QObject *parent = nullptr);

    void askOpen();
    /// Opens each file, or goes to its tab; one that can't be read is told of.
    void open(const QStringList &paths);
    void save();
    void askSaveAs();
    /// Keeps `menu` filled with the recent files.
    void fillRecent(QMenu *menu);

Q_SIGNALS:
    void saved();

private:
    void write(ScriptEditor *editor, const QString &path);

    EditorTabs &m_tabs;
    RecentFiles m_recent;
};

} // namespace assay
