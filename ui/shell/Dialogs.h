// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/EngineStatus.h"

#include <vector>

class QAction;
class QWidget;

namespace assay {

class Appearance;

/// The window's small dialogs. Each opens without blocking and deletes itself when closed.
void openAbout(const Appearance &appearance, QWidget *parent);
void openShortcuts(const std::vector<QAction *> &actions, QWidget *parent);
void openSandboxStatus(const Appearance &appearance, const EngineStatus &status, QWidget *parent);

} // namespace assay
