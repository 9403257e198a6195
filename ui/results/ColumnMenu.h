// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace assay {

class FrameView;

/// Fills a menu with what can be done with a column of a grid, and with what is selected.
void fillColumnMenu(QMenu &menu, FrameView &view, int column);
/// What is selected, in one of several forms.
void fillCopyMenu(QMenu &menu, FrameView &view);

} // namespace assay
