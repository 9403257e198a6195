// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeColumns.h"
#include "data/files/BadRow.h"

#include <string>
#include <vector>

namespace assay::files {

/// A file read through its mapping.
struct LoadedFile
{
    TradeColumns trades; ///< newest first
    BadRows badRows;
    std::vector<std::string> warnings; ///< a sentence each
};

} // namespace assay::files
