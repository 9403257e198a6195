// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/RunMessages.h"

#include "protocol/FindingJson.h"
#include "protocol/Wire.h"

#include <array>

namespace assay {
namespace {

using wire::Fields;

constexpr std::int64_t maxBytes = 1LL << 46;
constexpr std::int64_t maxDays = 1'000'000;
constexpr std::size_t maxColumns = 1000;
constexpr std::array whatNames{"trades", "balances", "snapshots"};
constexpr std::array endNames{"ok", "refused", "error", "memory"};
constexpr std::array kindNames{"none", "value", "frame", "array"};

/// Position of a text among known names; the count of names where it is none of them.
template <std::size_t count>
std::size_t positionOf(const std::array<const char *, count> &names, const std::string &text)
{
    return static_cast<std::size_t>(std::ranges::find(names, text) - names.begin());
}

tl::unexpected<Error> wrongField(const char *name)
{
    return failure(ErrorCode::Protocol,
                   std::string("malformed message: wrong field '") + name + "'");
}

Json toJson(const RunJob &job)
{
    Json json = wire::message("run");
    json["code"] = job.code;
    json["profile"] = job.profile;
    json["now"] = job.now;
    return json;
}

Json toJson(const Announcement &announcement)
{
    Json json = wire::message("announce");
    json["profile"] = announcement.profile;
    return json;
}

/// A cure's scope as one number: a line, or all of them, or 0 for none.
constexpr std::int64_t wholeScript = -1;

CureScope cureScope(std::int64_t number)
{
    using Of = CureScope::Of;
    return number == wholeScript ? CureScope{Of::Script}
           : number == 0         ? CureScope{}
                                 : CureScope{Of::Line, static_cast<int>(number)};
}

Json toJson(const CheckJob &job)
{
    Json json = wire::message("check");
    json["id"] = job.id;
    json["code"] = job.code;
    json["profile"] = job.profile;
    json["cure"] = job.cure.of == CureScope::Of::Script ? wholeScript : job.cure.line;
    return json;
}

Json toJson(const LoadReply &reply)
{
    Json json = wire::message("loaded");
    json["error"] = reply.error;
    json["value"] = reply.value;
    json["frame"] = reply.frameBytes;
    json["warnings"] = reply.warnings;
    return json;
}

LoadReply readLoaded(Fields &fields)
{
    LoadReply reply{fields.text("error"), fields.value("value"), fields.integer("frame", 0, maxBytes), {}};
    for (const Json &warning : fields.list("warnings"))
        reply.warnings.push_back(warning.is_string() ? warning.get<std::string>() : std::string());
    return reply;
}

Json toJson(const LoadRequest &request)
{
    Json json = wire::message("load");
    json["what"] = whatNames[static_cast<std::size_t>(request.what)];
    if (request.days)
        json["days"] = *request.days;
    if (request.exchange)
        json["exchange"] = *request.exchange;
    const auto put = [&json](const char *key, const auto &value) {
        if (value)
            json[key] = *value;
    };
    put("asset", request.asset);
    put("account", request.account);
    put("side", request.side);
    put("since", request.since);
    put("until", request.until);
    put("limit", request.limit);
    json["columns"] = request.columns;
    return json;
}

Result<LoadRequest> readLoad(Fields fields)
{
    LoadRequest request;
    const std::size_t what = positionOf(whatNames, fields.text("what"));
    if (what == whatNames.size())
        return wrongField("what");
    request.what = static_cast<LoadRequest::What>(what);
    if (fields.has("days"))
        request.days = fields.integer("days", -maxDays, maxDays);
    if (fields.has("exchange"))
        request.exchange = fields.text("exchange");
    if (fields.has("asset"))
        request.asset = fields.text("asset");
    if (fields.has("account"))
        request.account = fields.text("account");
    if (fields.has("side"))
        request.side = fields.text("side");
    if (fields.has("since"))
        request.since = fields.integer("since", INT64_MIN, INT64_MAX);
    if (fields.has("until"))
        request.until = fields.integer("until", INT64_MIN, INT64_MAX);
    if (fields.has("limit"))
        request.limit = fields.integer("limit", 0, INT64_MAX);
    for (const Json &column : fields.list("columns")) {
        if (!column.is_string() || request.columns.size() >= maxColumns)
            return wrongField("columns");
        request.columns.push_back(column.get<std::string>());
    }
    if (fields.failed())
        return fields.error();
    return request;
}

Json toJson(const RunReport &report)
{
    Json json = wire::message("report");
    json["end"] = endNames[static_cast<std::size_t>(report.end)];
    json["error"] = report.error;
    json["line"] = report.line;
    json["traceback"] = report.traceback;
    json["kind"] = report.kind;
    json["type"] = report.type;
    json["text"] = report.text;
    json["cut"] = report.textTruncated;
    json["set"] = report.isSet;
    json["json"] = report.json;
    json["frame"] = report.frameBytes;
    json["peak"] = report.peakBytes;
    json["findings"] = findingsToJson(report.findings);
    return json;
}

Result<RunReport> readReport(Fields fields)
{
    RunReport report;
    const std::size_t end = positionOf(endNames, fields.text("end"));
    report.kind = fields.text("kind");
    if (end == endNames.size())
        return wrongField("end");
    if (positionOf(kindNames, report.kind) == kindNames.size())
        return wrongField("kind");
    report.end = static_cast<ReportEnd>(end);
    report.error = fields.text("error");
    report.line = fields.integer("line", 0, INT32_MAX);
    report.traceback = fields.text("traceback");
    report.type = fields.text("type");
    report.text = fields.text("text");
    report.textTruncated = fields.flag("cut");
    report.isSet = fields.flag("set");
    report.json = fields.text("json");
    report.frameBytes = fields.integer("frame", 0, maxBytes);
    report.peakBytes = fields.integer("peak", 0, maxBytes);
    Result<std::vector<Finding>> findings = findingsFromJson(fields.value("findings"));
    if (!findings)
        return tl::unexpected(findings.error());
    report.findings = std::move(*findings);
    if (fields.failed())
        return fields.error();
    return report;
}

Json toJson(const CheckReport &report)
{
    Json json = wire::message("checked");
    json["id"] = report.id;
    json["valid"] = report.verdict.valid;
    json["message"] = report.verdict.message;
    json["function"] = report.verdict.function;
    json["findings"] = findingsToJson(report.verdict.findings);
    json["predictions"] = findingsToJson(report.verdict.predictions);
    json["steps"] = report.verdict.cure.steps;
    json["cured"] = report.verdict.cure.code;
    return json;
}

Result<CheckReport> readChecked(Fields fields)
{
    CheckReport report;
    report.id = fields.integer("id", 1, INT64_MAX);
    report.verdict.valid = fields.flag("valid");
    report.verdict.message = fields.text("message");
    report.verdict.function = fields.text("function");
    Result<std::vector<Finding>> findings = findingsFromJson(fields.value("findings"));
    if (!findings)
        return tl::unexpected(findings.error());
    report.verdict.findings = std::move(*findings);
    Result<std::vector<Finding>> predictions = findingsFromJson(fields.value("predictions"));
    if (!predictions)
        return failure(ErrorCode::Protocol, "malformed message: wrong field 'predictions'");
    report.verdict.predictions = std::move(*predictions);
    for (const Json &step : fields.list("steps")) {
        if (!step.is_string())
            return wrongField("steps");
        report.verdict.cure.steps.push_back(step.get<std::string>());
    }
    report.verdict.cure.code = fields.text("cured");
    if (fields.failed())
        return fields.error();
    return report;
}

Json toJson(const InArea &notice)
{
    Json json = wire::message("area");
    json["offset"] = notice.offset;
    json["bytes"] = notice.bytes;
    return json;
}

Result<InArea> readInArea(Fields fields)
{
    const InArea notice{fields.integer("offset", 0, maxBytes),
                        fields.integer("bytes", 1, maxBytes)};
    if (fields.failed())
        return fields.error();
    return notice;
}

Result<ToRun> readToRun(const Json &json)
{
    Fields fields(json);
    Result<ToRun> message = wrongField("t");
    if (json["t"] == "run")
        message = RunJob{fields.text("code"), fields.text("profile"),
                         fields.integer("now", INT64_MIN, INT64_MAX)};
    else if (json["t"] == "announce")
        message = Announcement{fields.text("profile")};
    else if (json["t"] == "check")
        message = CheckJob{fields.integer("id", 1, INT64_MAX), fields.text("code"),
                           fields.text("profile"), cureScope(fields.integer("cure", wholeScript, INT32_MAX))};
    else if (json["t"] == "loaded")
        message = readLoaded(fields);
    if (fields.failed())
        return fields.error();
    return message;
}

} // namespace

std::vector<std::uint8_t> encode(const ToRun &message)
{
    return wire::encode(std::visit([](const auto &content) { return toJson(content); }, message));
}

std::vector<std::uint8_t> encode(const FromRun &message)
{
    return wire::encode(std::visit([](const auto &content) { return toJson(content); }, message));
}

Result<ToRun> decodeToRun(const std::vector<std::uint8_t> &bytes)
{
    return wire::decode(bytes, wire::Sender::Host).and_then(readToRun);
}

Result<FromRun> decodeFromRun(const std::vector<std::uint8_t> &bytes)
{
    const Result<Json> json = wire::decode(bytes, wire::Sender::Process);
    if (!json)
        return tl::unexpected(json.error());
    const Json &type = (*json)["t"];
    if (type == "load")
        return readLoad(Fields(*json));
    if (type == "report")
        return readReport(Fields(*json));
    if (type == "checked")
        return readChecked(Fields(*json));
    if (type == "area")
        return readInArea(Fields(*json));
    return wrongField("t");
}

std::vector<std::uint8_t> encodeFileNotice(std::int64_t bytes)
{
    Json json = wire::message("file");
    json["bytes"] = bytes;
    return wire::encode(json);
}

std::optional<std::int64_t> fileNotice(const std::vector<std::uint8_t> &bytes)
{
    constexpr std::size_t longest = 64;
    if (bytes.size() > longest)
        return std::nullopt;
    const Result<Json> json = wire::decode(bytes, wire::Sender::Host);
    if (!json || (*json)["t"] != "file")
        return std::nullopt;
    Fields fields(*json);
    const std::int64_t announced = fields.integer("bytes", 1, maxBytes);
    return fields.failed() ? std::nullopt : std::optional(announced);
}

} // namespace assay
