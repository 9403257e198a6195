// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace assay {

/// A number to draw with and its text. Of times in the column's unit since 1970, of dates in days.
struct Figure
{
    double value = 0;
    std::string text;

    bool operator==(const Figure &) const = default;
};

struct ValueCount
{
    std::string text; ///< as cellText() has it
    std::int64_t count = 0;

    bool operator==(const ValueCount &) const = default;
};

/// What is told of numbers and times besides. Infinities count as pandas counts them: a mean may be inf or
/// nan.
struct NumberSummary
{
    static constexpr std::size_t binCount = 24;
    static constexpr std::array<double, 5> parts{0.05, 0.25, 0.5, 0.75, 0.95};

    Figure min, max;
    /// Of integers to the last digit; no text where it means nothing (times, dates) or a Duration does not
    /// hold it.
    Figure sum;
    /// Of times and dates one of them, cut to their unit, as are the quantiles.
    Figure mean;
    /// Of the values less their mean, over one less than there are (ddof=1); nan of a single one. Of times
    /// and durations a duration, of dates days.
    Figure deviation;
    std::array<Figure, parts.size()> quantiles; ///< at `parts`, linear between two values
    /// How many of the finite values lie in each of as many stretches of the same width, from `from` to
    /// `to`; each begins with its lower edge, the last has both.
    std::array<std::int64_t, binCount> bins{};
    double from = 0, to = 0;
};

/// What is told of a column.
struct ColumnSummary
{
    static constexpr std::size_t mostFrequent = 500; ///< so that a person can choose among them

    std::int64_t rows = 0; ///< looked at
    std::int64_t missing = 0;
    std::int64_t distinct = 0; ///< values, exactly; missing ones left out
    std::string min, max;      ///< exact; texts by their bytes; empty: all is missing
    std::vector<ValueCount> frequent;     ///< the most frequent first; as frequent: the smaller first
    std::optional<NumberSummary> numbers; ///< none: neither numbers nor times, or all is missing
};

/// Of all rows, or of `subset`. Decimals are told apart and compared by value. Takes 16 bytes a row,
/// 32 of texts. ErrorCode::Cancelled once `stop` is requested; an error where allRows() gives one.
/// May be called on any thread.
[[nodiscard]] Result<ColumnSummary> summarize(const Frame &frame, std::size_t column, const RowList *subset,
                                              const std::stop_token &stop);

} // namespace assay
