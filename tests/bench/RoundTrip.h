// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <chrono>
#include <QEventLoop>
#include <QString>
#include <vector>

namespace assay {

/// Runs scripts through an Executor as the window does, and times them from request to answer on
/// the caller's thread.
class RoundTrip
{
public:
    using Seconds = std::chrono::duration<double>;

    RoundTrip();

    /// Waits until a result is possible and a spare process is ready.
    void warmUp();
    /// One script, from start() to runFinished(); aborts the benchmark program if it fails.
    [[nodiscard]] Seconds run(const QString &code);
    /// That many at once, until the last has answered.
    [[nodiscard]] Seconds runAtOnce(const QString &code, int count);
    /// From stop() of a script that has run for a moment until its end.
    [[nodiscard]] Seconds stop(const QString &code);

private:
    [[nodiscard]] RunRequest request(const QString &code) const;

    Executor m_executor;
    QString m_profile;
    std::shared_ptr<DataSource> m_source;
};

} // namespace assay
