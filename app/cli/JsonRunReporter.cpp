// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JsonRunReporter.h"

#include "app/cli/Console.h"
#include "app/cli/RunDocument.h"

namespace assay {

void JsonRunReporter::report(const Script &script, const RunResult &result)
{
    m_console.write(runDocument(script, result));
}

void JsonRunReporter::reportUnusable(const Script &script)
{
    m_console.write(unusableDocument(script));
    m_console.note(QStringLiteral("assay run: ") + script.problem);
}

} // namespace assay
