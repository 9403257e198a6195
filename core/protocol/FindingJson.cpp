// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/FindingJson.h"

#include "protocol/Wire.h"

namespace assay {
namespace {

constexpr std::size_t maxCrossing = 10'000;

Result<Finding> findingFromJson(const Json &element)
{
    wire::Fields fields(element);
    const auto position = [&](const char *key) {
        return static_cast<int>(fields.integer(key, 0, INT32_MAX));
    };
    Finding finding;
    finding.rule = fields.text("rule");
    finding.message = fields.text("message");
    finding.reason = fields.text("reason");
    finding.fix = fields.text("fix");
    const std::optional<Severity> severity = severityFromName(fields.text("severity"));
    if (!severity)
        return failure(ErrorCode::Protocol, "malformed message: wrong field 'severity'");
    finding.severity = *severity;
    finding.span = {position("line"), position("column"), position("end_line"),
                    position("end_column")};
    if (fields.failed())
        return fields.error();
    return finding;
}

} // namespace

Json findingsToJson(const std::vector<Finding> &findings)
{
    Json list = Json::array();
    for (const Finding &finding : findings) {
        if (list.size() == maxCrossing)
            break;
        list.push_back({{"rule", finding.rule},
                        {"message", finding.message},
                        {"reason", finding.reason},
                        {"fix", finding.fix},
                        {"severity", severityName(finding.severity)},
                        {"line", finding.span.line},
                        {"column", finding.span.column},
                        {"end_line", finding.span.endLine},
                        {"end_column", finding.span.endColumn}});
    }
    return list;
}

Result<std::vector<Finding>> findingsFromJson(const Json &list)
{
    if (!list.is_array() || list.size() > maxCrossing)
        return failure(ErrorCode::Protocol, "malformed message: wrong field 'findings'");
    std::vector<Finding> findings;
    for (const Json &element : list) {
        Result<Finding> finding = findingFromJson(element);
        if (!finding)
            return tl::unexpected(finding.error());
        findings.push_back(std::move(*finding));
    }
    return findings;
}

} // namespace assay
