// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/FrameDiff.h"

#include "compare/KeyJoin.h"

#include <algorithm>
#include <utility>

namespace assay {
namespace {

/// Small enough that a stop is noticed within some milliseconds.
constexpr std::uint32_t rowsBetweenLooks = 1U << 14U;

tl::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, "Comparing was cancelled.");
}

Result<std::vector<ColumnPair>> keysNamed(const std::vector<std::string> &names, const std::vector<ColumnPair> &common)
{
    std::vector<ColumnPair> keys;
    for (const std::string &name : names) {
        const auto pair = std::ranges::find(common, name, &ColumnPair::name);
        if (pair == common.end())
            return failure(ErrorCode::InvalidInput, "The results cannot be compared by " + name + ": not both have it.");
        keys.push_back(*pair);
    }
    return keys;
}

} // namespace

/// Goes through both frames once their rows have found one another.
class Differ
{
public:
    Differ(const Frame &before, const Frame &after, FrameDiff &diff)
        : m_rowsBefore(static_cast<std::uint32_t>(before.rows()))
        , m_diff(diff)
        , m_bits(diff.wordsPerRow())
    {
        for (const ColumnPair &pair : diff.columns)
            m_matches.emplace_back(FrameColumn{&before, pair.before}, FrameColumn{&after, pair.after});
        diff.changedCells.assign(diff.columns.size(), 0);
    }

    /// False where it was asked to stop.
    bool compare(const KeyJoin &join, const std::stop_token &stop)
    {
        m_isMatched.assign(m_rowsBefore, false);
        for (const std::uint32_t row : join.matchOf)
            if (row != noRow)
                m_isMatched[row] = true;
        for (std::uint32_t row = 0; row < join.matchOf.size(); ++row) {
            if (row % rowsBetweenLooks == 0 && stop.stop_requested())
                return false;
            takeAfter(row, join.matchOf[row]);
        }
        takeRemovedUpTo(m_rowsBefore);
        return true;
    }

private:
    void takeAfter(std::uint32_t row, std::uint32_t match)
    {
        if (match == noRow) {
            m_diff.rows.push_back({RowChange::Added, {noRow, row}, 0});
            ++m_diff.added;
            return;
        }
        takeRemovedUpTo(match);
        if (!isChanged({match, row})) {
            ++m_diff.same;
            return;
        }
        m_diff.rows.push_back({RowChange::Changed, {match, row}, static_cast<std::uint32_t>(m_diff.changed++)});
        m_diff.m_bits.insert(m_diff.m_bits.end(), m_bits.begin(), m_bits.end());
    }
    void takeRemovedUpTo(std::uint32_t row)
    {
        for (; m_atBefore < row; ++m_atBefore)
            if (!m_isMatched[m_atBefore]) {
                m_diff.rows.push_back({RowChange::Removed, {m_atBefore, noRow}, 0});
                ++m_diff.removed;
            }
    }
    /// Leaves in m_bits which cells differ.
    bool isChanged(RowPair rows)
    {
        std::ranges::fill(m_bits, 0U);
        bool isAny = false;
        for (std::size_t column = 0; column < m_matches.size(); ++column) {
            if (m_matches[column].areSame(rows.before, rows.after))
                continue;
            m_bits[column / 64] |= std::uint64_t{1} << (column % 64);
            ++m_diff.changedCells[column];
            isAny = true;
        }
        return isAny;
    }

    std::uint32_t m_rowsBefore;
    FrameDiff &m_diff;
    std::vector<CellMatch> m_matches;
    std::vector<std::uint64_t> m_bits; ///< of the row that is looked at
    std::vector<bool> m_isMatched;     ///< of the rows before
    std::uint32_t m_atBefore = 0;      ///< rows before that are told of
};

Result<FrameDiff> compareFrames(const Frame &before, const Frame &after, const DiffRequest &request, const std::stop_token &stop)
{
    FrameDiff diff;
    diff.schema = compareSchemas(before, after);
    diff.areKeysSuggested = request.keys.empty() && !request.isByPlace;
    const std::vector<ColumnPair> common = commonColumns(before, after);
    std::vector<std::string> names = request.keys;
    if (request.isByPlace)
        names.clear();
    else if (names.empty())
        names = suggestedKeys(before, after, stop);
    Result<std::vector<ColumnPair>> keys = keysNamed(names, common);
    if (!keys)
        return tl::unexpected<Error>(keys.error());
    diff.keys = std::move(*keys);
    for (const ColumnPair &pair : common) {
        const bool isNumbering = pair.name.empty() && before.schema().columns[pair.before].isIndex && after.schema().columns[pair.after].isIndex;
        if (!isNumbering && std::ranges::find(diff.keys, pair) == diff.keys.end())
            diff.columns.push_back(pair);
    }
    const Result<KeyJoin> join = joinRows(before, after, diff.keys, stop);
    if (!join)
        return tl::unexpected<Error>(join.error());
    diff.duplicatesBefore = join->duplicatesBefore;
    diff.duplicatesAfter = join->duplicatesAfter;
    if (!Differ(before, after, diff).compare(*join, stop))
        return cancelled();
    return diff;
}

} // namespace assay
