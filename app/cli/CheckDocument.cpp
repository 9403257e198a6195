// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckDocument.h"

#include "app/cli/RunDocument.h"
#include "app/cli/SafeOutput.h"

#include <QCoreApplication>
#include <QUrl>
#include <set>

namespace assay {

namespace {

const char *sarifLevel(Severity severity)
{
    switch (severity) {
    case Severity::Refusal:
        return "error";
    case Severity::Failure:
    case Severity::Warning:
        return "warning";
    case Severity::Doubt:
        return "note";
    }
    return "error";
}

const char *outlookName(Outlook outlook)
{
    switch (outlook) {
    case Outlook::Refused:
        return "refused";
    case Outlook::WillFail:
        return "will_fail";
    case Outlook::ShouldRun:
        return "should_run";
    }
    return "refused";
}

Json sarifLocation(const Script &script, const Span &span)
{
    const Json region = {{"startLine", span.line},
                         {"startColumn", span.column},
                         {"endLine", span.endLine},
                         {"endColumn", span.endColumn}};
    const std::string uri = QUrl::toPercentEncoding(script.name, "/").toStdString();
    return {{"physicalLocation", {{"artifactLocation", {{"uri", uri}}}, {"region", region}}}};
}

Json sarifResult(const Script &script, const Finding &finding)
{
    std::string text = finding.message;
    for (const std::string &more : {finding.reason, finding.fix})
        text += more.empty() ? "" : "\n" + more;
    return {{"ruleId", finding.rule},
            {"level", sarifLevel(finding.severity)},
            {"message", {{"text", text}}},
            {"locations", Json::array({sarifLocation(script, finding.span)})}};
}

Json sarifProblem(const QString &problem)
{
    return {{"level", "error"}, {"message", {{"text", utf8Of(problem)}}}};
}

} // namespace

Json checkDocument(const Script &script, const CheckAnswer &answer)
{
    const Verdict verdict = answer.verdict.value_or(Verdict{false, {}, {}, {}, {}});
    Json findings = Json::array();
    for (const Finding &finding : verdict.findings)
        findings.push_back(findingJson(finding));
    Json predictions = Json::array();
    for (const Finding &prediction : verdict.predictions)
        predictions.push_back(findingJson(prediction));
    return {{"valid", verdict.valid},
            {"message", verdict.message},
            {"function", verdict.function.empty() ? Json() : Json(verdict.function)},
            {"predictions", std::move(predictions)},
            {"findings", std::move(findings)},
            {"outlook", answer.verdict ? Json(outlookName(outlookOf(verdict))) : Json()},
            {"error", answer.verdict ? Json() : Json(utf8Of(answer.problem))},
            {"file", utf8Of(script.name)}};
}

Json sarifLog(const std::vector<std::pair<Script, CheckAnswer>> &checks)
{
    Json results = Json::array();
    Json problems = Json::array();
    std::set<std::string> ruleIds;
    for (const auto &[script, answer] : checks) {
        if (!answer.verdict) {
            problems.push_back(sarifProblem(answer.problem));
            continue;
        }
        for (const auto *list : {&answer.verdict->findings, &answer.verdict->predictions}) {
            for (const Finding &finding : *list) {
                results.push_back(sarifResult(script, finding));
                ruleIds.insert(finding.rule);
            }
        }
    }
    Json rules = Json::array();
    for (const std::string &id : ruleIds)
        rules.push_back({{"id", id}});
    const Json driver = {{"name", "assay"},
                         {"version", QCoreApplication::applicationVersion().toStdString()},
                         {"rules", std::move(rules)}};
    const Json invocation = {{"executionSuccessful", problems.empty()},
                             {"toolExecutionNotifications", problems}};
    const Json run = {{"tool", {{"driver", driver}}},
                      {"columnKind", "unicodeCodePoints"},
                      {"invocations", Json::array({invocation})},
                      {"results", std::move(results)}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({run})}};
}

} // namespace assay
