// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

namespace assay {

/// A script as the engine takes it: UTF-8 in which a lone surrogate stands as three bytes. Qt's own
/// conversion would replace it, and Python, as the bot has it, is to see it.
[[nodiscard]] std::string scriptBytes(const QString &code);

} // namespace assay
