// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CheckDocument.h"
#include "app/cli/Outcome.h"

namespace assay {

class Console;

/// Tells the user what the policy says of scripts, and remembers what to tell the caller.
class CheckReporter
{
public:
    enum class Form { Text, JsonLines, Sarif };

    CheckReporter(Console &console, Form form)
        : m_console(console)
        , m_form(form)
    {
    }

    void answered(const Script &script, const CheckAnswer &answer);
    /// A line of a batch that holds no script.
    void unusable(const Script &script);
    /// The user has stopped it before there was an answer.
    void stopped(const Script &script);
    /// Writes what can only be written once all is known.
    void finish();

    [[nodiscard]] const Outcome &outcome() const { return m_outcome; }

private:
    void show(const Script &script, const CheckAnswer &answer);
    void showText(const Script &script, const Verdict &verdict);

    Console &m_console;
    Form m_form;
    std::vector<std::pair<Script, CheckAnswer>> m_checks; ///< for SARIF, without the code
    Outcome m_outcome;
};

} // namespace assay
