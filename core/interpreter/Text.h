// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"

#include <string>
#include <string_view>

namespace assay {

/// A Python str as valid UTF-8; lone surrogates become backslash escapes. Empty for anything else.
[[nodiscard]] std::string utf8(PyObject *text);
/// The same, cut after `limit` code points.
[[nodiscard]] std::string utf8(PyObject *text, Py_ssize_t limit);
/// str(object) in UTF-8; a note in angle brackets where the object's own str() fails.
[[nodiscard]] std::string shownText(PyObject *object);

} // namespace assay
