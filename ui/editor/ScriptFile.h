// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QString>

namespace assay {

/// The text of a script file, which has to be UTF-8 (a byte order mark stays in the text).
[[nodiscard]] Result<QString> readScript(const QString &path);

/// Replaces a script file in one step: after a failure the old one is still whole.
[[nodiscard]] Result<void> writeScript(const QString &path, const QString &text);

} // namespace assay
