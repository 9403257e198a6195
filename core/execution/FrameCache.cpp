// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/FrameCache.h"

#include "data/NearMatch.h"

#include <algorithm>
#include <unistd.h>

namespace assay {
namespace {

constexpr std::size_t maxEntries = 16;
constexpr std::uint64_t leastBound = 256ULL << 20;

std::uint64_t quarterOfMemory()
{
    const auto pages = static_cast<std::uint64_t>(std::max(sysconf(_SC_PHYS_PAGES), 0L));
    return std::max(leastBound, pages / 4 * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)));
}

} // namespace

FrameCache::FrameCache(std::unique_ptr<FrameStore> store)
    : FrameCache(std::move(store), quarterOfMemory())
{
}

FrameCache::FrameCache(std::unique_ptr<FrameStore> store, std::uint64_t maxBytes)
    : m_store(std::move(store))
    , m_maxBytes(maxBytes)
{
}

Result<std::shared_ptr<SealedFrame>> FrameCache::trades(const std::shared_ptr<DataSource> &source,
                                                        const TradesQuery &query, std::int64_t now,
                                                        const LoadWatch &watch)
{
    // Before the load: what changes during it makes another state the next time.
    const std::string state = source->state(now, watch);
    const std::string durable = m_store ? source->durableState() : std::string();
    const CacheKey key(source->name(), query, now);
    const auto known = std::ranges::find_if(m_entries, [&](const Entry &entry) {
        return entry.source == source && entry.state == state &&
               key.isAnsweredBy(entry.key, entry.frame->oldest);
    });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        return known->frame;
    }
    auto frame = m_store ? m_store->find(key, durable) : nullptr;
    if (!frame) {
        Result<SealedFrame> loaded = source->trades(query, now, watch);
        if (!loaded)
            return tl::unexpected(loaded.error());
        if (loaded->rows == 0 && loaded->warnings.empty())
            if (auto reason = nothingInTime(*source, query, now, watch))
                loaded->warnings.push_back(std::move(*reason));
        frame = std::make_shared<SealedFrame>(std::move(*loaded));
        if (m_store)
            m_store->keep(key, durable, frame);
    }
    add({source, key, state, frame});
    return frame;
}

void FrameCache::add(Entry entry)
{
    // What is kept of the same question in another state is of no more use.
    std::erase_if(m_entries, [&](const Entry &other) {
        return other.source == entry.source && other.key.text == entry.key.text &&
               other.key.first <= entry.key.first;
    });
    m_entries.push_front(std::move(entry));
    std::uint64_t bytes = 0;
    for (const Entry &kept : m_entries)
        bytes += kept.frame->bytes;
    while (m_entries.size() > 1 && (m_entries.size() > maxEntries || bytes > m_maxBytes)) {
        bytes -= m_entries.back().frame->bytes;
        m_entries.pop_back();
    }
}

} // namespace assay
