// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/EngineLink.h"

#include <algorithm>

namespace assay {
namespace {

/// More at once wait their turn; each holds memory and a process.
constexpr std::size_t maxRunsAtOnce = 32;
/// All children share their engine's address layout and hash seed, so it does not live for ever.
constexpr int runsPerEngine = 2000;
/// An engine that dies younger than this is not started again until something is asked of it.
constexpr qint64 youngMilliseconds = 3000;
constexpr std::int64_t cpuGraceSeconds = 5;

/// What the checker may use; it lives long, so its processor time is not counted.
constexpr PrepareRequest checkerBounds{0, 1LL << 30, 64LL << 20, 1LL << 30};

PrepareRequest boundsOf(const Limits &limits)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.wall).count();
    return {0, static_cast<std::int64_t>(limits.memoryBytes),
            static_cast<std::int64_t>(limits.resultBytes), seconds + cpuGraceSeconds};
}

bool sameBounds(const PrepareRequest &a, const PrepareRequest &b)
{
    return a.memoryBytes == b.memoryBytes && a.resultBytes == b.resultBytes &&
           a.cpuSeconds == b.cpuSeconds;
}

LayerStatus layerStatus(const LayerText &layer)
{
    LayerStatus status{QString::fromStdString(layer.name), LayerStatus::State::Failed,
                       QString::fromStdString(layer.detail)};
    if (layer.state == "active")
        status.state = LayerStatus::State::Active;
    else if (layer.state == "unavailable")
        status.state = LayerStatus::State::Unavailable;
    return status;
}

} // namespace

EngineLink::EngineLink(EngineOptions options)
    : m_options(std::move(options))
    , m_checker(this)
    , m_spareBounds(boundsOf(Limits()))
{
    connect(&m_checker, &Checker::finished, this, &EngineLink::checkFinished);
    connect(&m_checker, &Checker::processWanted, this, &EngineLink::dispatch);
}

EngineLink::~EngineLink() = default;

void EngineLink::startEngine()
{
    m_engineAge.start();
    m_runsOfEngine = 0;
    m_renewalDue = false;
    Result<std::unique_ptr<EngineProcess>> engine = EngineProcess::start(m_options, *this);
    if (engine)
        m_engine = std::move(*engine);
    EngineStatus status = m_status;
    status.state = engine ? EngineStatus::State::Starting : EngineStatus::State::Dead;
    status.problem = engine ? QString() : QString::fromStdString(engine.error().text);
    setStatus(status);
    if (!engine)
        refuseWaiting(m_status.problem);
}

void EngineLink::start(RequestId id, RunRequest request)
{
    m_spareBounds = boundsOf(request.limits);
    m_waiting.push_back({id, std::move(request)});
    dispatch();
}

void EngineLink::stop(RequestId id)
{
    if (const auto run = m_runs.find(id); run != m_runs.end())
        return run->second->stop();
    const auto waiting = std::ranges::find(m_waiting, id, &Waiting::id);
    if (waiting == m_waiting.end())
        return;
    m_waiting.erase(waiting);
    RunResult result;
    result.end = RunEnd::Cancelled;
    result.error = QStringLiteral("Stopped before it started.");
    Q_EMIT runFinished(id, result);
}

void EngineLink::check(RequestId id, const QString &code, const QString &profile)
{
    m_checker.check(id, code, profile);
    dispatch();
}

void EngineLink::attack()
{
    m_attackWanted = true;
    dispatch();
}

void EngineLink::engineGreeted(const Hello &hello)
{
    EngineStatus status;
    status.state = hello.problem.empty()  ? EngineStatus::State::Ready
                   : hello.python.empty() ? EngineStatus::State::Dead
                                          : EngineStatus::State::Refusing;
    status.problem = QString::fromStdString(hello.problem);
    status.python = QString::fromStdString(hello.python);
    status.pandas = QString::fromStdString(hello.pandas);
    status.numpy = QString::fromStdString(hello.numpy);
    for (const LayerText &layer : hello.layers)
        status.layers.push_back(layerStatus(layer));
    setStatus(status);
    dispatch();
}

void EngineLink::dispatch()
{
    if (m_status.state == EngineStatus::State::Dead &&
        (!m_waiting.empty() || m_checker.needsProcess() || m_attackWanted)) {
        if (m_engineAge.isValid() && m_engineAge.elapsed() < youngMilliseconds)
            return refuseWaiting(m_status.problem);
        return startEngine();
    }
    if (m_status.state == EngineStatus::State::Starting)
        return;
    if (std::exchange(m_attackWanted, false))
        m_engine->request(AttackRequest{});
    if (m_status.state == EngineStatus::State::Refusing)
        return refuseWaiting(m_status.problem);
    if (m_checker.needsProcess()) {
        if (std::unique_ptr<ProcessPeer> process = takeReady(checkerBounds))
            m_checker.giveProcess(std::move(process));
        else if (preparing(checkerBounds) == 0)
            prepare(checkerBounds);
    }
    while (!m_waiting.empty() && m_runs.size() < maxRunsAtOnce) {
        std::unique_ptr<ProcessPeer> process =
            takeReady(boundsOf(m_waiting.front().request.limits));
        if (!process)
            break;
        Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        serve(std::move(waiting), std::move(process));
    }
    std::size_t wanted = 0;
    for (const Waiting &waiting : m_waiting)
        if (++wanted <= maxRunsAtOnce && preparing(boundsOf(waiting.request.limits)) < wanted)
            prepare(boundsOf(waiting.request.limits));
    const bool hasSpare = std::ranges::any_of(m_ready, [this](const auto &process) {
        return sameBounds(process->bounds(), m_spareBounds);
    });
    if (!hasSpare && preparing(m_spareBounds) <= m_waiting.size())
        prepare(m_spareBounds);
}

void EngineLink::serve(Waiting waiting, std::unique_ptr<ProcessPeer> process)
{
    const RequestId id = waiting.id;
    auto run = std::make_unique<Run>(id, std::move(waiting.request), std::move(process), m_cache);
    Run *const started = run.get();
    connect(started, &Run::outputArrived, this,
            [this, id](OutputStream stream, const QString &text) {
                Q_EMIT outputArrived(id, stream, text);
            });
    connect(started, &Run::finished, this,
            [this, started, id](const RunResult &result) { runEnded(started, id, result); });
    m_runs.emplace(id, std::move(run));
    ++m_runsOfEngine;
    Q_EMIT runStarted(id);
    started->start();
}

std::unique_ptr<ProcessPeer> EngineLink::takeReady(const PrepareRequest &bounds)
{
    const auto found = std::ranges::find_if(
        m_ready, [&](const auto &process) { return sameBounds(process->bounds(), bounds); });
    if (found == m_ready.end())
        return nullptr;
    std::unique_ptr<ProcessPeer> process = std::move(*found);
    m_ready.erase(found);
    return process;
}

void EngineLink::prepare(PrepareRequest bounds)
{
    bounds.id = ++m_lastProcess;
    m_preparing[bounds.id] = bounds;
    m_engine->request(bounds);
}

std::size_t EngineLink::preparing(const PrepareRequest &bounds) const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        m_preparing, [&](const auto &entry) { return sameBounds(entry.second, bounds); }));
}

void EngineLink::processPrepared(std::int64_t id, std::vector<UniqueFd> files)
{
    const auto bounds = m_preparing.find(id);
    Result<ProcessFiles> taken = ProcessFiles::take(std::move(files));
    if (bounds == m_preparing.end() || !taken)
        return; // not asked for, or useless; without its descriptors it sees an end and leaves
    m_ready.push_back(std::make_unique<ProcessPeer>(id, bounds->second, std::move(*taken)));
    m_preparing.erase(bounds);
    dispatch();
}

void EngineLink::prepareFailed(const PrepareFailed &failed)
{
    m_preparing.erase(failed.id);
    refuseWaiting(QStringLiteral("No process could be made for the script: %1")
                      .arg(QString::fromStdString(failed.text)));
}

void EngineLink::processEnded(const Ended &ended)
{
    if (m_checker.processEnded(ended))
        return;
    std::erase_if(m_ready, [&](const auto &process) { return process->id() == ended.id; });
    for (const auto &[id, run] : m_runs)
        if (run->processId() == ended.id)
            return run->processEnded(ended); // may remove it from m_runs
}

void EngineLink::runEnded(Run *run, RequestId id, const RunResult &result)
{
    m_renewalDue = m_renewalDue || run->diedOfSignal() || m_runsOfEngine >= runsPerEngine;
    Q_EMIT runFinished(id, result);
    const auto ended = m_runs.find(id);
    ended->second.release()->deleteLater(); // we are inside its signal
    m_runs.erase(ended);
    if (m_renewalDue && m_runs.empty() && m_waiting.empty())
        renewEngine();
    else
        dispatch();
}

/// A new engine in place of one whose children have crashed or are many: they all share its address
/// layout. Only while nothing runs, and in the background.
void EngineLink::renewEngine()
{
    m_checker.engineDied();
    m_ready.clear();
    m_preparing.clear();
    m_engine.reset();
    startEngine();
}

void EngineLink::refuseWaiting(const QString &problem)
{
    m_checker.refuseAll(problem);
    if (std::exchange(m_attackWanted, false))
        Q_EMIT attacksFinished({problem, {}});
    for (std::deque<Waiting> refused = std::exchange(m_waiting, {});
         const Waiting &waiting : refused) {
        RunResult result;
        result.end = RunEnd::Unavailable;
        result.error = problem;
        Q_EMIT runFinished(waiting.id, result);
    }
}

void EngineLink::attacksDone(const AttacksDone &done)
{
    AttackReport report{QString::fromStdString(done.problem), {}};
    for (const AttackText &attack : done.attacks)
        report.attacks.push_back({QString::fromStdString(attack.name),
                                  QString::fromStdString(attack.layer),
                                  attack.blocked,
                                  {}});
    Q_EMIT attacksFinished(report);
}

void EngineLink::engineDied(const QString &why)
{
    m_engine.release()->deleteLater(); // we are inside its slot
    m_ready.clear();
    m_preparing.clear();
    m_checker.engineDied();
    std::vector<Run *> runs;
    for (const auto &[id, run] : m_runs)
        runs.push_back(run.get());
    const bool wasReady = m_status.state == EngineStatus::State::Ready;
    EngineStatus status = m_status;
    // A greeting with a problem came before: that is the better reason.
    status.problem = m_status.state == EngineStatus::State::Dead ? m_status.problem : why;
    status.state = EngineStatus::State::Dead;
    setStatus(status);
    for (Run *run : runs)
        run->engineDied(why);
    if (wasReady && m_engineAge.elapsed() >= youngMilliseconds)
        startEngine();
    else if (wasReady || !m_waiting.empty())
        dispatch();
}

void EngineLink::setStatus(EngineStatus status)
{
    m_status = std::move(status);
    Q_EMIT engineChanged(m_status);
}

} // namespace assay
