// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/NearMatch.h"

#include "data/TradeQuestion.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <tuple>
#include <utility>

namespace assay {
namespace {

constexpr std::size_t mostShown = 8;
constexpr std::size_t longestCompared = 64;
constexpr std::size_t farthest = 2;

std::string folded(std::string_view text)
{
    std::string lower(text.substr(0, longestCompared));
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower;
}

/// How many letters are to be changed, added or taken away.
std::size_t distance(std::string_view one, std::string_view other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string listed(const std::vector<std::string> &texts)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(texts.size(), mostShown); ++i)
        list += (i == 0 ? "'" : ", '") + texts[i] + "'";
    return texts.size() > mostShown ? list + ", …" : list;
}

} // namespace

std::string nothingMatches(std::string_view filter, std::string_view wanted,
                           const std::vector<std::string> &known)
{
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string &text : known) {
        const std::size_t far = distance(folded(text), folded(wanted));
        if (far <= farthest && far < std::max(text.size(), wanted.size()))
            near.emplace_back(far, text);
    }
    std::ranges::sort(near);
    std::vector<std::string> best;
    for (const auto &[far, text] : near)
        best.push_back(text);
    const std::string start =
        "No trade has " + std::string(filter) + "='" + std::string(wanted) + "'";
    if (!best.empty())
        return start + "; did you mean " + listed(best) + "?";
    return known.empty() ? start + "." : start + "; there are " + listed(known) + ".";
}

std::vector<std::string> reasonsForNothing(const TradesQuery &query, const KnownTexts &known)
{
    std::vector<std::string> reasons;
    const std::tuple<const char *, const char *, const std::optional<std::string> &> filters[] = {
        {"exchange", "exchange", query.exchange},
        {"account", "account_name", query.account},
        {"asset", "symbol", query.asset},
        {"side", "side", query.side}};
    for (const auto &[filter, column, wanted] : filters) {
        const auto texts = wanted ? known(column) : std::nullopt;
        if (texts && std::ranges::find(*texts, *wanted) == texts->end())
            reasons.push_back(nothingMatches(filter, *wanted, *texts));
    }
    return reasons;
}

std::optional<std::string> nothingInTime(DataSource &source, const TradesQuery &query, std::int64_t now,
                                         const LoadWatch &watch)
{
    if (!TimeSpan(query, now).hasEdges())
        return std::nullopt;
    TradesQuery newest = query;
    newest.days.reset();
    newest.since.reset();
    newest.until.reset();
    newest.limit = 1;
    const Result<SealedFrame> frame = source.trades(newest, now, watch);
    if (!frame || frame->rows == 0 || frame->oldest == std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return "No trade lies within the time asked for; the newest is of " +
           timestampText(frame->oldest, TimeUnit::Nanosecond) + ".";
}

} // namespace assay
