// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <memory>
#include <optional>
#include <QObject>
#include <QPointer>

namespace assay {

class Proof;
class ScriptEditor;

/// Mends the script of an editor where that can be done safely: asks for a cure, has it proven by
/// running the script before and after, and puts it in as one edit that can be undone. One at a
/// time: looking again drops what was looked at. A script that is edited meanwhile is left alone.
class Mender : public QObject
{
    Q_OBJECT

public:
    /// The executor must outlive this.
    explicit Mender(Executor &executor, QObject *parent = nullptr);
    ~Mender() override;

    /// Looks for a cure of the problem at a line, and where there is none, of all (`line` 0: of all
    /// at once). `request` says under what it is proven; its code is taken from the editor.
    void look(ScriptEditor *editor, RunRequest request, int line);
    /// Puts the offered cure in, if it is proven.
    void apply();
    void drop();

Q_SIGNALS:
    /// There is one, and it is being proven; `hasMore`: it is of one problem, and there are others.
    void offered(const QString &before, const assay::Cure &cure, bool hasMore);
    /// The proof's end; `why` is a sentence where it has failed.
    void told(bool isProven, const QString &why);
    /// What came of it, in a sentence or two.
    void said(const QString &text);

private:
    void ask(CureScope scope);
    void prove(RequestId check, const std::optional<Verdict> &verdict, const QString &problem);
    void end(const QString &text);

    Executor &m_executor;
    QPointer<ScriptEditor> m_editor; ///< being worked on; null: nothing is going on
    RunRequest m_request;
    CureScope m_scope;
    std::optional<RequestId> m_check;
    Cure m_cure;
    std::unique_ptr<Proof> m_proof;
    bool m_isProven = false;
};

} // namespace assay
