// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The rules a script is held to and the surroundings it runs in: data, not code.
/// Read from JSON (`resources/profiles/`, or a user's own file); the keys are described in
/// `docs/profiles.md`. A plain value; may be shared between threads once built.
struct Profile
{
    /// How the bot's `exec` is given its dictionaries.
    enum class Namespaces {
        One,     ///< one dictionary: functions see top-level names
        Separate ///< globals and locals apart, as the deployed bot does
    };
    /// What a name set allows.
    struct Names
    {
        bool all = false; ///< written "*": every name there is
        std::vector<std::string> names;

        /// An entry `a.*` stands for the module `a` and every submodule of it.
        [[nodiscard]] bool contains(std::string_view name) const;
        bool operator==(const Names &) const = default;
    };
    /// Refusals that need no list.
    struct Syntax
    {
        bool lambda = true;
        bool async = true;
        bool yieldFrom = true;
        bool dunderAttributes = true;

        bool operator==(const Syntax &) const = default;
    };

    std::string name;
    std::string description;
    bool refuseEmpty = true;              ///< `Code cannot be empty`
    std::vector<std::string> textRules;   ///< in the bot's order, matched case-insensitively
    Names imports;                        ///< modules a script may import
    std::set<std::string> forbiddenNames; ///< as a call and as a plain name
    std::set<std::string> forbiddenAttributes;
    std::set<std::string> allowedDunders; ///< `__x__` attributes that pass
    Syntax refuse;                        ///< true: refused
    bool importsWork = true;              ///< false: `__import__` is missing at run time
    Namespaces namespaces = Namespaces::One;
    Names builtins;                     ///< what stands in `__builtins__`
    Names globalBuiltins;               ///< built-ins that stand in the globals instead (deployed)
    Names globals;                      ///< pd, np, math, load_trades, …
    bool loadersTakeAnyKeyword = false; ///< deployed: unknown keywords of load_trades are ignored
    int timeoutSeconds = 30;
    int memoryMebibytes = 2048;

    bool operator==(const Profile &) const = default;

    /// Parses and checks a profile; an error names the key that is wrong.
    [[nodiscard]] static Result<Profile> fromJson(std::string_view text);
};

} // namespace assay
