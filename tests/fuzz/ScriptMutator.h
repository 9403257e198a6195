// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <random>

namespace assay {

/// Makes odd scripts out of ordinary ones: whole statements exchanged (mostly still Python), letters
/// and tokens damaged, and what breaks parsers put in. The same seed gives the same scripts.
class ScriptMutator
{
public:
    ScriptMutator(QStringList scripts, quint64 seed);

    [[nodiscard]] QString next();

private:
    [[nodiscard]] qsizetype below(qsizetype end);
    [[nodiscard]] const QString &any(const QStringList &texts);
    void exchangeLines(QString &script);
    void damage(QString &script);
    void burden(QString &script);

    QStringList m_scripts;
    std::mt19937_64 m_random;
};

} // namespace assay
