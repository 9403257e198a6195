// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/Advice.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay {

namespace {

using Line = std::pair<std::string_view, std::string_view>;

constexpr std::string_view data = "Use `load_trades()`, `load_balances()` or `load_snapshots()` "
                                  "for data; scripts reach no files.";
constexpr std::string_view ownCode = "Write the code itself instead of a text that holds code.";
constexpr std::string_view column =
    "Write the attribute out, or take a column by its label: `df['amount']`.";
constexpr std::string_view variables = "Use the variables by their names, or keep them in a dict.";
constexpr std::string_view numbers = "Keep texts as `str` and numbers in numpy arrays.";
constexpr std::string_view outside =
    "Remove it: scripts reach no files, no processes and no network.";

constexpr std::array<Line, 34> lines{{
    {"open", data},
    {"file", data},
    {"input", "Write the value into the script; nobody answers while it runs."},
    {"raw_input", "Write the value into the script; nobody answers while it runs."},
    {"exec", ownCode},
    {"eval", ownCode},
    {"compile", ownCode},
    {"__import__", "Use a plain `import` of an allowed module."},
    {"__builtins__", "Use the built-in functions by their names."},
    {"globals", variables},
    {"locals", variables},
    {"vars", variables},
    {"dir", "Look up the names while writing; `df.columns` lists a frame's columns."},
    {"getattr", column},
    {"hasattr", "Test for the column or key: `'amount' in df.columns`."},
    {"setattr", "Assign the attribute or the column directly."},
    {"delattr", "Use `df.drop(columns=…)`, or leave the attribute alone."},
    {"exit", "Let the script run to its end; put the rest into an `else`."},
    {"quit", "Let the script run to its end; put the rest into an `else`."},
    {"memoryview", numbers},
    {"bytes", numbers},
    {"bytearray", numbers},
    {"lambda", "Write a function with `def`, and use another word in comments and strings."},
    {"yield from", "Write a loop that yields each item."},
    {"__code__", "Remove it: a script may not look into functions."},
    {"__globals__", "Remove it: a script may not look into functions."},
    {"os", outside},
    {"sys", outside},
    {"subprocess", outside},
    {"socket", outside},
    {"requests", outside},
    {"urllib", outside},
    {"help", "Remove it; the documentation is at hand outside the script."},
    {"license", "Choose another name for the variable."},
}};

std::string_view adviceFor(std::string_view word)
{
    const auto *const found = std::ranges::find(lines, word, &Line::first);
    return found == lines.end() ? std::string_view() : found->second;
}

} // namespace

std::string adviceOnPattern(std::string_view pattern)
{
    constexpr std::string_view import = "import ";
    std::string_view word = pattern;
    if (word.starts_with(import))
        word.remove_prefix(import.size());
    if (word.ends_with('(') || word.ends_with('.'))
        word.remove_suffix(1);
    const std::string_view advice = adviceFor(word);
    if (!advice.empty())
        return std::string(advice);
    return "Write the place so that the letters `" + std::string(pattern) + "` do not occur.";
}

std::string adviceOnName(std::string_view name)
{
    const std::string_view advice = adviceFor(name);
    return std::string(advice.empty() ? "Choose another name." : advice);
}

} // namespace assay
