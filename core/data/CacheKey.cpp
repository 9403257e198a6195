// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/CacheKey.h"

#include "base/Json.h"
#include "data/TradeQuestion.h"

#include <limits>

namespace assay {
namespace {

Json orNull(const auto &value)
{
    return value ? Json(*value) : Json();
}

} // namespace

CacheKey::CacheKey(const std::string &source, const TradesQuery &query, std::int64_t now)
    : text(Json{source, orNull(query.exchange), orNull(query.asset), orNull(query.account),
                orNull(query.side), orNull(query.until), orNull(query.limit), query.columns}
               .dump(-1, ' ', false, Json::error_handler_t::replace))
    , first(TimeSpan(query, now).first)
{
}

bool CacheKey::isAnsweredBy(const CacheKey &known, std::int64_t oldest) const
{
    // With a limit as well: the newest of the longer time are those of the shorter.
    return text == known.text && (first == known.first || (known.first < first && first <= oldest));
}

} // namespace assay
