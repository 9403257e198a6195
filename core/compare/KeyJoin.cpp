// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/KeyJoin.h"

#include "compare/CellMatch.h"
#include "frames/LargePages.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace assay {
namespace {

/// Small enough that a stop is noticed within some milliseconds.
constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 14U;

/// One key of both frames: rows are counted through, those before first.
class Key
{
public:
    Key(FrameColumn before, FrameColumn after)
        : m_before(before)
        , m_after(after)
        , m_form(formOf(before.schema(), after.schema()))
        , m_rowsBefore(static_cast<std::uint32_t>(before.frame->rows()))
        , m_within{CellMatch(before, before, formWithin(before)), CellMatch(after, after, formWithin(after))}
        , m_across(before, after, m_form)
    {
    }

    [[nodiscard]] bool areSame(std::uint32_t left, std::uint32_t right) const
    {
        const bool isLeftAfter = left >= m_rowsBefore, isRightAfter = right >= m_rowsBefore;
        if (isLeftAfter == isRightAfter)
            return m_within[isLeftAfter ? 1 : 0].areSame(placeOf(left), placeOf(right));
        return m_across.areSame(placeOf(std::min(left, right)), placeOf(std::max(left, right)));
    }
    [[nodiscard]] bool addTo(std::span<std::uint64_t> hashes, const std::stop_token &stop) const
    {
        return addHashes(m_before, m_form, hashes.first(m_rowsBefore), stop) && addHashes(m_after, m_form, hashes.subspan(m_rowsBefore), stop);
    }

private:
    /// Columns that have nothing in common with the other frame's still have with themselves.
    [[nodiscard]] CellForm formWithin(const FrameColumn &column) const
    {
        return m_form == CellForm::Foreign ? formOf(column.schema(), column.schema()) : m_form;
    }
    [[nodiscard]] std::int64_t placeOf(std::uint32_t row) const { return row < m_rowsBefore ? row : row - m_rowsBefore; }

    FrameColumn m_before;
    FrameColumn m_after;
    CellForm m_form;
    std::uint32_t m_rowsBefore;
    CellMatch m_within[2];
    CellMatch m_across;
};

/// Rows by their keys: open addressing, between one and a half and three entries a row.
class KeyTable
{
public:
    struct Entry
    {
        std::uint32_t row = noRow;     ///< the first with that key; noRow: the entry is free
        std::uint32_t tag = 0;         ///< the upper half of its hash
        std::uint32_t waiting = noRow; ///< the first row before that has no partner yet
        bool wasAfter = false;         ///< a row after has had that key
    };

    KeyTable(const std::vector<Key> &keys, const std::vector<std::uint64_t> &hashes)
        : m_keys(keys)
        , m_hashes(hashes)
    {
        const std::size_t size = std::bit_ceil(hashes.size() + hashes.size() / 2 + 1);
        reserveLarge(m_entries, size);
        m_entries.resize(size);
    }

    /// The entry of a row's key, which is new where its `row` is that row.
    [[nodiscard]] Entry &entryOf(std::uint32_t row)
    {
        const std::uint64_t hash = m_hashes[row];
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        const std::size_t mask = m_entries.size() - 1;
        std::size_t at = hash & mask;
        for (; m_entries[at].row != noRow; at = (at + 1) & mask)
            if (m_entries[at].tag == tag && areSame(m_entries[at].row, row))
                return m_entries[at];
        m_entries[at].row = row;
        m_entries[at].tag = tag;
        return m_entries[at];
    }

private:
    [[nodiscard]] bool areSame(std::uint32_t left, std::uint32_t right) const
    {
        return m_hashes[left] == m_hashes[right] && std::ranges::all_of(m_keys, [=](const Key &key) { return key.areSame(left, right); });
    }

    const std::vector<Key> &m_keys;
    const std::vector<std::uint64_t> &m_hashes;
    std::vector<Entry> m_entries;
};

tl::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, "Comparing was cancelled.");
}

KeyJoin joinByPlace(std::size_t before, std::size_t after)
{
    KeyJoin join{RowList(after, noRow), 0, 0};
    std::iota(join.matchOf.begin(), join.matchOf.begin() + static_cast<std::ptrdiff_t>(std::min(before, after)), 0U);
    return join;
}

/// Joins what is hashed already.
class Joiner
{
public:
    Joiner(std::size_t before, const std::vector<Key> &keys, const std::vector<std::uint64_t> &hashes)
        : m_before(before)
        , m_rows(hashes.size())
        , m_table(keys, hashes)
        , m_next(before, noRow)
    {
        m_join.matchOf.assign(m_rows - before, noRow);
    }

    /// False where it was asked to stop.
    bool join(const std::stop_token &stop)
    {
        const auto put = [this](std::size_t i) { putBefore(static_cast<std::uint32_t>(m_before - 1 - i)); };
        const auto take = [this](std::size_t i) { takeAfter(static_cast<std::uint32_t>(m_before + i)); };
        return inStretches(m_before, put, stop) && inStretches(m_rows - m_before, take, stop);
    }
    [[nodiscard]] KeyJoin result() && { return std::move(m_join); }

private:
    template <typename Each>
    static bool inStretches(std::size_t count, const Each &each, const std::stop_token &stop)
    {
        for (std::size_t i = 0; i < count; ++i) {
            if (i % rowsBetweenLooks == 0 && stop.stop_requested())
                return false;
            each(i);
        }
        return true;
    }

    /// From the last row to the first, so that the first waits at the front.
    void putBefore(std::uint32_t row)
    {
        KeyTable::Entry &entry = m_table.entryOf(row);
        m_join.duplicatesBefore += entry.waiting == noRow ? 0 : 1;
        m_next[row] = entry.waiting;
        entry.waiting = row;
    }
    void takeAfter(std::uint32_t row)
    {
        KeyTable::Entry &entry = m_table.entryOf(row);
        m_join.duplicatesAfter += entry.wasAfter ? 1 : 0;
        entry.wasAfter = true;
        if (entry.waiting == noRow)
            return;
        m_join.matchOf[row - m_before] = entry.waiting;
        entry.waiting = m_next[entry.waiting];
    }

    std::size_t m_before;
    std::size_t m_rows; ///< of both
    KeyTable m_table;
    RowList m_next; ///< the row below with the same key
    KeyJoin m_join;
};

} // namespace

Result<KeyJoin> joinRows(const Frame &before, const Frame &after, const std::vector<ColumnPair> &keys, const std::stop_token &stop)
{
    if (before.rows() + after.rows() >= std::int64_t{noRow})
        return failure(ErrorCode::Unsupported, "Frames of more than 4,294,967,294 rows together cannot be compared.");
    const auto rowsBefore = static_cast<std::size_t>(before.rows()), rowsAfter = static_cast<std::size_t>(after.rows());
    if (keys.empty())
        return joinByPlace(rowsBefore, rowsAfter);
    std::vector<std::uint64_t> hashes;
    reserveLarge(hashes, rowsBefore + rowsAfter);
    hashes.resize(rowsBefore + rowsAfter);
    std::vector<Key> columns;
    for (const ColumnPair &key : keys)
        if (!columns.emplace_back(FrameColumn{&before, key.before}, FrameColumn{&after, key.after}).addTo(hashes, stop))
            return cancelled();
    Joiner joiner(rowsBefore, columns, hashes);
    if (!joiner.join(stop))
        return cancelled();
    return std::move(joiner).result();
}

bool areUnique(const Frame &frame, const std::vector<std::size_t> &columns, const std::stop_token &stop)
{
    if (frame.rows() >= std::int64_t{noRow})
        return false;
    std::vector<std::uint64_t> hashes(static_cast<std::size_t>(frame.rows()));
    std::vector<CellMatch> matches;
    for (const std::size_t column : columns) {
        const FrameColumn at{&frame, column};
        if (!addHashes(at, matches.emplace_back(at, at).form(), hashes, stop))
            return false;
    }
    std::vector<std::uint32_t> entries(std::bit_ceil(2 * hashes.size() + 1), noRow);
    const std::size_t mask = entries.size() - 1;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        std::size_t at = hashes[row] & mask;
        for (; entries[at] != noRow; at = (at + 1) & mask) {
            const std::uint32_t other = entries[at];
            const auto isSame = [&](const CellMatch &match) { return match.areSame(other, row); };
            if (hashes[other] == hashes[row] && std::ranges::all_of(matches, isSame))
                return false;
        }
        entries[at] = row;
    }
    return !stop.stop_requested();
}

} // namespace assay
