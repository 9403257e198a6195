// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/Refusals.h"

#include "policy/Advice.h"

#include <algorithm>
#include <utility>

namespace assay::refusal {

namespace {

constexpr std::size_t contextLength = 40;

std::string quoted(std::string_view text)
{
    return "`" + std::string(text) + "`";
}

Finding refusal(std::string rule, std::string message, std::string reason, std::string fix,
                Span span)
{
    return {std::move(rule),  std::move(message), std::move(reason), std::move(fix), span,
            Severity::Refusal};
}

/// The word a hit begins in, up to the hit's end.
std::size_t wordBegin(const std::u32string &text, const TextHit &hit)
{
    if (!isWordPart(text[hit.begin]))
        return hit.begin;
    std::size_t begin = hit.begin;
    while (begin > 0 && hit.begin - begin < contextLength && isWordPart(text[begin - 1]))
        --begin;
    return begin;
}

std::size_t wordEnd(const std::u32string &text, const TextHit &hit)
{
    const char32_t last = text[hit.end - 1];
    std::size_t end = hit.end;
    if (!isWordPart(last) && last != U'.')
        return end;
    while (end < text.size() && end - hit.end < contextLength && isWordPart(text[end]))
        ++end;
    return end;
}

std::string firstWord(const SourceText &source, std::size_t begin)
{
    std::size_t end = begin;
    while (end < source.size() && end - begin < 2 * contextLength && isWordPart(source.text()[end]))
        ++end;
    return source.utf8(begin, end);
}

std::string lastWord(const SourceText &source, std::size_t end)
{
    std::size_t begin = end;
    while (begin > 0 && end - begin < 2 * contextLength && isWordPart(source.text()[begin - 1]))
        --begin;
    return source.utf8(begin, end);
}

std::string textRuleFix(std::string_view pattern, const std::string &word, bool isPartOfWord,
                        bool isMethod)
{
    if (isPartOfWord && isWordPart(char32_t(pattern.back())))
        return "Rename " + quoted(word) + " so that the letters do not occur in it.";
    if (isPartOfWord)
        return "Rename " + quoted(word) + " to " + quoted(word + "_") +
               " for instance, so that the letters " + quoted(pattern) + " do not occur.";
    if (isMethod)
        return "Use something other than the method " + quoted(word) +
               ": its name followed by a bracket is what the bot looks for.";
    return adviceOnPattern(pattern);
}

} // namespace

Finding emptyCode()
{
    return refusal("empty", "Code cannot be empty", "There is nothing but white space to run.",
                   "Write a script that puts its answer into `result`.", {});
}

Finding textRule(std::string_view pattern, const TextHit &hit, const SourceText &source)
{
    const std::u32string &text = source.text();
    const std::size_t begin = wordBegin(text, hit);
    const std::size_t end = wordEnd(text, hit);
    const bool isTail = begin < hit.begin;
    const bool isHead = end > hit.end && text[hit.end - 1] != U'.';
    const bool isMethod = !isTail && begin > 0 && text[begin - 1] == U'.';

    std::string reason = "The bot searches the raw text, comments and strings included, for the "
                         "letters " +
                         quoted(pattern);
    if (begin < hit.begin || end > hit.end)
        reason += " and finds them in " + quoted(source.utf8(begin, end));
    const std::string word = isHead && !isTail ? lastWord(source, end) : firstWord(source, begin);
    return refusal("text-rule", "Forbidden pattern detected: " + std::string(pattern), reason + ".",
                   textRuleFix(pattern, word, isTail || isHead, isMethod),
                   source.span(hit.begin, hit.end));
}

Finding syntaxError(std::string_view text, Span span)
{
    return refusal("syntax-error", "Syntax error: " + std::string(text),
                   "Python cannot read the script, so nothing of it runs.", "", span);
}

Finding importOf(std::string_view module, const Profile &profile, Span span)
{
    const std::string_view top = module.substr(0, module.find('.'));
    std::string fix;
    if (top != module && profile.imports.contains(top)) {
        fix = "Import " + quoted(top) + " and write " + quoted(module) + " where it is used.";
    } else {
        std::string allowed;
        for (const std::string &name : profile.imports.names)
            allowed += (allowed.empty() ? "" : ", ") + name;
        fix = "Remove the import" +
              (allowed.empty() ? "." : "; modules that may be imported: " + allowed + ".");
    }
    return refusal("import", "Import not allowed: " + std::string(module),
                   "The profile lists the modules a script may import, and " + quoted(module) +
                       " is not one of them.",
                   std::move(fix), span);
}

Finding forbiddenFunction(std::string_view name, Span span)
{
    return refusal("forbidden-function", "Forbidden function: " + std::string(name),
                   "A script may not call " + quoted(name) + ".", adviceOnName(name), span);
}

Finding forbiddenName(std::string_view name, Span span)
{
    return refusal("forbidden-name", "Forbidden name: " + std::string(name),
                   "The name " + quoted(name) +
                       " may not occur in a script, not even as a variable of its own.",
                   adviceOnName(name), span);
}

Finding forbiddenAttribute(std::string_view name, Span span)
{
    return refusal(
        "forbidden-attribute", "Forbidden attribute: " + std::string(name),
        "The attribute " + quoted(name) + " leads to Python's inner workings.",
        name == "__class__" ? "Use `type(…)` or `isinstance(…)`." : "Remove the attribute.", span);
}

Finding dunderAttribute(std::string_view name, Span span)
{
    return refusal("dunder-attribute", "Forbidden dunder attribute: " + std::string(name),
                   "Attributes that begin and end with two underscores are refused, but for the "
                   "few the profile allows.",
                   "Use the operator or function that stands for it, such as `len(x)` or `x[i]`.",
                   span);
}

Finding lambda(Span span)
{
    return refusal("lambda", "Lambda functions are not allowed", "The bot takes no lambda.",
                   "Write a function with `def` and pass its name.", span);
}

Finding async(Span span)
{
    return refusal("async", "Async functions are not allowed in user code",
                   "A script runs from top to bottom; there is no event loop to wait in.",
                   "Use a plain `def`, and call without `await`.", span);
}

Finding yieldFrom(Span span)
{
    return refusal("yield-from", "yield from is not allowed", "The bot takes no `yield from`.",
                   "Write a loop that yields each item.", span);
}

} // namespace assay::refusal
