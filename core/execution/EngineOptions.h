// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <chrono>
#include <QString>
#include <QStringList>

namespace assay {

/// How the engine is to be started.
struct EngineOptions
{
    QString program;     ///< path of assay-engine; empty: beside this program
    QString environment; ///< a virtual environment's folder; empty: the system's Python
    /// Layers of the sandbox the user has accepted to do without, by name. Without them scripts
    /// are refused where a layer is missing.
    QStringList acceptedMissing;
    /// How long the engine may take to make a process, and a third of what it may take to start,
    /// before it counts as dead and is replaced.
    std::chrono::milliseconds patience{20'000};

    /// Options from what a user typed: a virtual environment's folder and layers separated by
    /// commas; either may be empty. An error names what is wrong.
    [[nodiscard]] static Result<EngineOptions> read(const QString &environment,
                                                    const QString &layers);
    /// The names a layer may have.
    [[nodiscard]] static QStringList layerNames();

    /// Where loaded trades are kept for the next start; empty: nowhere.
    QString cacheFolder;

    bool operator==(const EngineOptions &) const = default;
};

} // namespace assay
