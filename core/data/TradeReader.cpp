// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/TradeReader.h"

namespace assay {
namespace {

constexpr std::size_t longestShown = 40;

} // namespace

TradeReader::TradeReader(const TradesQuery &query, std::int64_t now)
    : m_span(query, now)
    , m_limit(static_cast<std::size_t>(query.limit.value_or(std::numeric_limits<std::int64_t>::max())))
    , m_wanted(query.columns)
{
}

bool TradeReader::takeTime(bool isNull, std::string_view text)
{
    const std::optional<std::int64_t> time = isNull ? std::nullopt : parseIsoTime(text);
    if (time && !m_span.wants(*time))
        return false;
    if (!time && m_badTimes++ == 0)
        m_firstBadTime = isNull ? "NULL" : std::string(text.substr(0, longestShown));
    std::vector<std::int64_t> &times = m_columns.timestamp;
    const std::int64_t taken = time.value_or(noTime);
    m_isInOrder = m_isInOrder && (times.empty() || taken <= times.back());
    times.push_back(taken);
    return true;
}

Result<SealedFrame> TradeReader::finish()
{
    if (!m_isInOrder)
        m_columns.sortNewestFirst();
    Result<SealedFrame> frame = m_columns.build(m_wanted);
    if (frame)
        frame->warnings = warnings();
    return frame;
}

std::vector<std::string> TradeReader::warnings() const
{
    std::vector<std::string> warnings;
    if (m_badTimes > 0)
        warnings.push_back(std::to_string(m_badTimes) +
                           " trade(s) have a timestamp that cannot be read, the first is '" +
                           m_firstBadTime + "': " +
                           (m_span.hasEdges()
                                ? "whether they lie within the time asked for is not known, "
                                  "so they are there, as NaT."
                                : "they are NaT."));
    if (m_badNumbers > 0)
        warnings.push_back(std::to_string(m_badNumbers) +
                           " amount(s), price(s) or fee(s) are no numbers: they are NaN.");
    return warnings;
}

} // namespace assay
