// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RoundTrip.h"

#include "policy/BuiltinProfiles.h"

#include <cstdio>
#include <cstdlib>
#include <QTimer>

namespace assay {
namespace {

using Clock = std::chrono::steady_clock;

EngineOptions options()
{
    EngineOptions options;
    options.program = QStringLiteral(ASSAY_ENGINE);
    return options;
}

void require(const RunResult &result, RunEnd expected)
{
    if (result.end == expected)
        return;
    std::fprintf(stderr, "a benchmarked script ended as %s: %s\n",
                 qPrintable(runEndName(result.end)), qPrintable(result.error));
    std::exit(1);
}

void waitMilliseconds(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

RoundTrip::RoundTrip()
    : m_executor(options())
{
    const auto profile = builtinProfile("slack");
    m_profile = QString::fromUtf8(profile->data(), qsizetype(profile->size()));
    m_source = *openSource("sample");
}

RunRequest RoundTrip::request(const QString &code) const
{
    return {code, m_profile, m_source, std::nullopt, Limits()};
}

void RoundTrip::warmUp()
{
    for (int i = 0; i < 3; ++i)
        (void)run(QStringLiteral("result = len(load_trades())"));
    waitMilliseconds(200);
}

RoundTrip::Seconds RoundTrip::run(const QString &code)
{
    return runAtOnce(code, 1);
}

RoundTrip::Seconds RoundTrip::runAtOnce(const QString &code, int count)
{
    QEventLoop loop;
    int left = count;
    QObject::connect(&m_executor, &Executor::runFinished, &loop,
                     [&](RequestId, const RunResult &result) {
                         require(result, RunEnd::Ok);
                         if (--left == 0)
                             loop.quit();
                     });
    const Clock::time_point start = Clock::now();
    for (int i = 0; i < count; ++i)
        m_executor.start(request(code));
    loop.exec();
    return Clock::now() - start;
}

RoundTrip::Seconds RoundTrip::stop(const QString &code)
{
    constexpr int headStart = 60; // milliseconds, so that it is deep in its loop
    QEventLoop loop;
    QObject::connect(&m_executor, &Executor::runFinished, &loop,
                     [&](RequestId, const RunResult &result) {
                         require(result, RunEnd::Cancelled);
                         loop.quit();
                     });
    const RequestId id = m_executor.start(request(code));
    waitMilliseconds(headStart);
    const Clock::time_point start = Clock::now();
    m_executor.stop(id);
    loop.exec();
    return Clock::now() - start;
}

} // namespace assay
