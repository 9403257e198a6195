// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QString>

namespace assay {

/// A run's bad end in words for a person.
struct ErrorWords
{
    QString title;  ///< what happened, in one sentence
    QString advice; ///< what to do, in one or two; may be empty

    bool operator==(const ErrorWords &) const = default;
};

/// Words for any end but `ok` (which has none). Python's own message is not repeated: it is shown
/// as it is beside them.
[[nodiscard]] ErrorWords errorWords(const RunResult &result);

} // namespace assay
