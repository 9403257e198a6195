// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ResultExport.h"

#include "app/cli/Console.h"

#include <QFile>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

void KeepingReporter::report(const Script &script, const RunResult &result)
{
    m_value = result.end == RunEnd::Ok ? result.value : RunValue();
    m_shown.ended(script, result);
}

OptionSpec exportOptionSpec()
{
    return {u"export"_s, u"FILE"_s, u"write the result, all of its rows, to FILE.csv, .xlsx, .parquet, .json, .tsv, .md, .html or .py"_s};
}

Result<std::optional<ExportPlan>> readExport(const Arguments &arguments)
{
    const auto file = arguments.value(u"export"_s);
    if (!file)
        return std::nullopt;
    const std::string path = QFile::encodeName(*file).toStdString();
    const std::optional<ExportForm> form = exportFormOf(path);
    if (form)
        return ExportPlan{path, *form};
    QStringList suffixes;
    for (const ExportFormInfo &known : exportForms())
        suffixes << QString::fromLatin1(known.suffix.data(), qsizetype(known.suffix.size()));
    return failure(ErrorCode::InvalidInput, u"'--export %1' is written in no form that is known; its name must end in one of %2"_s.arg(*file, suffixes.join(u' ')).toStdString());
}

Result<void> exportResult(const ExportPlan &plan, const RunValue &value, Console &console, const std::function<bool()> &isInterrupted)
{
    if (!value.frame)
        return failure(ErrorCode::InvalidInput, "the result is no table, so nothing is exported");
    std::stop_source stop;
    const TextProgress progress = [&](std::int64_t written, std::int64_t rows) {
        console.setStatus(u"exporting, %L1 of %L2 rows"_s.arg(written).arg(rows));
        if (isInterrupted())
            stop.request_stop();
    };
    ExportRequest request;
    request.form = plan.form;
    const Result<void> written = exportFrame(*value.frame, request, plan.path, progress, stop.get_token());
    console.clearStatus();
    if (written)
        console.note(u"note: %1 rows are written to %2"_s.arg(QLocale(QLocale::English).toString(qlonglong(value.frame->rows())), QFile::decodeName(plan.path.c_str())));
    return written;
}

} // namespace assay
