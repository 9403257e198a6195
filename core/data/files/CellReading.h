// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Mapping.h"
#include "data/files/TimePattern.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay::files {

/// `text` without the spaces, tabs and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Reads the texts of cells as a mapping says they are written.
class CellReader
{
public:
    /// A pattern that is none reads nothing; mappingFromJson() lets none through.
    explicit CellReader(const Mapping &mapping);

    /// Nothing where the text is no number; NaN for `nan`. Infinity is none.
    [[nodiscard]] std::optional<double> number(std::string_view text) const;
    /// Naive UTC, nanoseconds since 1970. A zone in the text itself counts more than the mapping's.
    [[nodiscard]] std::optional<std::int64_t> time(std::string_view text) const;
    /// A count of the mapping's units since 1970; nothing where the mapping has no units, or it lies
    /// beyond what an int64 of nanoseconds can hold.
    [[nodiscard]] std::optional<std::int64_t> timeOfCount(std::int64_t count) const;
    [[nodiscard]] std::optional<std::int64_t> timeOfCount(double count) const;
    /// A time in the mapping's zone, as one in UTC.
    [[nodiscard]] std::optional<std::int64_t> inUtc(std::int64_t time) const;

private:
    [[nodiscard]] std::optional<double> groupedNumber(std::string_view text) const;

    char m_decimal;
    std::string m_thousands;
    TimeForm m_time;
    std::int64_t m_unit;                  ///< nanoseconds in one of the file's; 0: they are texts
    std::optional<TimePattern> m_pattern; ///< for Kind::Pattern
};

} // namespace assay::files
