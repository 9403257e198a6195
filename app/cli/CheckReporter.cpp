// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckReporter.h"

#include "app/cli/Console.h"
#include "app/cli/JsonText.h"
#include "app/cli/SafeOutput.h"

using namespace Qt::StringLiterals;

namespace assay {

void CheckReporter::answered(const Script &script, const CheckAnswer &answer)
{
    if (!answer.verdict)
        m_outcome.add(ExitCode::Unavailable);
    else if (!answer.verdict->valid)
        m_outcome.add(ExitCode::Refused);
    show(script, answer);
}

void CheckReporter::unusable(const Script &script)
{
    m_outcome.addUnusable();
    m_console.note(script.problem);
    show(script, {std::nullopt, u"Bad input: "_s + script.problem});
}

void CheckReporter::stopped(const Script &script)
{
    m_outcome.add(ExitCode::Cancelled);
    show(script, {std::nullopt, u"Stopped before it was checked"_s});
}

void CheckReporter::finish()
{
    if (m_form == Form::Sarif)
        m_console.write(jsonLine(sarifLog(m_checks)));
}

void CheckReporter::show(const Script &script, const CheckAnswer &answer)
{
    switch (m_form) {
    case Form::Text:
        if (answer.verdict)
            showText(script, *answer.verdict);
        else
            m_console.note(script.name + u": "_s + answer.problem);
        return;
    case Form::JsonLines:
        m_console.write(jsonLine(checkDocument(script, answer)));
        return;
    case Form::Sarif:
        m_checks.emplace_back(Script{script.name, {}, {}}, answer);
        return;
    }
}

namespace {

QString findingText(const Script &script, const Finding &finding)
{
    QString text = u"%1:%2:%3: %4: "_s.arg(script.name)
                       .arg(finding.span.line)
                       .arg(finding.span.column)
                       .arg(QString::fromStdString(finding.rule));
    text += QString::fromStdString(finding.message);
    text += finding.severity == Severity::Doubt ? u" (perhaps)\n"_s : u"\n"_s;
    for (const std::string &more : {finding.reason, finding.fix})
        text += more.empty() ? QString() : u"    %1\n"_s.arg(QString::fromStdString(more));
    return text;
}

} // namespace

void CheckReporter::showText(const Script &script, const Verdict &verdict)
{
    QString text;
    for (const auto *list : {&verdict.findings, &verdict.predictions})
        for (const Finding &finding : *list)
            text += findingText(script, finding);
    if (outlookOf(verdict) == Outlook::WillFail)
        text += script.name + u": accepted, but will fail there\n"_s;
    else if (verdict.valid)
        text += script.name + u": accepted\n"_s;
    else if (verdict.findings.empty())
        text += u"%1: %2\n"_s.arg(script.name, QString::fromStdString(verdict.message));
    m_console.write(safeOutput(text));
}

} // namespace assay
