// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <optional>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace assay {

class ScriptEditor;

/// Asks what becomes of the script that is being edited, a moment after each change. The newest text
/// wins: an answer to an older one is dropped, and never more than one question is under way.
class LiveCheck : public QObject
{
    Q_OBJECT

public:
    /// The executor must outlive this.
    LiveCheck(Executor &executor, QString profile, QObject *parent = nullptr);

    /// Looks at this editor from now on, and asks at once.
    void watch(ScriptEditor *editor);
    /// Holds scripts to another profile, and asks anew. `profile` is its JSON text.
    void setProfile(const QString &profile);
    [[nodiscard]] bool isPending() const { return m_isDue || m_asked.has_value(); }

Q_SIGNALS:
    /// The verdict on the editor's present text.
    void checked(assay::ScriptEditor *editor, const assay::Verdict &verdict);
    /// There is none, and why.
    void failed(const QString &problem);

private:
    void ask();
    void answer(RequestId check, const std::optional<Verdict> &verdict, const QString &problem);

    Executor &m_executor;
    QString m_profile;
    QPointer<ScriptEditor> m_editor;
    QMetaObject::Connection m_changes;
    QTimer m_pause;
    std::optional<RequestId> m_asked;
    bool m_isDue = false; ///< the text or the profile changed since it was asked about
};

} // namespace assay
