// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "policy/Finding.h"

#include <chrono>
#include <memory>
#include <optional>
#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace assay {

/// How a run ended. Every run ends exactly once, with one of these.
enum class RunEnd { Ok, Refused, Error, Timeout, Memory, Crashed, Cancelled, Unavailable };

/// The name of an end as the command line's `reason` gives it: `ok`, `refused`, …
[[nodiscard]] QString runEndName(RunEnd end);

/// Which of a run's two pipes a piece of output came through.
enum class OutputStream { Output, Diagnostics };

/// What a run printed. Text is UTF-8 made valid; it is the script's own and not to be trusted.
struct RunOutput
{
    QByteArray text;                ///< the first bytes, up to the limit
    std::uint64_t totalBytes = 0;   ///< all that came, kept or not
    std::uint64_t droppedBytes = 0; ///< what of it came after the limit

    [[nodiscard]] bool isTruncated() const { return droppedBytes > 0; }
    bool operator==(const RunOutput &) const = default;
};

/// The script's answer, the variable `result`.
struct RunValue
{
    enum class Kind { None, Value, Frame, Array, Figure };

    Kind kind = Kind::None;
    QString type; ///< Python's name of its type, such as `DataFrame`
    QString text; ///< str() of it, possibly cut (`textTruncated`)
    bool textTruncated = false;
    bool isSet = false; ///< false: the script never set `result`
    QByteArray json;    ///< for Kind::Value: valid JSON text (NaN, infinities: null); else empty
    std::shared_ptr<const Frame> frame; ///< for Kind::Frame and Kind::Array
};

/// Everything known of a run that has ended. A plain value: copied between threads freely.
struct RunResult
{
    RunEnd end = RunEnd::Unavailable;
    QString error; ///< `TypeName: message`, or the reason of any other bad end; empty when ok
    std::optional<int> line; ///< the script's line an error came from, from 1
    QString traceback; ///< the script's own frames, then the library's; empty when there is none
    RunValue value;
    RunOutput output;
    RunOutput diagnostics; ///< standard error
    std::vector<Finding> findings;
    std::chrono::microseconds elapsed{0}; ///< from start to end, without waiting for the engine
    std::uint64_t peakMemoryBytes = 0;
};

} // namespace assay

Q_DECLARE_METATYPE(assay::RunResult)
