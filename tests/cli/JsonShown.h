// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

#include <string>

namespace assay {

/// A JSON value as QCOMPARE can show it: for Qt's own templates it is a container of itself.
inline std::string shown(const Json &value)
{
    return value.dump();
}

} // namespace assay
