// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"

#include <memory>
#include <QObject>
#include <QSocketNotifier>

namespace assay {

/// Turns SIGINT and SIGTERM into a signal of Qt's for as long as it lives. Both are blocked
/// meanwhile, so it has to be made before any thread is, and no handler ever runs. The second time
/// the user asks, the program ends at once.
class Interrupts : public QObject
{
    Q_OBJECT

public:
    Interrupts();

    /// Can be read as long as a signal waits to be told of.
    [[nodiscard]] int descriptor() const { return m_signals.get(); }

Q_SIGNALS:
    void interrupted();

private:
    void readSignal();

    UniqueFd m_signals;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_seen = false;
};

} // namespace assay
