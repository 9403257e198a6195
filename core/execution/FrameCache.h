// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <list>
#include <memory>

namespace assay {

/// The trades that recent runs loaded, kept sealed: the same question to the same source at the
/// same clock, in the same state, is answered with the same memory. Every run maps it copy-on-write, so none can change
/// what another sees. Bounded; the oldest goes first.
class FrameCache
{
public:
    [[nodiscard]] Result<std::shared_ptr<SealedFrame>>
    trades(const std::shared_ptr<DataSource> &source, const TradesQuery &query, std::int64_t now,
           const LoadWatch &watch = {});

    void clear() { m_entries.clear(); }

private:
    struct Entry
    {
        std::shared_ptr<DataSource> source;
        TradesQuery query;
        std::int64_t now = 0;
        std::string state; ///< the source's, when it was loaded
        std::shared_ptr<SealedFrame> frame;
    };

    std::list<Entry> m_entries; ///< newest first
};

} // namespace assay
