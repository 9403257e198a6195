// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Profile.h"

#include <string>
#include <vector>

namespace assay {

/// One rule of a profile, in plain words.
struct RuleText
{
    enum class Part { Refuses, FailsThere, Limits, WorthKnowing };

    std::string id;   ///< as in Finding::rule; of a limit, the profile's key
    Part part = Part::Refuses;
    std::string title;
    std::string words; ///< what it means under this profile, and what to do
    std::vector<std::string> values = {}; ///< the letters, names or modules it is about
    bool isActive = true; ///< false: this profile does not have it
};

/// Every rule there is, those of the profile's and the ones it does without.
[[nodiscard]] std::vector<RuleText> ruleBook(const Profile &profile);

/// What a part is called.
[[nodiscard]] std::string partTitle(RuleText::Part part);

} // namespace assay
