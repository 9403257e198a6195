// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/RuleBook.h"

#include <algorithm>

namespace assay {
namespace {

using Part = RuleText::Part;
using Texts = std::vector<std::string>;

Texts texts(const std::set<std::string> &names)
{
    return {names.begin(), names.end()};
}

std::vector<RuleText> refusals(const Profile &profile)
{
    const bool anyModule = profile.imports.all;
    return {
        {"empty", Part::Refuses, "An empty script",
         "A script of nothing but white space is refused.", {}, profile.refuseEmpty},
        {"text-rule", Part::Refuses, "Letters that may stand nowhere",
         "The raw text is searched for these letters, in upper or lower case, comments and strings "
         "included; so `pos.sum()` is refused for its `os.`. Rename what holds them.",
         profile.textRules, !profile.textRules.empty()},
        {"syntax-error", Part::Refuses, "What Python cannot read",
         "A script that is not Python 3.11 does not run; the message is Python's own."},
        {"import", Part::Refuses, "Imports",
         anyModule ? "Any module may be imported."
                   : "Only these modules may be imported. A name ending in `.*` stands for the "
                     "module and all below it; any other is that module alone.",
         profile.imports.names, !anyModule},
        {"forbidden-function", Part::Refuses, "Functions that may not be called",
         "A call of one of these names is refused.", texts(profile.forbiddenNames),
         !profile.forbiddenNames.empty()},
        {"forbidden-name", Part::Refuses, "Names that may not occur",
         "None of the forbidden functions' names may be used at all, not even as a variable of "
         "your own.", texts(profile.forbiddenNames), !profile.forbiddenNames.empty()},
        {"forbidden-attribute", Part::Refuses, "Attributes that may not occur",
         "These lead to Python's inner workings.", texts(profile.forbiddenAttributes),
         !profile.forbiddenAttributes.empty()},
        {"dunder-attribute", Part::Refuses, "Attributes between double underscores",
         "Attributes such as `x.__len__` are refused, but for these. Use the function or operator "
         "that stands for it, such as `len(x)`.", texts(profile.allowedDunders),
         profile.refuse.dunderAttributes},
        {"lambda", Part::Refuses, "lambda", "Write a function with `def` and pass its name.", {},
         profile.refuse.lambda},
        {"async", Part::Refuses, "async and await",
         "A script runs from top to bottom; use a plain `def`.", {}, profile.refuse.async},
        {"yield-from", Part::Refuses, "yield from", "Write a loop that yields each item.", {},
         profile.refuse.yieldFrom},
    };
}

std::vector<RuleText> failures(const Profile &profile)
{
    const bool isSeparate = profile.namespaces == Profile::Namespaces::Separate;
    return {
        {"import-fails", Part::FailsThere, "Imports that are allowed and fail",
         "No import works when the script runs, not even of an allowed module. `pd`, `np`, "
         "`datetime`, `timedelta`, `math` and `statistics` are there without one.", {},
         !profile.importsWork},
        {"class-fails", Part::FailsThere, "class",
         "The statement needs a built-in that is missing there. Use a dict or a function.", {},
         !profile.builtins.contains("__build_class__")},
        {"hidden-name", Part::FailsThere, "Names that functions cannot see",
         "Functions and comprehensions do not see what is set at the top level, nor each other. "
         "Give a function what it needs as a parameter; write a loop for a comprehension.", {},
         isSeparate},
        {"missing-builtin", Part::FailsThere, "Built-ins that are missing",
         "Only the listed built-in names are there.",
         profile.builtins.all ? Texts{} : profile.globalBuiltins.names.empty()
                                              ? profile.builtins.names
                                              : profile.globalBuiltins.names,
         !profile.builtins.all},
        {"missing-exception", Part::FailsThere, "Exception classes that are missing",
         "`except ValueError` is itself an error where the class is not there. Check beforehand, "
         "or catch everything with a bare `except:`.", {},
         !profile.builtins.contains("ValueError") && !profile.globalBuiltins.contains("ValueError")},
        {"undefined-name", Part::FailsThere, "Names that nothing sets",
         "The name is set nowhere before it is read: a slip of the pen, mostly."},
        {"unbound-local", Part::FailsThere, "A function's own name read too early",
         "A name that a function assigns anywhere is its own, and not there before it is assigned."},
        {"missing-attribute", Part::FailsThere, "Attributes that are not there",
         "The installed package has no such attribute. `datetime` is the class itself here: write "
         "`timedelta(days=1)`, not `datetime.timedelta(days=1)`."},
        {"loader-arguments", Part::FailsThere, "Arguments of the loaders",
         "`load_trades(days=…, exchange=…, asset=…)`, `load_balances()` and "
         "`load_snapshots(days=…)` take no other arguments, and where the bot takes them by name "
         "only, `load_trades(7)` fails."},
        {"date-format", Part::FailsThere, "Formatting a date",
         "`strftime` and `f'{day:%Y}'` make Python import a module, which fails there. Use "
         "`str(day)[:10]`, `.isoformat()` or a column’s `.dt.strftime(…)`.", {},
         !profile.importsWork},
        {"division", Part::FailsThere, "Division by zero", "The divisor is the constant zero."},
        {"no-result", Part::FailsThere, "No result",
         "What a script leaves in the variable `result` is its answer. Without it the answer is "
         "None."},
        {"result-lost", Part::FailsThere, "A result that is lost",
         "`global result` inside a function puts the result where nobody looks. Return it, and set "
         "`result` at the top level.", {}, isSeparate},
    };
}

std::vector<RuleText> limits(const Profile &profile)
{
    return {
        {"timeout_seconds", Part::Limits, "Time",
         "A run is ended after " + std::to_string(profile.timeoutSeconds) + " seconds."},
        {"memory_mebibytes", Part::Limits, "Memory",
         "A run may take " + std::to_string(profile.memoryMebibytes) +
             " MiB beyond the idle interpreter."},
        {"globals", Part::Limits, "Names at hand",
         profile.globals.all ? "Everything Assay offers is at hand without an import."
                             : "These are at hand without an import.",
         profile.globals.names},
    };
}

std::vector<RuleText> warnings()
{
    return {
        {"bidi-control", Part::WorthKnowing, "Letters that turn the text around",
         "Invisible letters make the script look other than it is."},
        {"lone-carriage-return", Part::WorthKnowing, "A lone carriage return",
         "Python ends a line here, most editors do not."},
        {"form-feed", Part::WorthKnowing, "A form feed",
         "Python takes it for white space that starts a line anew."},
        {"byte-order-mark", Part::WorthKnowing, "A byte order mark",
         "An invisible letter at the start; Python skips it, other programs may not."},
        {"coding-cookie", Part::WorthKnowing, "A comment that names an encoding",
         "The script is UTF-8 whatever it says."},
        {"except-star", Part::WorthKnowing, "except*", "It can end Python 3.11.2 as a whole."},
        {"more-findings", Part::WorthKnowing, "More of a kind",
         "After a thousand of a kind the rest are only counted."},
    };
}

} // namespace

std::vector<RuleText> ruleBook(const Profile &profile)
{
    std::vector<RuleText> book = refusals(profile);
    for (auto &&part : {failures(profile), limits(profile), warnings()})
        book.insert(book.end(), part.begin(), part.end());
    return book;
}

std::string partTitle(RuleText::Part part)
{
    switch (part) {
    case Part::Refuses:
        return "What is refused";
    case Part::FailsThere:
        return "What is accepted and fails when it runs";
    case Part::Limits:
        return "What a script finds and may use";
    case Part::WorthKnowing:
        break;
    }
    return "What is worth knowing";
}

} // namespace assay
