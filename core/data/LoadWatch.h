// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

namespace assay {

/// How a load is followed, and ended before its time.
struct LoadWatch
{
    LoadWatch() = default;
    LoadWatch(std::stop_token token) : stop(std::move(token)) {} // NOLINT: one is as good as the other

    /// A load says how far it is, and looks whether it is still wanted, after so many rows.
    static constexpr std::int64_t rowsBetween = 1 << 16;

    void tell(std::int64_t rows) const
    {
        if (progress)
            progress(rows);
    }

    /// Once it is requested, a load gives up, with ErrorCode::Cancelled.
    std::stop_token stop = {};
    /// Told the rows read so far, on the thread that loads.
    std::function<void(std::int64_t rows)> progress = {};
};

} // namespace assay
