// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/RunResult.h"

namespace assay {

QString runEndName(RunEnd end)
{
    switch (end) {
    case RunEnd::Ok:
        return QStringLiteral("ok");
    case RunEnd::Refused:
        return QStringLiteral("refused");
    case RunEnd::Error:
        return QStringLiteral("error");
    case RunEnd::Timeout:
        return QStringLiteral("timeout");
    case RunEnd::Memory:
        return QStringLiteral("memory");
    case RunEnd::Crashed:
        return QStringLiteral("crashed");
    case RunEnd::Cancelled:
        return QStringLiteral("cancelled");
    case RunEnd::Unavailable:
        return QStringLiteral("unavailable");
    }
    return {};
}

} // namespace assay
