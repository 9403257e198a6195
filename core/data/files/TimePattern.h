// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace assay::files {

/// A way of writing times such as `%d.%m.%Y %H:%M:%S`, as Python's strptime has it, in English
/// whatever the locale is:
///
///     %Y %y        year, of four digits or two (69 is 1969, 68 is 2068)
///     %m %b        month, as a number or as Jan … Dec
///     %d           day
///     %H %I %p     hour of 24, of 12, and AM or PM
///     %M %S %f     minute, second, fraction of a second (up to nine digits)
///     %z           Z, +02, +0200, +02:00
///     %%           a per cent sign
///
/// Anything else stands for itself.
class TimePattern
{
public:
    /// Its year, month and day must be told, each part once; errors say what is wrong.
    [[nodiscard]] static Result<TimePattern> create(std::string_view pattern);

    /// Nanoseconds since 1970. A time that names no zone is taken as `zone` seconds east of UTC.
    /// Nothing where the text is no such time, or lies beyond the years 1678 to 2261.
    [[nodiscard]] std::optional<std::int64_t> read(std::string_view text, int zone) const;

private:
    struct Part
    {
        bool isField = false;
        char letter = 0;
    };

    std::vector<Part> m_parts;
};

} // namespace assay::files
