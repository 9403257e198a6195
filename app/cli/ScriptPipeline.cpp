// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ScriptPipeline.h"

#include <vector>

namespace assay {

namespace {

/// Answers that wait for a slow one before them hold memory, so there is an end to that.
constexpr std::size_t maxWaiting = 16;

} // namespace

ScriptPipeline::ScriptPipeline(std::unique_ptr<ScriptFeed> feed, int atOnce)
    : m_feed(std::move(feed))
    , m_atOnce(std::size_t(atOnce))
{
}

void ScriptPipeline::begin()
{
    connect(m_feed.get(), &ScriptFeed::changed, this, &ScriptPipeline::pump);
    QMetaObject::invokeMethod(this, &ScriptPipeline::pump, Qt::QueuedConnection);
}

void ScriptPipeline::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_feed->close();
    while (auto script = m_feed->next()) {
        const auto report = [this](const Script &left) { reportStopped(left); };
        m_done.emplace(m_taken++, Done{std::move(*script), report});
    }
    std::vector<RequestId> running;
    for (const auto &[request, job] : m_running)
        running.push_back(request);
    for (const RequestId request : running)
        halt(request);
    QMetaObject::invokeMethod(this, &ScriptPipeline::pump, Qt::QueuedConnection);
}

void ScriptPipeline::complete(RequestId request, Report report)
{
    const auto found = m_running.find(request);
    if (found == m_running.end())
        return;
    Job job = std::move(found->second);
    m_running.erase(found);
    m_done.emplace(job.place, Done{std::move(job.script), std::move(report)});
    pump();
}

void ScriptPipeline::pump()
{
    reportInOrder();
    while (!m_stopped && m_running.size() < m_atOnce && m_done.size() < maxWaiting) {
        auto script = m_feed->next();
        if (!script)
            break;
        take(std::move(*script));
        reportInOrder();
    }
    const bool isIdle = m_running.empty() && m_done.empty();
    if (isIdle && m_feed->isAtEnd() && !std::exchange(m_finished, true))
        Q_EMIT finished();
}

void ScriptPipeline::take(Script script)
{
    const quint64 place = m_taken++;
    if (!script.problem.isEmpty()) {
        const auto report = [this](const Script &unusable) { reportUnusable(unusable); };
        m_done.emplace(place, Done{std::move(script), report});
        return;
    }
    Q_EMIT started(script.name);
    const RequestId request = launch(script);
    m_running.emplace(request, Job{place, std::move(script)});
}

void ScriptPipeline::reportInOrder()
{
    while (!m_done.empty() && m_done.begin()->first == m_reported) {
        const Done done = std::move(m_done.begin()->second);
        m_done.erase(m_done.begin());
        ++m_reported;
        done.report(done.script);
        Q_EMIT reported();
    }
}

} // namespace assay
