// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// What host and zygote tell each other on the control socket (docs/protocol.md). The zygote never
/// runs user code; its messages are checked all the same.
namespace assay {

/// Host → zygote: make a confined process and keep it waiting for a job. (Wire form of
/// sandbox/Policy.h's Bounds.)
struct PrepareRequest
{
    std::int64_t id = 0; ///< the process's name from now on; never used twice
    std::int64_t memoryBytes = 0;
    std::int64_t resultBytes = 0;
    std::int64_t cpuSeconds = 0;

    bool operator==(const PrepareRequest &) const = default;
};
/// Host → zygote: attack each layer from inside and report.
struct AttackRequest
{
    bool operator==(const AttackRequest &) const = default;
};
using ToEngine = std::variant<PrepareRequest, AttackRequest>;

/// A layer as text, as layerName() and layerStateName() give it.
struct LayerText
{
    std::string name;
    std::string state;
    std::string detail;

    bool operator==(const LayerText &) const = default;
};
/// Zygote → host: it is up. `problem` says why it will not run scripts; empty: it will.
struct Hello
{
    std::string python;
    std::string pandas;
    std::string numpy;
    std::string problem;
    std::vector<LayerText> layers;

    bool operator==(const Hello &) const = default;
};
/// Zygote → host: the process waits. Files beside it, in this order: channel, standard output,
/// standard error, process (a pidfd), result area (a memfd sealed against resizing).
struct Prepared
{
    static constexpr std::size_t fileCount = 5;

    std::int64_t id = 0;

    bool operator==(const Prepared &) const = default;
};
/// Zygote → host: the process could not be made.
struct PrepareFailed
{
    std::int64_t id = 0;
    std::string text;

    bool operator==(const PrepareFailed &) const = default;
};
/// Zygote → host: the process has ended and is buried.
struct Ended
{
    std::int64_t id = 0;
    int exitCode = 0;           ///< meaningful where `signal` is 0
    int signal = 0;             ///< the signal that killed it
    std::int64_t peakBytes = 0; ///< largest resident size
    std::string forbiddenCall;  ///< name of the system call it was ended for, or empty
    bool wasConfined = true;    ///< false: it could not be, and has read nothing

    bool operator==(const Ended &) const = default;
};
/// One attack's outcome.
struct AttackText
{
    std::string name;
    std::string layer;
    bool blocked = false;
    bool tried = true; ///< false: this kernel's layer does not cover it

    bool operator==(const AttackText &) const = default;
};
/// Zygote → host: what came of the attacks; `problem` where they could not be run.
struct AttacksDone
{
    std::string problem;
    std::vector<AttackText> attacks;

    bool operator==(const AttacksDone &) const = default;
};
using FromEngine = std::variant<Hello, Prepared, PrepareFailed, Ended, AttacksDone>;

[[nodiscard]] std::vector<std::uint8_t> encode(const ToEngine &message);
[[nodiscard]] std::vector<std::uint8_t> encode(const FromEngine &message);
[[nodiscard]] Result<ToEngine> decodeToEngine(const std::vector<std::uint8_t> &bytes);
[[nodiscard]] Result<FromEngine> decodeFromEngine(const std::vector<std::uint8_t> &bytes);

} // namespace assay
