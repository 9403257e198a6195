// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/Finding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay {
namespace {

constexpr std::array<std::pair<Severity, std::string_view>, 4> names{{
    {Severity::Refusal, "refusal"},
    {Severity::Failure, "failure"},
    {Severity::Doubt, "doubt"},
    {Severity::Warning, "warning"},
}};

} // namespace

std::string_view severityName(Severity severity)
{
    return std::ranges::find(names, severity, &decltype(names)::value_type::first)->second;
}

std::optional<Severity> severityFromName(std::string_view name)
{
    const auto found = std::ranges::find(names, name, &decltype(names)::value_type::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

Outlook outlookOf(const Verdict &verdict)
{
    if (!verdict.valid)
        return Outlook::Refused;
    const bool fails = std::ranges::find(verdict.predictions, Severity::Failure,
                                         &Finding::severity) != verdict.predictions.end();
    return fails ? Outlook::WillFail : Outlook::ShouldRun;
}

} // namespace assay
