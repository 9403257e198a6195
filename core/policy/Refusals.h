// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"
#include "policy/Profile.h"
#include "policy/SourceText.h"
#include "policy/TextRules.h"

#include <string>
#include <string_view>

/// The bot's refusals: its message to the letter, and for a person why, and what to write instead.
namespace assay::refusal {

[[nodiscard]] Finding emptyCode();
/// `pattern` as the profile spells it.
[[nodiscard]] Finding textRule(std::string_view pattern, const TextHit &hit,
                               const SourceText &source);
/// `text`: Python's own words.
[[nodiscard]] Finding syntaxError(std::string_view text, Span span);
[[nodiscard]] Finding importOf(std::string_view module, const Profile &profile, Span span);
[[nodiscard]] Finding forbiddenFunction(std::string_view name, Span span);
[[nodiscard]] Finding forbiddenName(std::string_view name, Span span);
[[nodiscard]] Finding forbiddenAttribute(std::string_view name, Span span);
[[nodiscard]] Finding dunderAttribute(std::string_view name, Span span);
[[nodiscard]] Finding lambda(Span span);
[[nodiscard]] Finding async(Span span);
[[nodiscard]] Finding yieldFrom(Span span);

} // namespace assay::refusal
