// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ScriptFiles.h"

#include "ui/editor/EditorTabs.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/editor/ScriptFile.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>

namespace assay {

ScriptFiles::ScriptFiles(EditorTabs &tabs, QObject *parent)
    : QObject(parent)
    , m_tabs(tabs)
{
}

void ScriptFiles::askOpen()
{
    auto *dialog = new QFileDialog(&m_tabs, tr("Open Script"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Python scripts (*.py)"), tr("All files (*)")});
    if (!m_tabs.current()->path().isEmpty())
        dialog->setDirectory(QFileInfo(m_tabs.current()->path()).absolutePath());
    connect(dialog, &QFileDialog::filesSelected, this, &ScriptFiles::open);
    dialog->open();
}

void ScriptFiles::open(const QStringList &paths)
{
    for (const QString &given : paths) {
        const QString path = QFileInfo(given).absoluteFilePath();
        if (m_tabs.goToFile(path))
            continue;
        const Result<QString> text = readScript(path);
        if (!text) {
            m_tabs.say(QString::fromStdString(text.error().text));
            m_recent.remove(path);
            continue;
        }
        m_tabs.add(path, *text);
        m_recent.add(path);
    }
}

void ScriptFiles::save()
{
    ScriptEditor *editor = m_tabs.current();
    if (editor->path().isEmpty())
        askSaveAs();
    else
        write(editor, editor->path());
}

void ScriptFiles::askSaveAs()
{
    const QPointer<ScriptEditor> editor = m_tabs.current();
    auto *dialog = new QFileDialog(&m_tabs, tr("Save Script As"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Python scripts (*.py)"), tr("All files (*)")});
    dialog->setDefaultSuffix(QStringLiteral("py"));
    if (!editor->path().isEmpty())
        dialog->setDirectory(QFileInfo(editor->path()).absolutePath());
    dialog->selectFile(editor->path().isEmpty() ? editor->name() : editor->title());
    connect(dialog, &QFileDialog::fileSelected, this, [this, editor](const QString &path) {
        if (editor)
            write(editor, QFileInfo(path).absoluteFilePath());
    });
    dialog->open();
}

void ScriptFiles::write(ScriptEditor *editor, const QString &path)
{
    if (const Result<void> written = writeScript(path, editor->text()); !written) {
        m_tabs.say(tr("Not saved. %1").arg(QString::fromStdString(written.error().text)));
        return;
    }
    editor->setPath(path);
    editor->setModified(false);
    m_recent.add(path);
    m_tabs.refreshTitles();
    Q_EMIT saved();
}

void ScriptFiles::fillRecent(QMenu *menu)
{
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const QStringList paths = m_recent.paths();
        for (const QString &path : paths) {
            QAction *action =
                menu->addAction(QDir::toNativeSeparators(path).replace(u'&', QStringLiteral("&&")));
            connect(action, &QAction::triggered, this, [this, path] { open({path}); });
        }
        if (paths.isEmpty()) {
            menu->addAction(tr("Nothing yet"))->setEnabled(false);
            return;
        }
        menu->addSeparator();
        QAction *clear = menu->addAction(tr("Clear This List"));
        connect(clear, &QAction::triggered, this, [this] { m_recent.clear(); });
    });
}

} // namespace assay
