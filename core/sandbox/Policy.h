// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "sandbox/Layer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assay {

/// What a confined process may use beyond what the idle interpreter holds already.
struct Bounds
{
    std::uint64_t memoryBytes = 0; ///< address space beyond the idle interpreter's
    std::uint64_t resultBytes = 0; ///< size of the shared result area, mapped before confinement
    std::uint32_t cpuSeconds = 0;  ///< a backstop: the wall clock is the host's

    bool operator==(const Bounds &) const = default;
};

/// The word that a confined process leaves for the zygote when it dies of a forbidden system call;
/// lies in memory both share, and is written by the hostile side.
struct LastWords
{
    std::uint32_t written = 0; ///< not zero: `systemCall` was set
    std::uint32_t systemCall = 0;
};

/// What becomes of a process that makes a system call outside the list. The call is not executed
/// either way.
enum class OnForbiddenCall {
    EndProcess, ///< it leaves its last words and is killed: a run
    Refuse      ///< the call fails and the process goes on: the self-test
};

/// How one child is to be confined.
struct Cell
{
    Bounds bounds;
    std::vector<int> kept; ///< descriptors that survive beside 0 to 2; nothing else does
    LastWords *lastWords = nullptr;
    OnForbiddenCall reaction = OnForbiddenCall::EndProcess;
    std::optional<Layer> only; ///< the self-test's: this layer alone, to see it hold by itself
};

/// The confinement of one operating system; LinuxPolicy.cpp reads as the list of what it does.
/// Used by the engine alone, from its one thread. Nothing here is undone: confinement only grows.
class Policy
{
public:
    virtual ~Policy() = default;

    /// This system's policy.
    [[nodiscard]] static std::unique_ptr<Policy> forThisSystem();

    /// Step 1, before Python starts: moves the next child of this process out of the host's sight
    /// (namespaces). What is not offered is noted in layers() and the engine goes on.
    virtual void leaveHost() = 0;
    /// Step 2, in that child once the interpreter has loaded its libraries: leaves it a root
    /// directory with nothing but `readable` (folders, read-only) and no privilege, and prepares
    /// what step 3 needs, so that a run pays little.
    [[nodiscard]] virtual Result<void> closeDoors(const std::vector<std::string> &readable) = 0;
    /// Step 3, in each forked child, before it reads one byte of a script. Fails closed: after an
    /// error the caller exits.
    [[nodiscard]] virtual Result<void> confine(const Cell &cell) = 0;

    /// Name of a system call by number; for LastWords.
    [[nodiscard]] virtual std::string systemCallName(std::uint32_t number) const = 0;

    [[nodiscard]] const LayerReports &layers() const { return m_layers; }

protected:
    void note(Layer layer, LayerState state, std::string detail);

private:
    LayerReports m_layers;
};

} // namespace assay
