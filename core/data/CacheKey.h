// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <cstdint>
#include <string>

namespace assay {

/// What trades were asked for, apart from where their time begins: so that the same question, asked
/// again some minutes later, is known as the same while no trade has fallen out of its days.
struct CacheKey
{
    /// `now`: what the query's days count back from.
    CacheKey(const std::string &source, const TradesQuery &query, std::int64_t now);

    /// True where what was loaded from `known` on, the oldest of it of the time `oldest`, answers
    /// this as well.
    [[nodiscard]] bool isAnsweredBy(const CacheKey &known, std::int64_t oldest) const;

    std::string text;  ///< of all but the beginning
    std::int64_t first; ///< the earliest time wanted, ns since 1970
};

} // namespace assay
