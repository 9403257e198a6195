// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"

#include <string_view>

/// Assay's own findings, in words. The bot knows none of them; they never change its verdict.
namespace assay::warning {

[[nodiscard]] Finding bidiControl(char32_t letter, Span span);
[[nodiscard]] Finding loneReturn(Span span);
[[nodiscard]] Finding formFeed(Span span);
[[nodiscard]] Finding byteOrderMark(Span span);
[[nodiscard]] Finding codingCookie(std::string_view encoding, Span span);
[[nodiscard]] Finding exceptStar(Span span);
/// Stands after the last finding that is told of.
[[nodiscard]] Finding moreFindings(std::size_t count, Span span);

} // namespace assay::warning
