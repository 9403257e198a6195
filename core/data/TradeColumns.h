// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "frames/SealedFrame.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

/// The time that is missing, as pandas has it.
inline constexpr std::int64_t noTime = std::numeric_limits<std::int64_t>::min();

/// Texts of which there are few, such as exchanges: each is kept once.
class CodedTexts
{
public:
    /// The order of the rows becomes that of their numbers here.
    void reorder(const std::vector<std::uint32_t> &rows);
    void add(std::string_view text);
    void addMissing();
    /// Nothing where no row has this text.
    [[nodiscard]] std::optional<std::int32_t> codeOf(std::string_view text) const;
    /// These rows alone, in this order.
    [[nodiscard]] CodedTexts taken(const std::vector<std::uint32_t> &rows) const;
    [[nodiscard]] const std::vector<std::int32_t> &codes() const { return m_codes; }
    [[nodiscard]] std::vector<std::string> texts() const { return m_texts; }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::vector<std::int32_t> m_codes;
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_known;
    std::int32_t m_last = -1; ///< most often the next is like the one before
};

/// Texts that are mostly unique, such as ids: one after the other in one piece of memory.
class PackedTexts
{
public:
    void reorder(const std::vector<std::uint32_t> &rows);
    void add(std::string_view text);
    void addMissing();
    [[nodiscard]] PackedTexts taken(const std::vector<std::uint32_t> &rows) const;
    [[nodiscard]] std::size_t size() const { return m_ends.size() - 1; }
    [[nodiscard]] const std::vector<std::int64_t> &offsets() const { return m_ends; }
    [[nodiscard]] const std::string &data() const { return m_data; }
    /// A bit a text, least first; empty where all are there.
    [[nodiscard]] std::vector<std::byte> validity() const;

private:
    std::vector<std::int64_t> m_ends{0};
    std::string m_data;
    std::vector<std::uint64_t> m_missing; ///< their places
};

/// Trades as they come from a database, column by column, newest first; made into a frame at the
/// end.
struct TradeColumns
{
    std::vector<std::int64_t> timestamp; ///< naive UTC, nanoseconds since 1970; or noTime
    CodedTexts exchange, account, symbol, side, feeCurrency;
    std::vector<double> amount, price, fee; ///< NaN is missing
    PackedTexts tradeId;

    void sortNewestFirst();
    /// These rows alone, in this order.
    [[nodiscard]] TradeColumns taken(const std::vector<std::uint32_t> &rows) const;
    /// The documented columns, or those named, in the order of the documented ones.
    [[nodiscard]] Result<SealedFrame> build(const std::vector<std::string> &columns) const;
};

} // namespace assay
