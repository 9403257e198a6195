// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay {

/// Trades held in memory, column by column, from which queries take a frame. Its columns may be any
/// of the documented ones, and others.
class TradeTable
{
public:
    /// Nanoseconds after the table's origin.
    struct Times
    {
        std::vector<std::int64_t> values;
    };
    /// Texts of which there are few: one code a row, -1 where there is none.
    struct Codes
    {
        std::vector<std::int32_t> codes;
        std::vector<std::string> texts;

        [[nodiscard]] std::optional<std::int32_t> codeOf(std::string_view text) const;
    };
    using Integers = std::vector<std::int64_t>;
    using Reals = std::vector<double>;
    using Texts = std::vector<std::optional<std::string>>;
    using Values = std::variant<Times, Codes, Integers, Reals, Texts>;

    /// The documented columns in the order a frame gives them.
    [[nodiscard]] static const std::vector<std::string> &documentedColumns();

    /// All columns must come out equally long. At most one may hold Times.
    void add(std::string name, Values values);
    /// Equal times keep their order.
    void sortNewestFirst();

    [[nodiscard]] std::size_t rows() const;
    [[nodiscard]] const Values *find(std::string_view name) const;
    /// The rows `query` asks for, in the table's order. `origin` is added to every time; `now` is
    /// what the query's days count back from. A filter on a column the table has not is an error;
    /// for one that alone is why there are none, the frame has a warning.
    [[nodiscard]] Result<SealedFrame> select(const TradesQuery &query, std::int64_t origin,
                                             std::int64_t now) const;

private:
    struct Column
    {
        std::string name;
        Values values;
    };
    using RowList = std::vector<std::uint32_t>;

    [[nodiscard]] RowList allRows() const;
    [[nodiscard]] const Times *times() const;
    /// Of at least one row.
    [[nodiscard]] std::int64_t oldestOf(const RowList &rows) const;
    [[nodiscard]] Result<void> keepMatching(RowList &rows, std::string_view column,
                                            const std::optional<std::string> &text) const;
    [[nodiscard]] std::optional<std::vector<std::string>> knownTexts(const std::string &column) const;
    void keepSince(RowList &rows, std::int64_t earliest) const;
    void keepBefore(RowList &rows, std::int64_t end) const;

    std::vector<Column> m_columns;
};

} // namespace assay
