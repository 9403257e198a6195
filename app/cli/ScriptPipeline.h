// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ScriptFeed.h"
#include "execution/Executor.h"

#include <functional>
#include <map>
#include <memory>
#include <QObject>

namespace assay {

/// Takes scripts from a feed, keeps some of them going at once, and has every one of them reported
/// exactly once and in the feed's order.
class ScriptPipeline : public QObject
{
    Q_OBJECT

public:
    ScriptPipeline(std::unique_ptr<ScriptFeed> feed, int atOnce);

    /// Starts the work; finished() comes once all of it is done.
    void begin();
    /// Ends what is going and takes nothing more from the feed.
    void stop();

Q_SIGNALS:
    /// A script is being worked on from now on.
    void started(const QString &name);
    /// Something was written, a report or what a script printed.
    void reported();
    void finished();

protected:
    using Report = std::function<void(const Script &)>;

    [[nodiscard]] virtual RequestId launch(const Script &script) = 0;
    /// Ends a request early; complete() follows, now or later.
    virtual void halt(RequestId request) = 0;
    /// For a script without code.
    virtual void reportUnusable(const Script &script) = 0;
    /// For a script that stop() left without a start.
    virtual void reportStopped(const Script &script) = 0;

    /// A request has its answer; `report` is called when it is this script's turn. Unknown requests
    /// are ignored.
    void complete(RequestId request, Report report);

private:
    struct Job
    {
        quint64 place = 0;
        Script script;
    };
    struct Done
    {
        Script script;
        Report report;
    };

    void pump();
    void take(Script script);
    void reportInOrder();

    std::unique_ptr<ScriptFeed> m_feed;
    std::size_t m_atOnce;
    quint64 m_taken = 0;
    quint64 m_reported = 0;
    std::map<RequestId, Job> m_running;
    std::map<quint64, Done> m_done; ///< by place, waiting for those before them
    bool m_stopped = false;
    bool m_finished = false;
};

} // namespace assay
