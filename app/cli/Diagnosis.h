// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "execution/EngineStatus.h"

#include <QString>
#include <QStringList>
#include <string>

namespace assay {

/// What `assay doctor` found out about this system.
struct Diagnosis
{
    EngineStatus engine;
    AttackReport attacks;
    QStringList acceptedMissing; ///< layers the user does without
    QString sqlite;              ///< version

    /// Scripts can be run safely: the engine is ready, every layer is active (or was given up by
    /// the user), and every attack on the confinement was made and failed.
    [[nodiscard]] bool isSafe() const;

    bool operator==(const Diagnosis &) const = default;
};

[[nodiscard]] Json diagnosisJson(const Diagnosis &diagnosis);
/// For a person, ending in one line that says whether scripts can be run.
[[nodiscard]] QString diagnosisText(const Diagnosis &diagnosis);

} // namespace assay
