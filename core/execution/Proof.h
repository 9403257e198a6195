// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <optional>
#include <QObject>

namespace assay {

/// Whether a cured script does what it should. Both scripts are run; the one that it was made of
/// without the rules that refuse it, and the cured one too where something else in it is refused
/// still. It is proven where it runs and, if the other one runs and sets a result, gives an equal
/// one; or where both fail, but not by the same error unless it is refused still. Told once.
class Proof : public QObject
{
    Q_OBJECT

public:
    /// `request` says under what both run; its code is the original. The executor must outlive this.
    Proof(Executor &executor, const RunRequest &request, const QString &cured,
          QObject *parent = nullptr);

Q_SIGNALS:
    /// `why` is a sentence where it is not proven, or where it fails further on.
    void told(bool isProven, const QString &why);

private:
    void take(RequestId run, const RunResult &result);
    void conclude();

    Executor &m_executor;
    RunRequest m_unruled;
    bool m_isStillRefused = false;
    RequestId m_original = 0;
    RequestId m_cured = 0;
    std::optional<RunResult> m_originalResult;
    std::optional<RunResult> m_curedResult;
};

/// The same profile, as JSON text, without what it refuses: the surroundings alone.
[[nodiscard]] QString withoutRules(const QString &profile);

/// Equal in type and in every cell or letter.
[[nodiscard]] bool haveEqualValues(const RunValue &a, const RunValue &b);

} // namespace assay
