// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "interpreter/ScriptCheck.h"
#include "policy/Profile.h"

#include <memory>
#include <string>
#include <utility>

namespace assay {

/// The checker of the profile last asked for: the next script mostly comes with the same.
/// Thread: as ScriptCheck.
class ProfileCheck
{
public:
    struct Prepared
    {
        explicit Prepared(Profile given)
            : profile(std::move(given))
            , check(profile)
        {
        }

        const Profile profile;
        ScriptCheck check;
    };

    /// `text` is the profile's JSON. What it returns lives until another profile is asked for.
    [[nodiscard]] Result<Prepared *> forProfile(const std::string &text);

private:
    std::string m_text;
    std::unique_ptr<Prepared> m_prepared;
};

} // namespace assay
