// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include "policy/BuiltinProfiles.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace assay {
namespace {

EngineOptions optionsFor(ScriptBench::Python python)
{
    EngineOptions options;
    options.program = QStringLiteral(ASSAY_ENGINE);
    if (python == ScriptBench::Python::Pandas2)
        options.environment = QStringLiteral(ASSAY_PANDAS2);
    return options;
}

} // namespace

ScriptBench::ScriptBench(Python python)
    : m_executor(optionsFor(python))
{
    setProfile(QStringLiteral("open.json"));
    setSource("sample");
}

bool ScriptBench::has(Python python)
{
    return python == Python::Debian || QDir(QStringLiteral(ASSAY_PANDAS2)).exists();
}

void ScriptBench::setProfile(const QString &name)
{
    if (const auto builtin = builtinProfile(name.toStdString())) {
        m_profile = QString::fromUtf8(builtin->data(), qsizetype(builtin->size()));
        return;
    }
    QFile file(QStringLiteral(ASSAY_TEST_PROFILES "/") + name);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    m_profile = QString::fromUtf8(file.readAll());
}

void ScriptBench::setSource(const std::string &source)
{
    Result<std::shared_ptr<DataSource>> opened = openSource(source);
    QVERIFY2(opened, opened ? "" : opened.error().text.c_str());
    m_source = std::move(*opened);
}

RunResult ScriptBench::run(const QString &code)
{
    RunResult result;
    bool isFinished = false;
    const QObject here;
    QObject::connect(&m_executor, &Executor::runFinished, &here,
                     [&](RequestId, const RunResult &finished) {
                         result = finished;
                         isFinished = true;
                     });
    m_executor.start(request(code));
    if (!QTest::qWaitFor([&] { return isFinished; }, 60'000))
        result.error = QStringLiteral("no answer within a minute");
    return result;
}

Verdict ScriptBench::check(const QString &code, CureScope cure)
{
    Verdict verdict;
    bool isFinished = false;
    const QObject here;
    QObject::connect(&m_executor, &Executor::checkFinished, &here,
                     [&](RequestId, const std::optional<Verdict> &found, const QString &problem) {
                         verdict = found.value_or(
                             Verdict{false, problem.toStdString(), {}, {}, {}});
                         isFinished = true;
                     });
    m_executor.check(code, m_profile,
                     cure);
    if (!QTest::qWaitFor([&] { return isFinished; }, 60'000))
        verdict.valid = false;
    return verdict;
}

RunRequest ScriptBench::request(const QString &code) const
{
    return {code, m_profile, m_source, m_now, m_limits};
}

QString ScriptBench::shown(const QString &code)
{
    const RunResult result = run(code);
    if (result.end == RunEnd::Ok)
        return result.value.text;
    return runEndName(result.end) + QStringLiteral(": ") + result.error;
}

} // namespace assay
