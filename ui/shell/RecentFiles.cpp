// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RecentFiles.h"

#include <QSettings>

namespace assay {
namespace {

const QString settingsKey = QStringLiteral("files/recent");

} // namespace

QStringList RecentFiles::paths() const
{
    return QSettings().value(settingsKey).toStringList().mid(0, most);
}

void RecentFiles::add(const QString &path)
{
    QStringList paths = this->paths();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(settingsKey, QStringList(paths.mid(0, most)));
}

void RecentFiles::remove(const QString &path)
{
    QStringList paths = this->paths();
    paths.removeAll(path);
    QSettings().setValue(settingsKey, paths);
}

void RecentFiles::clear()
{
    QSettings().remove(settingsKey);
}

} // namespace assay
