// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/files/Proposal.h"

#include <string>

namespace assay::files {

/// Looks at the first 256 KiB of a CSV file and says how it might be read. Nothing of it is to be
/// used unseen. Errors where the file cannot be opened or holds no row at all.
[[nodiscard]] Result<Proposal> proposeCsv(const std::string &path);

/// The same where a person has said how the text is cut into cells.
[[nodiscard]] Result<Proposal> proposeCsvAs(const std::string &path, const CsvForm &form);

} // namespace assay::files
