// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <memory>
#include <QString>

namespace assay {

/// Runs scripts on the real engine and waits for their results. For tests.
class ScriptBench
{
public:
    enum class Python { Debian, Pandas2 };

    explicit ScriptBench(Python python = Python::Debian);

    /// False where the second environment has not been made.
    [[nodiscard]] static bool has(Python python);

    /// A built-in profile's name, or a file of tests/data/profiles. Default: open.json, no rules.
    void setProfile(const QString &name);
    void setSource(const std::string &source);
    void setNow(std::int64_t nanoseconds) { m_now = nanoseconds; }
    [[nodiscard]] Limits &limits() { return m_limits; }

    [[nodiscard]] RunResult run(const QString &code);
    /// The checker's verdict; an invalid one with the problem as its message where there is none.
    [[nodiscard]] Verdict check(const QString &code, CureScope cure = {});
    /// The text of the result, or the error with its kind in front.
    [[nodiscard]] Executor &executor() { return m_executor; }
    [[nodiscard]] RunRequest request(const QString &code) const;
    [[nodiscard]] QString shown(const QString &code);

private:
    Executor m_executor;
    QString m_profile;
    std::shared_ptr<DataSource> m_source;
    std::optional<std::int64_t> m_now;
    Limits m_limits;
};

} // namespace assay
