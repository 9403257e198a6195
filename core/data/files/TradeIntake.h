// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeColumns.h"
#include "data/files/CellReading.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::files {

/// Takes the cells of a file, in any order of the columns, and makes trades of them as its mapping
/// says. What cannot be read is kept as missing, counted and told of.
class TradeIntake
{
public:
    explicit TradeIntake(const Mapping &mapping);

    /// The next cell of a column, as a text; an empty one is missing. `line`: where it stands, to be
    /// told of.
    void take(Field field, std::string_view text, std::int64_t line);
    void takeMissing(Field field);
    /// Of Timestamp; naive UTC, nanoseconds since 1970, nothing where it could not be made.
    void takeTime(std::optional<std::int64_t> time, std::int64_t line);
    /// Of Amount, Price and Fee.
    void takeNumber(Field field, double number);
    /// Of any other column; an empty text is one. A side becomes ours.
    void takeText(Field field, std::string_view text);

    [[nodiscard]] const CellReader &reader() const { return m_reader; }
    /// Once all columns are equally long: the trades, newest first.
    [[nodiscard]] TradeColumns finish();
    /// A sentence each. `place`: what a line is called, such as `line`.
    [[nodiscard]] std::vector<std::string> warnings(const std::string &place) const;

private:
    /// Cells that could not be read.
    struct Unread
    {
        std::int64_t count = 0;
        std::int64_t line = 0;
        std::string first;
    };

    void takeTime(std::string_view text, std::int64_t line);
    void takeNumber(Field field, std::string_view text, std::int64_t line);
    [[nodiscard]] std::vector<double> &numbers(Field field);
    [[nodiscard]] CodedTexts &texts(Field field);

    CellReader m_reader;
    std::map<std::string, std::string, std::less<>> m_sides;
    TradeColumns m_columns;
    Unread m_times, m_numbers;
};

} // namespace assay::files
