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
/// time; a script that is edited meanwhile is left alone.
class Mender : public QObject
{
    Q_OBJECT

public:
    /// The executor must outlive this.
    explicit Mender(Executor &executor, QObject *parent = nullptr);
    ~Mender() override;

    /// `request` says under what the script is proven; its code is taken from the editor.
    void mend(ScriptEditor *editor, RunRequest request);

Q_SIGNALS:
    /// What came of it, in a sentence or two.
    void said(const QString &text);

private:
    void prove(RequestId check, const std::optional<Verdict> &verdict, const QString &problem);
    void conclude(bool isProven, const QString &why);
    void end(const QString &text);

    Executor &m_executor;
    QPointer<ScriptEditor> m_editor; ///< being worked on; null: nothing is going on
    RunRequest m_request;
    std::optional<RequestId> m_check;
    Cure m_cure;
    std::unique_ptr<Proof> m_proof;
};

} // namespace assay
