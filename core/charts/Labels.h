// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <limits>
#include <stop_token>
#include <string>
#include <vector>

namespace assay {

/// The distinct values of a column, numbered in the order in which rows show them first. Refers to the frame.
class Labels
{
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// Of all rows, or of `rows`; times are put down to multiples of `interval` where that is not 0.
    /// Of no use once `stop` is requested.
    Labels(const Frame &frame, std::size_t column, const RowList *rows, std::int64_t interval, const std::stop_token &stop);

    [[nodiscard]] std::size_t count() const { return m_labels.size(); }
    /// The label of each row looked at; none: the value is missing, or the label left out.
    [[nodiscard]] const std::vector<std::uint32_t> &codes() const { return m_codes; }
    [[nodiscard]] std::int64_t missing() const { return m_missing; }
    /// How many rows have a label.
    [[nodiscard]] std::int64_t rowsOf(std::uint32_t code) const { return m_labels[code].rows; }
    /// Valid UTF-8.
    [[nodiscard]] std::string nameOf(std::uint32_t code) const;
    [[nodiscard]] std::vector<std::string> names() const;

    /// Makes what is missing a label of its own.
    void labelMissing();
    /// Numbers and times by their values; texts stay as they are.
    void orderByValue();
    /// Leaves out all but the `most` that have the most rows; how many these are.
    std::size_t keepBiggest(std::size_t most);

private:
    struct Label
    {
        std::uint64_t key = 0; ///< in the order of the values
        std::uint32_t row = 0; ///< of the frame: the first; none: that of what is missing
        std::int64_t rows = 0;
    };

    template <typename Cells>
    void number(const Cells &cells);
    template <typename Cells, typename CodeOf>
    void takeRows(const Cells &cells, const CodeOf &codeOf);
    std::uint32_t add(std::uint64_t key, std::size_t row);
    /// `order`: the labels that stay, in their new order.
    void renumber(const std::vector<std::uint32_t> &order);

    const Frame &m_frame;
    std::size_t m_column;
    const RowList *m_rows;
    std::int64_t m_interval;
    const std::stop_token &m_stop;
    std::vector<std::uint32_t> m_codes;
    std::vector<Label> m_labels;
    std::int64_t m_missing = 0;
};

} // namespace assay
