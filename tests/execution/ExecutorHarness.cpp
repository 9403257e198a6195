// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/execution/ExecutorHarness.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <unistd.h>

namespace assay::test {
namespace {

constexpr int patience = 60'000; // against a hang; nothing is measured with it

/// The fields of /proc/N/stat after the name: state, parent, …
QList<QByteArray> statOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

} // namespace

ExecutorHarness::ExecutorHarness(EngineOptions options)
{
    QFile open(QStringLiteral(ASSAY_TEST_DATA "/profiles/open.json"));
    if (!open.open(QIODevice::ReadOnly))
        qFatal("there is no open profile");
    profile = QString::fromUtf8(open.readAll());
    m_executor = std::make_unique<Executor>(std::move(options));
    connect(m_executor.get(), &Executor::runFinished, this,
            [this](RequestId id, const RunResult &result) { results[id].push_back(result); });
    connect(m_executor.get(), &Executor::runStarted, this, [this](RequestId id) { ++starts[id]; });
    connect(m_executor.get(), &Executor::outputArrived, this,
            [this](RequestId id, OutputStream, const QString &text) {
                if (!results[id].empty())
                    qFatal("output came after the end");
                output[id] += text;
            });
    connect(m_executor.get(), &Executor::checkFinished, this,
            [this](RequestId id, const std::optional<Verdict> &verdict, const QString &problem) {
                verdicts[id].push_back(verdict);
                problems[id].push_back(problem);
            });
    connect(m_executor.get(), &Executor::attacksFinished, this,
            [this](const AttackReport &report) { attacks.push_back(report); });
    connect(m_executor.get(), &Executor::engineChanged, this,
            [this](const EngineStatus &status) { states.push_back(status); });
}

RequestId ExecutorHarness::start(const QString &code, const Limits &limits,
                                 std::shared_ptr<DataSource> source)
{
    return m_executor->start({code, profile, std::move(source), std::nullopt, limits});
}

RunResult ExecutorHarness::run(const QString &code, const Limits &limits,
                               std::shared_ptr<DataSource> source)
{
    const RequestId id = start(code, limits, std::move(source));
    if (waitFor(id))
        return results[id].front();
    RunResult none;
    none.error = QStringLiteral("no end");
    return none;
}

bool ExecutorHarness::waitFor(RequestId run)
{
    return QTest::qWaitFor([&] { return !results[run].empty(); }, patience);
}

bool ExecutorHarness::waitForCheck(RequestId check)
{
    return QTest::qWaitFor([&] { return !problems[check].empty(); }, patience);
}

bool ExecutorHarness::waitForStart(RequestId run)
{
    return QTest::qWaitFor([&] { return starts[run] > 0; }, patience);
}

bool ExecutorHarness::waitForState(EngineStatus::State state)
{
    return QTest::qWaitFor([&] { return !states.empty() && states.back().state == state; },
                           patience);
}

EngineOptions fakeEngine(const QTemporaryDir &folder, const QString &part)
{
    const QString path = folder.filePath(part);
    QFile::link(QStringLiteral(ASSAY_FAKE_ENGINE), path);
    EngineOptions options;
    options.program = path;
    return options;
}

EngineOptions realEngine()
{
    EngineOptions options;
    options.program = QStringLiteral(ASSAY_ENGINE);
    return options;
}

std::vector<qint64> descendants(qint64 parent)
{
    std::vector<qint64> found;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : processes) {
        bool isNumber = false;
        const qint64 process = name.toLongLong(&isNumber);
        const QList<QByteArray> stat = isNumber ? statOf(process) : QList<QByteArray>();
        if (stat.size() < 2 || stat[1].toLongLong() != parent || stat[0] == "Z")
            continue;
        found.push_back(process);
        for (const qint64 below : descendants(process))
            found.push_back(below);
    }
    return found;
}

bool isAlive(qint64 process)
{
    const QList<QByteArray> stat = statOf(process);
    return !stat.empty() && stat[0] != "Z";
}

QString processName(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(process));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

std::size_t openFiles()
{
    return static_cast<std::size_t>(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoFilter).size());
}

} // namespace assay::test
