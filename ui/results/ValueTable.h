// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "frames/Frame.h"

#include <memory>

namespace assay {

/// A nested value as a table, where it has the shape of one: a list of dicts (a row each), a dict of
/// dicts (a row each, its key first), a dict of lists that are equally long (a column each), a dict or
/// a list of plain values. Null where it has none of these, or is empty. A column of numbers is one
/// of numbers; other values are shown as Python writes them.
[[nodiscard]] std::shared_ptr<const Frame> tableOf(const Json &value);

} // namespace assay
