// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "interpreter/PyRef.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace assay {

/// Writes the columns of a frame (what bootstrap.py's columns_of() gives) into `area`, in the
/// layout of protocol/FrameLayout.h, and returns its size in bytes. A frame that does not fit is an
/// ErrorCode::InvalidInput with a text for the analyst; a Python error is left pending and comes
/// back as ErrorCode::System.
[[nodiscard]] Result<std::uint64_t> exportFrame(PyObject *columns, std::span<std::byte> area);

} // namespace assay
