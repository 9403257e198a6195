// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "policy/Finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What host and confined process tell each other on the process's channel (docs/protocol.md).
/// Everything that comes from the process is hostile: it runs the script.
namespace assay {

/// Host → process: run this script. One a process; it ends afterwards.
struct RunJob
{
    std::string code;     ///< UTF-8; lone surrogates as three bytes each
    std::string profile;  ///< JSON text
    std::int64_t now = 0; ///< the run's clock, nanoseconds since 1970 UTC

    bool operator==(const RunJob &) const = default;
};
/// Host → process: the next script will likely come with this profile. Any number a process, before
/// its script; needs no answer.
struct Announcement
{
    std::string profile;

    bool operator==(const Announcement &) const = default;
};
/// Host → process: what does the policy say of this script? Any number a process.
struct CheckJob
{
    std::int64_t id = 0;
    std::string code;
    std::string profile;
    CureScope cure; ///< what of it to mend, too

    bool operator==(const CheckJob &) const = default;
};
/// Host → process: the answer to a LoadRequest. With `frameBytes` the frame is the file beside it.
struct LoadReply
{
    std::string error; ///< not empty: it failed
    Json value;        ///< balances and snapshots
    std::int64_t frameBytes = 0;
    std::vector<std::string> warnings = {}; ///< what the script is told on standard error

    bool operator==(const LoadReply &) const = default;
};
using ToRun = std::variant<RunJob, Announcement, CheckJob, LoadReply>;

/// Process → host: the script calls a loader and waits for a LoadReply.
struct LoadRequest
{
    enum class What { Trades, Balances, Snapshots };

    What what = What::Trades;
    std::optional<std::int64_t> days;
    std::optional<std::string> exchange;
    std::optional<std::string> asset;
    std::optional<std::string> account = {};
    std::optional<std::string> side = {};
    std::optional<std::int64_t> since = {}; ///< nanoseconds since 1970 UTC, as is `until`
    std::optional<std::int64_t> until = {};
    std::optional<std::int64_t> limit = {};
    std::vector<std::string> columns = {}; ///< empty: all

    bool operator==(const LoadRequest &) const = default;
};
/// How the process itself saw the script end.
enum class ReportEnd { Ok, Refused, Error, Memory };
/// Process → host: the script is done. Sent once, last.
struct RunReport
{
    ReportEnd end = ReportEnd::Ok;
    std::string error;
    std::int64_t line = 0; ///< 0: not known
    std::string traceback;
    std::string kind = "none"; ///< none, value, frame, array
    std::string type;
    std::string text;
    bool textTruncated = false;
    bool isSet = false;
    std::string json;            ///< for kind `value`: JSON text
    std::int64_t frameBytes = 0; ///< not 0: a frame lies at the start of the result area
    std::int64_t peakBytes = 0;
    std::vector<Finding> findings;

    bool operator==(const RunReport &) const = default;
};
/// Process → host: the answer to a CheckJob.
struct CheckReport
{
    std::int64_t id = 0;
    Verdict verdict;

    bool operator==(const CheckReport &) const = default;
};
/// Process → host: a message too long for one packet lies in the result area.
struct InArea
{
    std::int64_t offset = 0;
    std::int64_t bytes = 0;

    bool operator==(const InArea &) const = default;
};
using FromRun = std::variant<LoadRequest, RunReport, CheckReport, InArea>;

[[nodiscard]] std::vector<std::uint8_t> encode(const ToRun &message);
[[nodiscard]] std::vector<std::uint8_t> encode(const FromRun &message);
[[nodiscard]] Result<ToRun> decodeToRun(const std::vector<std::uint8_t> &bytes);
[[nodiscard]] Result<FromRun> decodeFromRun(const std::vector<std::uint8_t> &bytes);

/// Host → process: a message too long for one packet is the file beside this notice.
[[nodiscard]] std::vector<std::uint8_t> encodeFileNotice(std::int64_t bytes);
/// The size announced by a file notice; none where the packet is an ordinary message.
[[nodiscard]] std::optional<std::int64_t> fileNotice(const std::vector<std::uint8_t> &bytes);

} // namespace assay
