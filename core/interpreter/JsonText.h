// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"

#include <optional>
#include <string>

namespace assay {

/// Writes a Python value as JSON text. Containers are read by the C API alone, so a subclass of the
/// script's own that lies about its items or its length is read as what it is. NaN and infinities
/// become null, integers beyond 64 bits and everything JSON has no word for become their text.
/// None where the value nests deeper than 40 levels or needs more than `maxBytes`.
[[nodiscard]] std::optional<std::string> jsonText(PyObject *value, PyObject *plainScalar,
                                                  std::size_t maxBytes);

/// A text as a JSON string, quotes included.
[[nodiscard]] std::string jsonString(const std::string &utf8);

} // namespace assay
