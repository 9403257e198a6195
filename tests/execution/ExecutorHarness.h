// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <map>
#include <memory>
#include <QObject>
#include <QTemporaryDir>
#include <vector>

namespace assay::test {

/// An executor whose every answer is written down, so that a test can say what came how often.
class ExecutorHarness : public QObject
{
    Q_OBJECT

public:
    explicit ExecutorHarness(EngineOptions options);

    [[nodiscard]] Executor &executor() { return *m_executor; }
    /// Ends it, with what still runs.
    void drop() { m_executor.reset(); }

    RequestId start(const QString &code, const Limits &limits = {},
                    std::shared_ptr<DataSource> source = {});
    /// Runs and waits; a run that does not end gives RunEnd::Unavailable and the error `no end`.
    RunResult run(const QString &code, const Limits &limits = {},
                  std::shared_ptr<DataSource> source = {});
    bool waitFor(RequestId run);
    bool waitForCheck(RequestId check);
    bool waitForStart(RequestId run);
    bool waitForState(EngineStatus::State state);

    /// The profile of every run; open.json unless set.
    QString profile;
    std::map<RequestId, std::vector<RunResult>> results;
    std::map<RequestId, std::vector<QString>> problems; ///< of checks
    std::map<RequestId, std::vector<std::optional<Verdict>>> verdicts;
    std::map<RequestId, int> starts;
    std::map<RequestId, QString> output;
    std::vector<AttackReport> attacks;
    std::vector<EngineStatus> states;

private:
    std::unique_ptr<Executor> m_executor;
};

/// Options for the fake engine playing a part. The folder must outlive the executor.
[[nodiscard]] EngineOptions fakeEngine(const QTemporaryDir &folder, const QString &part);
[[nodiscard]] EngineOptions realEngine();

/// The processes below this one, the dead ones that nobody buried left out.
[[nodiscard]] std::vector<qint64> descendants(qint64 parent);
[[nodiscard]] bool isAlive(qint64 process);
[[nodiscard]] QString processName(qint64 process);
[[nodiscard]] std::size_t openFiles();

} // namespace assay::test
