// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/Run.h"

#include "execution/RunEnding.h"
#include "execution/ScriptText.h"
#include "protocol/Wire.h"

#include <algorithm>
#include <csignal>
#include <limits>
#include <QDateTime>

namespace assay {
namespace {

/// A script that asks more often than this is not an analysis; each question costs the host time.
constexpr int maxLoads = 500;
constexpr std::chrono::milliseconds burialPatience{2000};
/// For a process that seems to be dead to be reported dead; then it is killed.
constexpr std::chrono::milliseconds deathPatience{300};
constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;
/// The system's clock is taken by the minute, so that runs within one share what they load.
constexpr std::int64_t clockGrain = 60'000 * nanosecondsPerMillisecond;

RunEnd endOf(ReportEnd end)
{
    switch (end) {
    case ReportEnd::Ok:
        return RunEnd::Ok;
    case ReportEnd::Refused:
        return RunEnd::Refused;
    case ReportEnd::Error:
        return RunEnd::Error;
    case ReportEnd::Memory:
        return RunEnd::Memory;
    }
    return RunEnd::Error;
}

RunValue valueOf(const RunReport &report)
{
    RunValue value;
    value.type = QString::fromStdString(report.type);
    value.text = QString::fromUtf8(report.text.data(), static_cast<qsizetype>(report.text.size()));
    value.textTruncated = report.textTruncated;
    value.isSet = report.isSet;
    if (report.kind == "value")
        value.kind = RunValue::Kind::Value;
    else if (report.kind == "frame")
        value.kind = RunValue::Kind::Frame;
    else if (report.kind == "array")
        value.kind = RunValue::Kind::Array;
    if (value.kind == RunValue::Kind::Value && wire::isSaneJson(report.json))
        value.json = QByteArray::fromStdString(report.json);
    return value;
}

} // namespace

Run::Run(RequestId id, RunRequest request, std::unique_ptr<ProcessPeer> process, LoadDesk &desk)
    : m_id(id)
    , m_request(std::move(request))
    , m_process(std::move(process))
    , m_desk(desk)
    , m_output(m_request.limits.outputBytes)
    , m_diagnostics(m_request.limits.outputBytes)
{
    m_deadline.setTimerType(Qt::PreciseTimer);
    m_deadline.setSingleShot(true);
    m_burial.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { end(RunEnd::Timeout, timeoutText(m_request.limits)); });
    connect(&m_burial, &QTimer::timeout, this, &Run::finish);
    connect(m_process.get(), &ProcessPeer::messageArrived, this, &Run::handle);
    connect(&desk, &LoadDesk::loaded, this, &Run::takeLoaded);
    connect(&desk, &LoadDesk::progressed, this, [this](quint64 load, qint64 rows) {
        if (m_load == load)
            Q_EMIT loadProgressed(rows);
    });
    connect(m_process.get(), &ProcessPeer::protocolBroken, this, [this](const QString &how) {
        end(RunEnd::Crashed,
            QStringLiteral("The script's process broke the protocol (%1) and was ended for it.")
                .arg(how));
    });
    connect(m_process.get(), &ProcessPeer::channelClosed, this, [this] {
        endUnexplained(QStringLiteral("The script's process closed its connection."));
    });
    connect(m_process.get(), &ProcessPeer::outputArrived, this,
            [this](bool isDiagnostics, std::span<const char> bytes) {
                const QString text = (isDiagnostics ? m_diagnostics : m_output).take(bytes);
                if (!text.isEmpty())
                    Q_EMIT outputArrived(
                        isDiagnostics ? OutputStream::Diagnostics : OutputStream::Output, text);
            });
}

void Run::start()
{
    m_now = clock();
    m_elapsed.start();
    m_deadline.start(std::clamp(m_request.limits.wall, std::chrono::milliseconds(0),
                                std::chrono::milliseconds(std::numeric_limits<int>::max())));
    m_process->listen();
    const RunJob job{scriptBytes(m_request.code), m_request.profile.toStdString(), m_now};
    if (const Result<void> sent = m_process->send(job); !sent)
        endUnexplained(QStringLiteral("The script could not be handed to its process: %1")
                           .arg(QString::fromStdString(sent.error().text)));
}

std::int64_t Run::clock() const
{
    if (m_request.now)
        return *m_request.now;
    if (const auto own = m_request.source ? m_request.source->ownClock() : std::nullopt)
        return *own;
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch() * nanosecondsPerMillisecond;
    return now - now % clockGrain;
}

void Run::stop()
{
    end(RunEnd::Cancelled, QStringLiteral("Stopped."));
}

void Run::handle(const FromRun &message)
{
    if (m_isEnding)
        return;
    if (const auto *load = std::get_if<LoadRequest>(&message))
        answerLoad(*load);
    else if (const auto *report = std::get_if<RunReport>(&message))
        handleReport(*report);
    else
        end(RunEnd::Crashed, QStringLiteral("The script's process broke the protocol (an answer "
                                            "nobody asked for) and was ended for it."));
}

void Run::answerLoad(const LoadRequest &request)
{
    if (m_load) {
        end(RunEnd::Crashed, QStringLiteral("The script's process broke the protocol (two questions "
                                            "at once) and was ended for it."));
        return;
    }
    m_load = 0; // none that the desk gives
    if (++m_loads > maxLoads)
        takeLoaded(0, {{"too many loads in one run (the limit is " + std::to_string(maxLoads) + ")", {}, 0, {}}, {}});
    else if (!m_request.source)
        takeLoaded(0, {{"there is no data source", {}, 0, {}}, {}});
    else
        m_load = m_desk.load(m_request.source, request, m_now, m_loadStop.get_token());
}

void Run::takeLoaded(quint64 load, const LoadAnswer &answer)
{
    if (m_load != load || m_isEnding)
        return;
    m_load.reset();
    Q_EMIT loadProgressed(0);
    if (!m_process->send(answer.reply, answer.frame ? answer.frame->fd.get() : -1))
        endUnexplained(QStringLiteral("The script's process asked for data and did not take "
                                      "it, and was ended for it."));
}

void Run::handleReport(const RunReport &report)
{
    m_isEnding = true;
    m_deadline.stop();
    m_result.end = endOf(report.end);
    m_result.error = QString::fromStdString(report.error);
    m_result.traceback = QString::fromStdString(report.traceback);
    if (report.line > 0)
        m_result.line = static_cast<int>(report.line);
    m_result.findings = report.findings;
    m_result.peakMemoryBytes = static_cast<std::uint64_t>(report.peakBytes);
    m_result.elapsed = std::chrono::microseconds(m_elapsed.nsecsElapsed() / 1000);
    m_result.value = valueOf(report);
    if (m_result.end == RunEnd::Memory)
        m_result.error =
            QStringLiteral("Execution exceeded memory limits (%1)").arg(m_result.error);
    m_process->drainOutput();
    m_frameBytes = report.frameBytes;
    if (m_frameBytes > 0)
        takeFrame();
    if (m_frameBytes == 0)
        finish();
}

/// Needs an area that the process has unmapped: it does so before it reports. One that lies about
/// that is killed, and the area is free when it is dead.
void Run::takeFrame()
{
    Result<UniqueFd> area = m_process->sealArea();
    if (!area && area.error().code == ErrorCode::Unavailable && !m_burial.isActive()) {
        m_process->kill();
        m_burial.start(burialPatience);
        return;
    }
    Result<std::shared_ptr<const Frame>> frame =
        area ? Frame::map(std::move(*area), 0, static_cast<std::uint64_t>(m_frameBytes))
             : tl::unexpected(area.error());
    m_frameBytes = 0;
    if (frame) {
        m_result.value.frame = std::move(*frame);
        return;
    }
    m_result.end = RunEnd::Crashed;
    m_result.value = {};
    m_result.error = QStringLiteral("The script's process sent a result that is not what it says "
                                    "(%1).")
                         .arg(QString::fromStdString(frame.error().text));
}

void Run::end(RunEnd how, const QString &error)
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_loadStop.request_stop();
    m_deadline.stop();
    m_result.end = how;
    m_result.error = error;
    m_result.elapsed = std::chrono::microseconds(m_elapsed.nsecsElapsed() / 1000);
    m_process->drainOutput();
    m_process->kill();
    m_burial.start(burialPatience);
}

/// Mostly it is dying already; how, the zygote will say. Killed now, its death would look like ours.
void Run::endUnexplained(const QString &error)
{
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_isUnexplained = true;
    m_deadline.stop();
    m_result.end = RunEnd::Crashed;
    m_result.error = error;
    m_result.elapsed = std::chrono::microseconds(m_elapsed.nsecsElapsed() / 1000);
    m_burial.start(deathPatience);
}

void Run::processEnded(const Ended &ended)
{
    if (!m_isEnding)
        m_process->drainChannel(); // its last message may still be on the way
    const bool hasReason = m_isEnding && !m_isUnexplained;
    m_diedOfSignal = ended.signal != 0 && ended.signal != SIGKILL;
    if (m_isFinished)
        return;
    m_process->drainOutput();
    m_result.peakMemoryBytes =
        std::max(m_result.peakMemoryBytes, static_cast<std::uint64_t>(ended.peakBytes));
    if (m_frameBytes > 0) {
        takeFrame();
    } else if (!hasReason) {
        const RunEnding ending = endingOf(ended, m_request.limits);
        if (!m_isEnding)
            m_result.elapsed = std::chrono::microseconds(m_elapsed.nsecsElapsed() / 1000);
        m_result.end = ending.end;
        m_result.error = ending.error;
    }
    m_isEnding = true;
    finish();
}

void Run::engineDied(const QString &why)
{
    if (m_isFinished)
        return;
    if (!m_isEnding || m_isUnexplained) {
        m_result.end = RunEnd::Crashed;
        m_result.error = why + QStringLiteral(" The script was lost with it; it can be run again.");
        m_result.elapsed = std::chrono::microseconds(m_elapsed.nsecsElapsed() / 1000);
        m_process->drainOutput();
    }
    m_isEnding = true;
    finish();
}

void Run::finish()
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_deadline.stop();
    m_burial.stop();
    m_process->stopListening();
    m_result.output = m_output.output();
    m_result.diagnostics = m_diagnostics.output();
    if (m_frameBytes > 0) {
        m_result.end = RunEnd::Crashed;
        m_result.value = {};
        m_result.error = QStringLiteral("The script's process did not let go of its result.");
    }
    Q_EMIT finished(m_result);
}

} // namespace assay
