// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "frames/Frame.h"

#include <memory>
#include <string>
#include <vector>

namespace assay::test {

/// The trades a source gives, mapped; ends the test program where it gives none.
[[nodiscard]] std::shared_ptr<const Frame> tradesOf(DataSource &source, const TradesQuery &query,
                                                    std::int64_t now);

/// Place of the column with that name; ends the test program where there is none.
[[nodiscard]] std::size_t columnOf(const Frame &frame, std::string_view name);
[[nodiscard]] std::vector<std::string> columnNames(const Frame &frame);

/// FNV-1a, 64 bits.
[[nodiscard]] std::uint64_t hashOf(std::string_view bytes);

} // namespace assay::test
