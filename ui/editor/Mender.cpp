// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/Mender.h"

#include "execution/Proof.h"
#include "ui/editor/ScriptEditor.h"

#include <algorithm>

namespace assay {
namespace {

std::ptrdiff_t problemsIn(const Verdict &verdict)
{
    const auto isProblem = [](const Finding &f) { return f.severity != Severity::Warning; };
    return std::ranges::count_if(verdict.findings, isProblem) +
           std::ranges::count_if(verdict.predictions, isProblem);
}

} // namespace

Mender::Mender(Executor &executor, QObject *parent)
    : QObject(parent)
    , m_executor(executor)
{
    connect(&executor, &Executor::checkFinished, this, &Mender::prove);
}

Mender::~Mender() = default;

void Mender::look(ScriptEditor *editor, RunRequest request, int line)
{
    drop();
    m_editor = editor;
    m_request = std::move(request);
    m_request.code = editor->text();
    ask(line > 0 ? CureScope{CureScope::Of::Line, line} : CureScope{CureScope::Of::Script});
}

void Mender::ask(CureScope scope)
{
    m_scope = scope;
    m_check = m_executor.check(m_request.code, m_request.profile, scope);
}

void Mender::drop()
{
    m_check.reset();
    if (m_proof)
        m_proof.release()->deleteLater(); // we may be inside its signal
    m_isProven = false;
    m_editor.clear();
}

void Mender::prove(RequestId check, const std::optional<Verdict> &verdict, const QString &problem)
{
    if (!m_check || check != *m_check)
        return;
    m_check.reset();
    if (!verdict)
        return end(problem);
    m_cure = verdict->cure;
    if (m_cure.steps.empty() && m_scope.of == CureScope::Of::Line && problemsIn(*verdict) > 0)
        return ask({CureScope::Of::Script});
    if (m_cure.steps.empty())
        return end(problemsIn(*verdict) == 0 ? tr("There is nothing to mend.")
                                             : tr("Nothing here can be mended without you."));
    Q_EMIT offered(m_request.code, m_cure,
                   m_scope.of == CureScope::Of::Line && problemsIn(*verdict) > 1);
    if (!m_editor)
        return; // dropped in answer to the offer
    m_proof = std::make_unique<Proof>(m_executor, m_request, QString::fromStdString(m_cure.code));
    connect(m_proof.get(), &Proof::told, this, [this](bool isProven, const QString &why) {
        m_isProven = isProven;
        Q_EMIT told(isProven, why);
    });
}

void Mender::apply()
{
    if (!m_isProven || !m_editor)
        return;
    ScriptEditor &editor = *m_editor;
    if (editor.text() != m_request.code)
        return end(tr("The script was edited meanwhile, so it was left as it is."));
    int line = 0, column = 0;
    editor.getCursorPosition(&line, &column);
    editor.replaceText(QString::fromStdString(m_cure.code));
    editor.setCursorPosition(std::min(line, editor.lines() - 1), 0);
    editor.setFocus();
    end(tr("Mended %n place(s), proven by running the script. Ctrl+Z takes it back.", nullptr,
           int(m_cure.steps.size())));
}

void Mender::end(const QString &text)
{
    drop();
    Q_EMIT said(text);
}

} // namespace assay
