// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/LiveCheck.h"

#include "ui/editor/ScriptEditor.h"

namespace assay {
namespace {

/// Long enough for a word to be typed without a flicker, short enough to feel live.
constexpr std::chrono::milliseconds pauseInTyping{150};

} // namespace

LiveCheck::LiveCheck(Executor &executor, QString profile, QObject *parent)
    : QObject(parent)
    , m_executor(executor)
    , m_profile(std::move(profile))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseInTyping);
    connect(&m_pause, &QTimer::timeout, this, &LiveCheck::ask);
    connect(&executor, &Executor::checkFinished, this, &LiveCheck::answer);
}

void LiveCheck::watch(ScriptEditor *editor)
{
    disconnect(m_changes);
    m_editor = editor;
    m_changes = connect(editor, &QsciScintilla::textChanged, this, [this] {
        m_isDue = true;
        m_pause.start();
    });
    m_isDue = true;
    ask();
}

void LiveCheck::setProfile(const QString &profile)
{
    m_profile = profile;
    m_isDue = true;
    ask();
}

void LiveCheck::ask()
{
    if (m_asked || !m_editor || !m_isDue)
        return;
    m_isDue = false;
    m_asked = m_executor.check(m_editor->text(), m_profile);
}

void LiveCheck::answer(RequestId check, const std::optional<Verdict> &verdict,
                       const QString &problem)
{
    if (!m_asked || check != *m_asked)
        return;
    m_asked.reset();
    if (m_isDue) {
        if (!m_pause.isActive())
            ask();
        return;
    }
    if (!m_editor)
        return;
    if (verdict)
        Q_EMIT checked(m_editor, *verdict);
    else
        Q_EMIT failed(problem);
}

} // namespace assay
