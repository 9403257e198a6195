// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "data/TradeQuestion.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay::files {

enum class FileKind { Csv, Parquet };

enum class Encoding { Utf8, Utf16le, Utf16be, Windows1252, Iso8859_1, Iso8859_15 };

/// How the text of a CSV file is cut into cells, and how its numbers are written.
struct CsvForm
{
    Encoding encoding = Encoding::Utf8;
    char separator = ',';
    char quote = '"'; ///< 0: none
    char decimal = '.';
    std::string thousands; ///< one mark, such as `,`; empty: none
    bool hasHeader = true;
    int skip = 0; ///< lines before the header, or the first row

    bool operator==(const CsvForm &) const = default;
};

/// How times are written where a column holds texts or plain numbers.
struct TimeForm
{
    enum class Kind { Iso, Seconds, Milliseconds, Microseconds, Nanoseconds, Pattern };

    Kind kind = Kind::Iso;
    std::string pattern = {}; ///< of TimePattern; only for Kind::Pattern
    int zone = 0;             ///< seconds east of UTC, of times that name no zone themselves

    bool operator==(const TimeForm &) const = default;
};

/// Where the values of a trade column come from: the file's column of that name, or at that place
/// (from 1), or always the same text; monostate: nowhere, they are missing.
struct NamedColumn
{
    std::string name;
    bool operator==(const NamedColumn &) const = default;
};
struct NumberedColumn
{
    int number = 1;
    bool operator==(const NumberedColumn &) const = default;
};
struct FixedText
{
    std::string text;
    bool operator==(const FixedText &) const = default;
};
using Origin = std::variant<std::monostate, NamedColumn, NumberedColumn, FixedText>;

using Field = TradeQuestion::Field;
inline constexpr std::size_t fieldCount = 10;

/// How a person's own file is read as trades.
struct Mapping
{
    FileKind kind = FileKind::Csv;
    CsvForm csv; ///< of no meaning for Parquet
    TimeForm time;
    std::array<Origin, fieldCount> origins;    ///< by TradeQuestion::Field; `asset` is the symbol
    std::map<std::string, std::string> sides; ///< the file's text for a side, and ours

    bool operator==(const Mapping &) const = default;

    [[nodiscard]] Origin &origin(Field field) { return origins[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const Origin &origin(Field field) const { return origins[static_cast<std::size_t>(field)]; }
};

[[nodiscard]] bool isNumber(Field field); ///< amount, price and fee
[[nodiscard]] std::string_view encodingName(Encoding encoding);
[[nodiscard]] std::string_view kindName(FileKind kind); ///< `csv`, `parquet`
/// `UTC` or `+02:00`.
[[nodiscard]] std::string zoneText(int zone);
/// `iso`, `seconds`, …, or the pattern.
[[nodiscard]] std::string timeFormText(const TimeForm &time);

/// Strict: a key that is not known or a value that is wrong is an error that names the key. What is
/// left out is as in a Mapping newly made.
[[nodiscard]] Result<Mapping> mappingFromJson(const Json &json);
/// From a file's text; errors name the file.
[[nodiscard]] Result<Mapping> readMapping(const std::string &path);
[[nodiscard]] Json toJson(const Mapping &mapping);

/// The file's column each trade column is read from, counted from 0, given the names of the file's
/// columns. Errors name a column that the file has not, or has twice.
using Places = std::array<std::optional<std::size_t>, fieldCount>;
[[nodiscard]] Result<Places> placesOf(const Mapping &mapping, const std::vector<std::string> &columns);

} // namespace assay::files
