// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A half-open stretch of source. Lines count from 1; columns from 1, in Unicode code points.
struct Span
{
    int line = 1;
    int column = 1;
    int endLine = 1;
    int endColumn = 1;

    bool operator==(const Span &) const = default;
};

/// Whose finding it is.
enum class Severity {
    Refusal, ///< the bot's: the script does not run
    Failure, ///< Assay's own, as are the next: accepted, and fails when it runs there
    Doubt,   ///< accepted, and fails there if that place is reached, or gives no answer
    Warning  ///< never changes the verdict
};

/// `refusal`, `failure`, `doubt` or `warning`.
[[nodiscard]] std::string_view severityName(Severity severity);
[[nodiscard]] std::optional<Severity> severityFromName(std::string_view name);

/// One hit of one rule in one script.
struct Finding
{
    std::string rule; ///< stable id, such as `text-rule`, `import`, `forbidden-name`
    std::string
        message; ///< the bot's own words, such as `Forbidden name: eval`; Assay's if a warning
    std::string reason; ///< why, for a person: one sentence
    std::string fix;    ///< what to write instead; empty where there is no advice
    Span span;
    Severity severity = Severity::Refusal;

    bool operator==(const Finding &) const = default;
};

/// How many findings of one kind (text rules, tree, warnings) are told of a script: a hostile one
/// could have a million. The verdict does not depend on it.
inline constexpr std::size_t maxFindings = 1000;

/// Which of a script's problems a cure is wanted for.
struct CureScope
{
    enum class Of { Nothing, Line, Script };

    Of of = Of::Nothing;
    int line = 0; ///< for Of::Line, from 1: one problem that touches it

    bool operator==(const CureScope &) const = default;
};

/// A script with some of its problems mended by small edits.
struct Cure
{
    std::vector<std::string> steps; ///< what was done, a sentence each; empty: nothing could be
    std::string code;               ///< what came of it, UTF-8

    bool operator==(const Cure &) const = default;
};

/// What the bot's validator says of a script, and everything else a person wants to know of it.
struct Verdict
{
    bool valid = true;
    std::string message;  ///< the bot's one message (without `Validation error: `), or empty
    std::string function; ///< name of the first `def` in breadth-first order, or empty
    std::vector<Finding> findings = {}; ///< by position; at most `maxFindings` of a kind
    /// What will fail there although it is accepted: first the certain failures, in the order in
    /// which they would come, then the doubts. Empty where the script is refused.
    std::vector<Finding> predictions = {};
    /// What the cures that are known would make of it; only where it was asked for. Each step has
    /// left fewer problems than it found; that the answer stays the same is not shown by that.
    Cure cure = {};

    bool operator==(const Verdict &) const = default;
};

/// What becomes of a script there, in one word.
enum class Outlook { Refused, WillFail, ShouldRun };

[[nodiscard]] Outlook outlookOf(const Verdict &verdict);

} // namespace assay
