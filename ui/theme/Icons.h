// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace assay {

/// The icon `resources/icons/NAME.svg`, drawn in `color` (and in `disabled` where its action is
/// off) at whatever size and pixel ratio is asked for.
[[nodiscard]] QIcon tintedIcon(const QString &name, const QColor &color, const QColor &disabled);

} // namespace assay
