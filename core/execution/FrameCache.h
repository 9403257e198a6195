// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/CacheKey.h"
#include "data/FrameStore.h"

#include <list>
#include <memory>

namespace assay {

/// The trades that recent runs loaded, kept sealed: the same question to the same source, in the
/// same state, is answered with the same memory. Every run maps it copy-on-write, so none can change
/// what another sees. Bounded to a quarter of the machine's memory; the oldest goes first.
/// Thread: any one at a time.
class FrameCache
{
public:
    /// Without a `store` nothing outlives this.
    explicit FrameCache(std::unique_ptr<FrameStore> store = {});
    FrameCache(std::unique_ptr<FrameStore> store, std::uint64_t maxBytes);

    [[nodiscard]] Result<std::shared_ptr<SealedFrame>>
    trades(const std::shared_ptr<DataSource> &source, const TradesQuery &query, std::int64_t now,
           const LoadWatch &watch = {});

    /// Forgets what is in memory.
    void clear() { m_entries.clear(); }

private:
    struct Entry
    {
        std::shared_ptr<DataSource> source;
        CacheKey key;
        std::string state; ///< the source's, when it was loaded
        std::shared_ptr<SealedFrame> frame;
    };

    void add(Entry entry);

    std::unique_ptr<FrameStore> m_store;
    std::uint64_t m_maxBytes;
    std::list<Entry> m_entries; ///< newest first
};

} // namespace assay
