// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Progress.h"

#include "app/cli/Console.h"

using namespace Qt::StringLiterals;

namespace assay {

Progress::Progress(Console &console)
    : m_console(console)
{
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &Progress::show);
}

void Progress::setActivity(const QString &activity)
{
    if (activity == m_activity)
        return;
    m_activity = activity;
    m_elapsed.start();
    if (activity.isEmpty()) {
        m_timer.stop();
        m_console.clearStatus();
    } else {
        m_timer.start();
    }
}

void Progress::show()
{
    const qint64 seconds = m_elapsed.elapsed() / 1000;
    if (seconds >= 1)
        m_console.setStatus(u"%1… %2 s"_s.arg(m_activity).arg(seconds));
}

} // namespace assay
