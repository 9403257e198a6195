// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/RunReporter.h"

namespace assay {

class Console;

/// Writes one JSON document a line and a script.
class JsonRunReporter : public RunReporter
{
public:
    explicit JsonRunReporter(Console &console)
        : m_console(console)
    {
    }

    void begun(const Script &) override {}
    void printed(OutputStream, const QString &) override {}

protected:
    void report(const Script &script, const RunResult &result) override;
    void reportUnusable(const Script &script) override;

private:
    Console &m_console;
};

} // namespace assay
