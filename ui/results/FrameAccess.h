// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace assay {

class FrameView;

/// A grid for those who hear it: a table whose value is the current cell, in words. Its cells are not
/// listed: there may be a hundred million.
class FrameAccess : public QAccessibleWidget
{
public:
    /// From then on every FrameView has one. May be called often.
    static void install();

    explicit FrameAccess(FrameView &view);

    QString text(QAccessible::Text which) const override;

private:
    FrameView &m_view;
};

} // namespace assay
