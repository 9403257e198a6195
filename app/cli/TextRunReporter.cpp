// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TextRunReporter.h"

#include "app/cli/Console.h"
#include "app/cli/FrameTable.h"
#include "app/cli/RunDocument.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype maxValueText = 100'000;
constexpr qsizetype maxErrorText = 4'000;
constexpr qsizetype maxSourceLine = 200;

QString shortened(const QString &text, qsizetype limit)
{
    return text.size() <= limit
               ? text
               : text.left(limit) + u"… (%1 more characters)"_s.arg(text.size() - limit);
}

QString cutNote(const QString &what, const RunOutput &output)
{
    return u"note: only the first %1 of %2 bytes of %3 were kept"_s.arg(output.text.size())
        .arg(output.totalBytes)
        .arg(what);
}

} // namespace

void TextRunReporter::begun(const Script &script)
{
    if (m_titles == Titles::ScriptNames)
        m_console.note(u"== "_s + script.name);
}

void TextRunReporter::printed(OutputStream stream, const QString &text)
{
    switch (stream) {
    case OutputStream::Output:
        m_console.write(m_output.pass(text));
        return;
    case OutputStream::Diagnostics:
        m_console.writeError(m_diagnostics.pass(text));
        return;
    }
}

void TextRunReporter::report(const Script &script, const RunResult &result)
{
    endOutput(result);
    if (result.end != RunEnd::Ok)
        showError(script, result);
    else if (result.value.isSet)
        showValue(result.value);
    else
        m_console.note(u"note: the script did not set 'result', so there is none"_s);
}

void TextRunReporter::reportUnusable(const Script &script)
{
    m_console.note(u"assay run: "_s + script.problem);
}

void TextRunReporter::endOutput(const RunResult &result)
{
    m_console.write(m_output.finish());
    m_console.endLine();
    m_console.writeError(m_diagnostics.finish());
    if (result.output.isTruncated())
        m_console.note(cutNote(u"what it printed"_s, result.output));
    if (result.diagnostics.isTruncated())
        m_console.note(cutNote(u"its standard error"_s, result.diagnostics));
}

void TextRunReporter::showValue(const RunValue &value)
{
    if (value.frame) {
        m_console.write(frameTable(*value.frame));
        return;
    }
    m_console.write(safeOutput(shortened(value.text, maxValueText)));
    m_console.write("\n");
    if (value.textTruncated)
        m_console.note(u"note: the result's text was longer and has been cut"_s);
}

void TextRunReporter::showError(const Script &script, const RunResult &result)
{
    const QString line = result.line ? u" (line %1)"_s.arg(*result.line) : QString();
    QString error = shortened(result.error, maxErrorText);
    if (error.endsWith(": "_L1)) // an exception without a text
        error.chop(2);
    m_console.note(u"error: "_s + error + line);
    if (result.line && result.findings.empty())
        showLine(script, *result.line);
    for (const Finding &finding : result.findings) {
        m_console.note(u"  %1:%2: %3"_s.arg(finding.span.line)
                           .arg(finding.span.column)
                           .arg(QString::fromStdString(finding.message)));
        if (!finding.fix.empty())
            m_console.note(u"      "_s + QString::fromStdString(finding.fix));
    }
}

void TextRunReporter::showLine(const Script &script, int line)
{
    const QString source = script.code.section(u'\n', line - 1, line - 1).trimmed();
    if (!source.isEmpty())
        m_console.note(u"  %1 | %2"_s.arg(line).arg(shortened(source, maxSourceLine)));
}

} // namespace assay
