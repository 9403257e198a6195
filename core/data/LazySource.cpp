// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/LazySource.h"

namespace assay {

LazySource::LazySource(std::string name)
    : m_name(std::move(name))
{
    if (m_name.starts_with("fixture:") && open())
        m_clock = m_source->ownClock();
}

Result<void> LazySource::open()
{
    if (m_source)
        return {};
    auto opened = openSource(m_name);
    if (!opened)
        return tl::unexpected(opened.error());
    m_source = std::move(*opened);
    return {};
}

std::string LazySource::state(std::int64_t now, const LoadWatch &watch)
{
    return open() ? m_source->state(now, watch) : std::string();
}

std::string LazySource::durableState()
{
    return open() ? m_source->durableState() : std::string();
}

Result<SealedFrame> LazySource::trades(const TradesQuery &query, std::int64_t now,
                                       const LoadWatch &watch)
{
    const Result<void> opened = open();
    return opened ? m_source->trades(query, now, watch) : tl::unexpected(opened.error());
}

Result<Json> LazySource::balances(std::int64_t now)
{
    const Result<void> opened = open();
    return opened ? m_source->balances(now) : tl::unexpected(opened.error());
}

Result<Json> LazySource::snapshots(std::optional<int> days, std::int64_t now)
{
    const Result<void> opened = open();
    return opened ? m_source->snapshots(days, now) : tl::unexpected(opened.error());
}

Result<SourceInfo> LazySource::describe(std::int64_t now, const LoadWatch &watch)
{
    const Result<void> opened = open();
    return opened ? m_source->describe(now, watch) : tl::unexpected(opened.error());
}

} // namespace assay
