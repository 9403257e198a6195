// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/Warnings.h"

#include <array>
#include <cstdio>
#include <utility>

namespace assay::warning {

namespace {

Finding warning(std::string rule, std::string message, std::string reason, std::string fix,
                Span span)
{
    return {std::move(rule),  std::move(message), std::move(reason), std::move(fix), span,
            Severity::Warning};
}

} // namespace

Finding bidiControl(char32_t letter, Span span)
{
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "U+%04X", unsigned(letter));
    return warning("bidi-control", std::string("Invisible direction control: ") + code.data(),
                   "This invisible letter changes the order in which the line is shown, so code "
                   "may read differently from what runs.",
                   "Delete the letter, or write it as an escape inside the string.", span);
}

Finding loneReturn(Span span)
{
    return warning("lone-carriage-return", "Carriage return without a line feed",
                   "Python ends the line here, many editors do not, so code may hide behind a "
                   "comment.",
                   "Replace it by a line feed.", span);
}

Finding formFeed(Span span)
{
    return warning("form-feed", "Form feed",
                   "Python counts the indentation anew after a form feed, which cannot be seen.",
                   "Delete it, or write \\f inside a string.", span);
}

Finding byteOrderMark(Span span)
{
    return warning("byte-order-mark", "Byte order mark at the start",
                   "The script begins with an invisible byte order mark, which Python does not "
                   "take in a text it is handed.",
                   "Save the script as UTF-8 without a byte order mark.", span);
}

Finding codingCookie(std::string_view encoding, Span span)
{
    return warning("coding-cookie", "Coding cookie: " + std::string(encoding),
                   "The script is read as UTF-8 here; as a file, Python would read it as " +
                       std::string(encoding) + ", and it could mean something else.",
                   "Delete the coding comment.", span);
}

Finding exceptStar(Span span)
{
    return warning("except-star", "except* can end the interpreter",
                   "CPython 3.11.2 can crash in `except*`, and then the run ends without a result.",
                   "Use a plain `except`.", span);
}

Finding moreFindings(std::size_t count, Span span)
{
    return warning("more-findings", std::to_string(count) + " more findings are not listed",
                   "Only the first " + std::to_string(maxFindings) +
                       " findings of a kind are listed.",
                   "", span);
}

} // namespace assay::warning
