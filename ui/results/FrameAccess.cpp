// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameAccess.h"

#include "ui/results/FrameView.h"

namespace assay {
namespace {

QAccessibleInterface *accessOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<FrameView *>(object);
    return view ? new FrameAccess(*view) : nullptr;
}

} // namespace

void FrameAccess::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(accessOf);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

FrameAccess::FrameAccess(FrameView &view)
    : QAccessibleWidget(&view, QAccessible::Table)
    , m_view(view)
{
}

QString FrameAccess::text(QAccessible::Text which) const
{
    return which == QAccessible::Value ? m_view.currentWords() : QAccessibleWidget::text(which);
}

} // namespace assay
