// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

namespace assay {

/// The project's one JSON value; objects keep the order of their keys, as Python's dict does.
using Json = nlohmann::ordered_json;

} // namespace assay
