// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace assay {

/// The files opened last, newest first; remembered in the settings.
class RecentFiles
{
public:
    static constexpr qsizetype most = 10;

    [[nodiscard]] QStringList paths() const;
    void add(const QString &path);
    void remove(const QString &path);
    void clear();
};

} // namespace assay
