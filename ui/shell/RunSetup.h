// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "execution/Limits.h"

#include <memory>
#include <QString>

namespace assay {

/// What the window's runs are held to and fed with; chosen when the program starts.
struct RunSetup
{
    QString profileName;
    QString profile; ///< JSON text
    std::shared_ptr<DataSource> source;
    Limits limits;
};

} // namespace assay
