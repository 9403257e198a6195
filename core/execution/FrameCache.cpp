// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/FrameCache.h"

#include <algorithm>

namespace assay {
namespace {

constexpr std::size_t maxEntries = 16;
constexpr std::uint64_t maxBytes = 256ULL << 20;

} // namespace

Result<std::shared_ptr<SealedFrame>> FrameCache::trades(const std::shared_ptr<DataSource> &source,
                                                        const TradesQuery &query, std::int64_t now,
                                                        const LoadWatch &watch)
{
    const std::string state = source->state(now);
    const auto known = std::ranges::find_if(m_entries, [&](const Entry &entry) {
        return entry.source == source && entry.query == query && entry.now == now &&
               entry.state == state;
    });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        return known->frame;
    }
    Result<SealedFrame> loaded = source->trades(query, now, watch);
    if (!loaded)
        return tl::unexpected(loaded.error());
    auto frame = std::make_shared<SealedFrame>(std::move(*loaded));
    m_entries.push_front({source, query, now, state, frame});
    std::uint64_t bytes = 0;
    for (const Entry &entry : m_entries)
        bytes += entry.frame->bytes;
    while (m_entries.size() > 1 && (m_entries.size() > maxEntries || bytes > maxBytes)) {
        bytes -= m_entries.back().frame->bytes;
        m_entries.pop_back();
    }
    return frame;
}

} // namespace assay
