// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/EngineLink.h"

#include "execution/ProcessBounds.h"

#include <algorithm>

namespace assay {
namespace {

/// A process that dies and one that is made take a processor each, which whoever waits for the answer
/// may need more.
constexpr std::chrono::milliseconds clearingDelay{1};
/// More at once wait their turn; each holds memory and a process.
constexpr std::size_t maxRunsAtOnce = 32;
/// All children share their engine's address layout and hash seed, so it does not live for ever.
constexpr int runsPerEngine = 2000;
/// After some engines in a row that died younger than this, the next is started only when something
/// is asked of it.
constexpr qint64 youngMilliseconds = 3000;
constexpr int maxYoungDeaths = 3;
/// Starting reads pandas from the disk, which may be slow.
constexpr int startsPerPatience = 3;

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
    , m_desk(m_options.cacheFolder, this)
    , m_spareBounds(boundsOf(Limits()))
{
    connect(&m_checker, &Checker::finished, this, &EngineLink::checkFinished);
    connect(&m_checker, &Checker::processWanted, this, &EngineLink::dispatch);
    connect(&m_desk, &LoadDesk::cacheFailed, this, &EngineLink::cacheFailed);
    m_silence.setParent(this); // so that it moves to the thread with this
    m_silence.setSingleShot(true);
    m_clearing.setParent(this);
    m_clearing.setSingleShot(true);
    m_clearing.setTimerType(Qt::PreciseTimer);
    connect(&m_clearing, &QTimer::timeout, this, &EngineLink::clearAway);
    connect(&m_silence, &QTimer::timeout, this, &EngineLink::engineSilent);
}

EngineLink::~EngineLink() = default;

void EngineLink::startEngine()
{
    m_engineAge.start();
    m_runsOfEngine = 0;
    m_renewalDue = false;
    m_hasEnginePrepared = false;
    m_greeting = QDeadlineTimer(startsPerPatience * m_options.patience);
    Result<std::unique_ptr<EngineProcess>> engine = EngineProcess::start(m_options, *this);
    if (engine)
        m_engine = std::move(*engine);
    EngineStatus status = m_status;
    status.state = engine ? EngineStatus::State::Starting : EngineStatus::State::Dead;
    status.problem = engine ? QString() : QString::fromStdString(engine.error().text);
    setStatus(status);
    if (!engine)
        refuseWaiting(m_status.problem);
    watchEngine();
}

void EngineLink::start(RequestId id, RunRequest request)
{
    m_spareBounds = boundsOf(request.limits);
    m_lastProfile = request.profile.toStdString();
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

void EngineLink::check(RequestId id, const QString &code, const QString &profile, CureScope cure)
{
    m_checker.check(id, code, profile, cure);
    dispatch();
}

void EngineLink::attack()
{
    m_attackWanted = true;
    dispatch();
}

void EngineLink::engineGreeted(const Hello &hello)
{
    if (m_status.state != EngineStatus::State::Starting)
        return;
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
    m_greeting = QDeadlineTimer(QDeadlineTimer::Forever);
    setStatus(status);
    if (m_status.state == EngineStatus::State::Dead)
        refuseWaiting(m_status.problem);
    else
        dispatch();
    watchEngine();
}

void EngineLink::dispatch()
{
    switch (m_status.state) {
    case EngineStatus::State::Dead:
        if (!m_waiting.empty() || m_checker.needsProcess() || m_attackWanted)
            startEngine();
        return;
    case EngineStatus::State::Starting:
        return;
    case EngineStatus::State::Refusing:
    case EngineStatus::State::Ready:
        break;
    }
    if (std::exchange(m_attackWanted, false)) {
        m_attack = QDeadlineTimer(m_options.patience);
        m_engine->request(AttackRequest{});
    }
    if (m_status.state == EngineStatus::State::Refusing) {
        refuseWaiting(m_status.problem);
    } else {
        serveWaiting();
        dropSurplus();
        prepareWanted();
    }
    watchEngine();
}

void EngineLink::serveWaiting()
{
    if (m_checker.needsProcess()) {
        if (std::unique_ptr<ProcessPeer> process = takeReady(checkerBounds))
            m_checker.giveProcess(std::move(process));
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
}

void EngineLink::prepareWanted()
{
    if (m_checker.needsProcess() && preparing(checkerBounds) == 0)
        prepare(checkerBounds);
    std::size_t considered = 0;
    for (const Waiting &waiting : m_waiting) {
        const PrepareRequest bounds = boundsOf(waiting.request.limits);
        if (++considered <= maxRunsAtOnce && preparing(bounds) < considered)
            prepare(bounds);
    }
    const bool hasSpare = std::ranges::any_of(m_ready, [this](const auto &process) {
        return sameBounds(process->bounds(), m_spareBounds);
    });
    if (!hasSpare && preparing(m_spareBounds) <= m_waiting.size())
        prepare(m_spareBounds);
}

std::size_t EngineLink::wanted(const PrepareRequest &bounds) const
{
    const auto waiting = std::ranges::count_if(m_waiting, [&](const Waiting &run) {
        return sameBounds(boundsOf(run.request.limits), bounds);
    });
    const bool isSpare = sameBounds(bounds, m_spareBounds);
    const bool isChecker = m_checker.needsProcess() && sameBounds(bounds, checkerBounds);
    return static_cast<std::size_t>(waiting) + (isSpare ? 1 : 0) + (isChecker ? 1 : 0);
}

void EngineLink::dropSurplus()
{
    std::vector<std::unique_ptr<ProcessPeer>> kept;
    for (std::unique_ptr<ProcessPeer> &process : m_ready) {
        const auto alike = std::ranges::count_if(kept, [&](const auto &other) {
            return sameBounds(other->bounds(), process->bounds());
        });
        if (static_cast<std::size_t>(alike) < wanted(process->bounds()))
            kept.push_back(std::move(process));
    }
    m_ready = std::move(kept);
}

void EngineLink::serve(Waiting waiting, std::unique_ptr<ProcessPeer> process)
{
    const RequestId id = waiting.id;
    auto run = std::make_unique<Run>(id, std::move(waiting.request), std::move(process), m_desk);
    Run *const started = run.get();
    connect(started, &Run::outputArrived, this,
            [this, id](OutputStream stream, const QString &text) {
                Q_EMIT outputArrived(id, stream, text);
            });
    connect(started, &Run::loadProgressed, this,
            [this, id](qint64 rows) { Q_EMIT loadProgressed(id, rows); });
    connect(started, &Run::finished, this,
            [this, started, id](const RunResult &result) { runEnded(started, id, result); });
    m_runs.emplace(id, std::move(run));
    ++m_runsOfEngine;
    Q_EMIT runStarted(id);
    started->start();
}

std::unique_ptr<ProcessPeer> EngineLink::takeReady(const PrepareRequest &bounds)
{
    // One that died waiting has done nobody harm; its end may not have been told yet.
    std::erase_if(m_ready, [](const auto &process) { return process->isDead(); });
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
    m_preparing[bounds.id] = {bounds, QDeadlineTimer(m_options.patience)};
    m_engine->request(bounds);
}

std::size_t EngineLink::preparing(const PrepareRequest &bounds) const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        m_preparing, [&](const auto &entry) { return sameBounds(entry.second.bounds, bounds); }));
}

void EngineLink::processPrepared(std::int64_t id, std::vector<UniqueFd> files)
{
    const auto asked = m_preparing.find(id);
    Result<ProcessFiles> taken = ProcessFiles::take(std::move(files));
    if (asked == m_preparing.end() || !taken)
        return; // not asked for, or useless; without its descriptors it sees an end and leaves
    m_hasEnginePrepared = true;
    m_ready.push_back(std::make_unique<ProcessPeer>(id, asked->second.bounds, std::move(*taken)));
    m_preparing.erase(asked);
    dispatch();
    announceProfile(id);
}

/// To a process that has nothing to do yet, so that it can prepare.
void EngineLink::announceProfile(std::int64_t process)
{
    const auto idle = std::ranges::find(m_ready, process, &ProcessPeer::id);
    if (idle != m_ready.end() && !m_lastProfile.empty())
        (void)(*idle)->send(Announcement{m_lastProfile}); // one that is dead will be noticed
}

void EngineLink::prepareFailed(const PrepareFailed &failed)
{
    if (m_preparing.erase(failed.id) == 0)
        return;
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
    m_ended.push_back(std::move(ended->second)); // we are inside its signal
    m_runs.erase(ended);
    if (!m_clearing.isActive())
        m_clearing.start(clearingDelay);
}

void EngineLink::clearAway()
{
    m_ended.clear();
    dispatch();
    if (m_renewalDue)
        renewEngine();
}

/// A new engine in place of one whose children have crashed or are many: they all share its address
/// layout. Only while nothing runs, and in the background.
void EngineLink::renewEngine()
{
    const bool isBusy = !m_runs.empty() || !m_waiting.empty() || !m_attack.isForever();
    if (!m_renewalDue || isBusy || m_status.state != EngineStatus::State::Ready)
        return;
    m_status.state = EngineStatus::State::Starting; // nothing is asked of the one that goes
    m_ready.clear();
    m_preparing.clear();
    m_engine.reset();
    m_checker.engineRenewed();
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
    if (m_attack.isForever())
        return; // nobody asked
    m_attack = QDeadlineTimer(QDeadlineTimer::Forever);
    watchEngine();
    AttackReport report{QString::fromStdString(done.problem), {}};
    for (const AttackText &attack : done.attacks)
        report.attacks.push_back({QString::fromStdString(attack.name),
                                  QString::fromStdString(attack.layer),
                                  attack.blocked,
                                  attack.tried,
                                  {}});
    Q_EMIT attacksFinished(report);
}

void EngineLink::engineDied(const QString &why)
{
    m_engine.release()->deleteLater(); // we are inside its slot
    m_ready.clear();
    m_preparing.clear();
    std::vector<Run *> runs;
    for (const auto &[id, run] : m_runs)
        runs.push_back(run.get());
    const bool wasReady = m_status.state == EngineStatus::State::Ready;
    // What waits can hope for the next engine only if this one has been of some use.
    const bool wasUseful = wasReady && m_hasEnginePrepared;
    m_youngDeaths = m_engineAge.elapsed() < youngMilliseconds ? m_youngDeaths + 1 : 0;
    EngineStatus status = m_status;
    // A greeting with a problem came before: that is the better reason.
    status.problem = m_status.state == EngineStatus::State::Dead ? m_status.problem : why;
    status.state = EngineStatus::State::Dead;
    setStatus(status);
    watchEngine();
    if (!wasUseful)
        refuseWaiting(status.problem);
    // Before anyone is told, so that what is asked in answer finds an engine that starts.
    if (wasReady && m_youngDeaths < maxYoungDeaths)
        startEngine();
    if (!m_attack.isForever()) {
        m_attack = QDeadlineTimer(QDeadlineTimer::Forever);
        Q_EMIT attacksFinished({why, {}});
    }
    for (Run *run : runs)
        run->engineDied(why);
    m_checker.engineDied(why);
    dispatch();
}

void EngineLink::watchEngine()
{
    QDeadlineTimer first = std::min(m_greeting, m_attack);
    if (!m_preparing.empty())
        first = std::min(first, m_preparing.begin()->second.deadline);
    if (!m_engine || first.isForever())
        m_silence.stop();
    else
        m_silence.start(std::chrono::milliseconds(first.remainingTime()));
}

void EngineLink::engineSilent()
{
    const bool owesProcess =
        !m_preparing.empty() && m_preparing.begin()->second.deadline <= m_attack;
    const QString what = !m_greeting.isForever() ? QStringLiteral("did not start")
                         : owesProcess           ? QStringLiteral("did not make a process")
                                                 : QStringLiteral("did not attack itself");
    // Asked for a second time it would be silent again, so nothing is to wait for the next one.
    m_hasEnginePrepared = false;
    m_engine->giveUp(QStringLiteral("The engine %1 in time and was ended for it.").arg(what));
}

void EngineLink::setStatus(EngineStatus status)
{
    m_status = std::move(status);
    Q_EMIT engineChanged(m_status);
}

} // namespace assay
