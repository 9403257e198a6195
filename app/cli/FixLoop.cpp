// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FixLoop.h"

#include "app/cli/Console.h"
#include "execution/Proof.h"
#include "text/LineDiff.h"

#include <QEventLoop>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString standardInput = u"standard input"_s;

} // namespace

FixLoop::FixLoop(Executor &executor, RunRequest request, Output output, Console &console)
    : m_executor(executor)
    , m_request(std::move(request))
    , m_output(output)
    , m_console(console)
{
}

ExitCode FixLoop::fix(const Script &script)
{
    if (!script.problem.isEmpty()) {
        m_console.note(u"assay check: "_s + script.problem);
        return ExitCode::BadInput;
    }
    const CheckAnswer answer = check(script.code, true);
    if (!answer.verdict) {
        m_console.note(u"assay check: "_s + script.name + u": "_s + answer.problem);
        return ExitCode::Unavailable;
    }
    const Cure &cure = answer.verdict->cure;
    QString cured = QString::fromStdString(cure.code);
    const QString disproof = cure.steps.empty() ? QString() : this->disproof(script, cured);
    const bool isMended = !cure.steps.empty() && disproof.isEmpty();
    if (!disproof.isEmpty())
        m_console.note(u"%1: left as it is. %2"_s.arg(script.name, disproof));
    for (const std::string &step : cure.steps)
        if (isMended)
            m_console.note(script.name + u": "_s + QString::fromStdString(step));
    if (!isMended)
        cured = script.code;
    if ((isMended || script.name == standardInput) && !write(script, cured))
        return ExitCode::BadInput;
    const CheckAnswer left = isMended ? check(cured, false) : answer;
    if (left.verdict)
        tell(script, *left.verdict);
    return !left.verdict        ? ExitCode::Unavailable
           : left.verdict->valid ? ExitCode::Done
                                 : ExitCode::Refused;
}

CheckAnswer FixLoop::check(const QString &code, bool withCure)
{
    CheckAnswer answer;
    QEventLoop loop;
    QObject::connect(&m_executor, &Executor::checkFinished, &loop,
                     [&](RequestId, const std::optional<Verdict> &verdict, const QString &problem) {
                         answer = {verdict, problem};
                         loop.quit();
                     });
    m_executor.check(code, m_request.profile,
                     {withCure ? CureScope::Of::Script : CureScope::Of::Nothing});
    loop.exec();
    return answer;
}

QString FixLoop::disproof(const Script &script, const QString &cured)
{
    QString disproof;
    QEventLoop loop;
    RunRequest request = m_request;
    request.code = script.code;
    const Proof proof(m_executor, request, cured);
    QObject::connect(&proof, &Proof::told, &loop, [&](bool isProven, const QString &why) {
        disproof = isProven ? QString() : why;
        loop.quit();
    });
    loop.exec();
    return disproof;
}

bool FixLoop::write(const Script &script, const QString &cured)
{
    if (m_output == Output::Diff) {
        m_console.write(unifiedDiff(script.name, script.code, cured).toStdString());
        return true;
    }
    if (script.name == standardInput) {
        m_console.write(cured.toStdString());
        return true;
    }
    QSaveFile file(script.name);
    const QByteArray bytes = cured.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    m_console.note(u"assay check: cannot write %1: %2"_s.arg(script.name, file.errorString()));
    return false;
}

void FixLoop::tell(const Script &script, const Verdict &verdict)
{
    const auto tellAll = [&](const std::vector<Finding> &findings, Severity least) {
        for (const Finding &finding : findings)
            if (finding.severity <= least)
                m_console.note(u"%1:%2:%3: left: %4"_s.arg(script.name)
                                   .arg(finding.span.line)
                                   .arg(finding.span.column)
                                   .arg(QString::fromStdString(finding.message)));
    };
    tellAll(verdict.findings, Severity::Refusal);
    tellAll(verdict.predictions, Severity::Failure);
}

} // namespace assay
