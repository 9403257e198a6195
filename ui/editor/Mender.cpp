// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/Mender.h"

#include "execution/Proof.h"
#include "ui/editor/ScriptEditor.h"

namespace assay {

Mender::Mender(Executor &executor, QObject *parent)
    : QObject(parent)
    , m_executor(executor)
{
    connect(&executor, &Executor::checkFinished, this, &Mender::prove);
}

Mender::~Mender() = default;

void Mender::mend(ScriptEditor *editor, RunRequest request)
{
    if (m_editor)
        return;
    m_editor = editor;
    m_request = std::move(request);
    m_request.code = editor->text();
    m_check = m_executor.check(m_request.code, m_request.profile, true);
}

void Mender::prove(RequestId check, const std::optional<Verdict> &verdict, const QString &problem)
{
    if (!m_check || check != *m_check)
        return;
    m_check.reset();
    if (!verdict)
        return end(problem);
    if (verdict->cure.steps.empty())
        return end(outlookOf(*verdict) == Outlook::ShouldRun
                       ? tr("There is nothing to mend.")
                       : tr("Nothing here can be mended without you."));
    m_cure = verdict->cure;
    m_proof = std::make_unique<Proof>(m_executor, m_request, QString::fromStdString(m_cure.code));
    connect(m_proof.get(), &Proof::told, this, &Mender::conclude);
}

void Mender::conclude(bool isProven, const QString &why)
{
    m_proof.release()->deleteLater(); // we are inside its signal
    if (!isProven)
        return end(tr("Left as it is. %1").arg(why));
    if (!m_editor || m_editor->text() != m_request.code)
        return end(tr("The script was edited meanwhile, so it was left as it is."));
    int line = 0, column = 0;
    m_editor->getCursorPosition(&line, &column);
    m_editor->replaceText(QString::fromStdString(m_cure.code));
    m_editor->setCursorPosition(std::min(line, m_editor->lines() - 1), 0);
    QStringList steps;
    for (const std::string &step : m_cure.steps)
        steps << QString::fromStdString(step);
    end(tr("Mended and proven by running it: %1. Ctrl+Z takes it back.")
            .arg(steps.join(QStringLiteral("; "))));
}

void Mender::end(const QString &text)
{
    m_editor.clear();
    Q_EMIT said(text);
}

} // namespace assay
