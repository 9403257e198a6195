// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunDocument.h"

#include "app/cli/FrameJson.h"
#include "app/cli/JsonText.h"
#include "app/cli/SafeOutput.h"
#include "frames/SafeText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::int64_t previewRows = 10;

const char *kindName(RunValue::Kind kind)
{
    switch (kind) {
    case RunValue::Kind::None:
        return "none";
    case RunValue::Kind::Value:
        return "value";
    case RunValue::Kind::Frame:
        return "frame";
    case RunValue::Kind::Array:
        return "array";
    case RunValue::Kind::Figure:
        return "figure";
    }
    return "none";
}

Json orNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(utf8Of(text));
}

std::string resultText(const RunResult &run)
{
    const RunValue &value = run.value;
    // Python's own words for what a script that never set `result` ends with.
    const bool isNone = value.kind == RunValue::Kind::None && run.end == RunEnd::Ok;
    JsonObject result;
    result.add("kind", kindName(value.kind));
    result.add("type", isNone ? Json("NoneType") : orNull(value.type));
    result.add("text", isNone ? Json("None") : Json(utf8Of(value.text)));
    result.addText("value", value.json.isEmpty() ? "null" : value.json.toStdString());
    result.add("rows", value.frame ? Json(value.frame->rows()) : Json());
    result.add("columns", value.frame ? frameColumns(*value.frame) : Json());
    result.add("preview", value.frame ? framePreview(*value.frame, previewRows) : Json());
    result.add("index", value.frame ? frameIndex(*value.frame, previewRows) : Json());
    result.add("text_truncated", value.textTruncated);
    return result.text();
}

/// Whole milliseconds, rounded up: what ran at all took some time.
std::int64_t milliseconds(const RunResult &run)
{
    const std::int64_t least = run.end == RunEnd::Ok ? 1 : 0;
    return std::max<std::int64_t>(least, (run.elapsed.count() + 999) / 1000);
}

std::string textOf(const RunOutput &output)
{
    return validUtf8(std::string_view(output.text.constData(), std::size_t(output.text.size())));
}

} // namespace

Json findingJson(const Finding &finding)
{
    return {{"rule", finding.rule},
            {"message", finding.message},
            {"line", finding.span.line},
            {"column", finding.span.column},
            {"end_line", finding.span.endLine},
            {"end_column", finding.span.endColumn},
            {"fix", finding.fix},
            {"reason", finding.reason},
            {"severity", severityName(finding.severity)}};
}

namespace {

std::string documentText(const Script &script, const RunResult &run, const Json &reason)
{
    Json findings = Json::array();
    for (const Finding &finding : run.findings)
        findings.push_back(findingJson(finding));
    JsonObject document;
    document.add("success", run.end == RunEnd::Ok);
    document.add("reason", reason);
    document.add("error", run.end == RunEnd::Ok ? Json() : Json(utf8Of(run.error)));
    document.add("output", textOf(run.output));
    document.add("output_truncated", run.output.isTruncated());
    document.addText("result", resultText(run));
    document.add("findings", findings);
    document.add("execution_time_ms", milliseconds(run));
    document.add("peak_memory_bytes", run.peakMemoryBytes);
    document.add("line", run.line ? Json(*run.line) : Json());
    document.add("stderr", textOf(run.diagnostics));
    document.add("stderr_truncated", run.diagnostics.isTruncated());
    document.add("traceback", orNull(run.traceback));
    document.add("result_set", run.value.isSet);
    document.add("file", utf8Of(script.name));
    return jsonTextLine(document.text());
}

} // namespace

std::string runDocument(const Script &script, const RunResult &run)
{
    return documentText(script, run, utf8Of(runEndName(run.end)));
}

std::string unusableDocument(const Script &script)
{
    RunResult result;
    result.end = RunEnd::Error;
    result.error = u"Bad input: "_s + script.problem;
    return documentText(script, result, Json());
}

} // namespace assay
