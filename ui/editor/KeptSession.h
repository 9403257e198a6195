// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace assay {

/// One script as it is kept between two starts.
struct KeptBuffer
{
    QString path; ///< empty: never saved
    QString name; ///< what to call it without a path; may be empty
    QString text; ///< only where it is not what the file holds
    bool isModified = false;
    int line = 1; ///< of the cursor
    int column = 1;

    bool operator==(const KeptBuffer &) const = default;
};

/// All that the editor has open, and what was closed unsaved and may be wanted back. A plain value.
struct KeptSession
{
    std::vector<KeptBuffer> open;
    int current = 0;
    std::vector<KeptBuffer> closed; ///< oldest first

    [[nodiscard]] QByteArray toJson() const;
    /// Refuses what is no session, or one that a newer Assay wrote.
    [[nodiscard]] static Result<KeptSession> fromJson(const QByteArray &json);

    bool operator==(const KeptSession &) const = default;
};

} // namespace assay
