// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <vector>

namespace assay {

/// One layer of the confinement, as found when the engine started.
struct LayerStatus
{
    enum class State { Active, Unavailable, Failed };

    QString name; ///< seccomp, landlock, namespaces, no_new_privs, rlimits
    State state = State::Unavailable;
    QString detail; ///< for a person, such as `ABI 7: files, TCP, signals, abstract sockets`

    bool operator==(const LayerStatus &) const = default;
};

/// What is known of the engine.
struct EngineStatus
{
    enum class State { Starting, Ready, Refusing, Dead };

    State state = State::Starting;
    QString problem; ///< why it refuses or died; empty otherwise
    QString python;  ///< versions
    QString pandas;
    QString numpy;
    std::vector<LayerStatus> layers;

    bool operator==(const EngineStatus &) const = default;
};

/// One attempt of the engine on its own confinement.
struct AttackResult
{
    QString name;  ///< such as `open a file of the host for reading`
    QString layer; ///< the layer that must hold
    bool blocked = false;
    bool tried = true; ///< false: the layer does not cover it on this kernel
    QString detail; ///< how it was blocked, or what got through

    bool operator==(const AttackResult &) const = default;
};

/// The outcome of Executor::attack(). `problem` is set where the attacks could not be run.
struct AttackReport
{
    QString problem;
    std::vector<AttackResult> attacks;

    bool operator==(const AttackReport &) const = default;
};

} // namespace assay

Q_DECLARE_METATYPE(assay::EngineStatus)
Q_DECLARE_METATYPE(assay::AttackReport)
