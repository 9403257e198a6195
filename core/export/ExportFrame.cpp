// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ExportFrame.h"

#include "export/ExportJob.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr std::array forms{
    ExportFormInfo{ExportForm::Csv, ".csv", "CSV"},
    ExportFormInfo{ExportForm::Xlsx, ".xlsx", "Excel workbook"},
    ExportFormInfo{ExportForm::Parquet, ".parquet", "Parquet"},
    ExportFormInfo{ExportForm::Records, ".json", "JSON, an object a row"},
    ExportFormInfo{ExportForm::Tsv, ".tsv", "Text with tabs"},
    ExportFormInfo{ExportForm::Markdown, ".md", "Markdown table"},
    ExportFormInfo{ExportForm::Html, ".html", "HTML table"},
    ExportFormInfo{ExportForm::Python, ".py", "Python list"},
};

std::string inSmallLetters(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
    return small;
}

TextForm textFormOf(ExportForm form)
{
    switch (form) {
    case ExportForm::Tsv:
        return TextForm::Tsv;
    case ExportForm::Records:
        return TextForm::Records;
    case ExportForm::Markdown:
        return TextForm::Markdown;
    case ExportForm::Html:
        return TextForm::Html;
    case ExportForm::Python:
        return TextForm::Python;
    case ExportForm::Csv:
    case ExportForm::Parquet:
    case ExportForm::Xlsx:
        break;
    }
    return TextForm::Csv;
}

Result<void> writeAsText(const exporting::ExportJob &job, const ExportRequest &request, AtomicFileWriter &file)
{
    const TextRequest text{textFormOf(request.form), request.rows, request.columns, true, request.guardsFormulas};
    // HTML says nothing of its letters by itself, and a browser would guess.
    if (request.form == ExportForm::Html)
        if (Result<void> written = file.write("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"); !written)
            return written;
    return writeText(job.frame, text, [&file](std::string_view piece) { return file.write(piece); }, job.progress, job.stop);
}

Result<void> writeInForm(const exporting::ExportJob &job, const ExportRequest &request, AtomicFileWriter &file)
{
    if (request.form == ExportForm::Parquet)
        return exporting::writeParquet(job, file);
    if (request.form == ExportForm::Xlsx)
        return exporting::writeXlsx(job, file);
    return writeAsText(job, request, file);
}

} // namespace

std::span<const ExportFormInfo> exportForms()
{
    return forms;
}

std::optional<ExportForm> exportFormOf(std::string_view path)
{
    const std::string name = inSmallLetters(path.substr(path.find_last_of('/') + 1));
    for (const ExportFormInfo &form : forms)
        if (name.ends_with(form.suffix))
            return form.form;
    return std::nullopt;
}

Result<void> exportFrame(const Frame &frame, const ExportRequest &request, const std::string &path, const TextProgress &progress,
                         const std::stop_token &stop)
{
    const std::int64_t rows = request.rows != nullptr ? static_cast<std::int64_t>(request.rows->size()) : frame.rows();
    const exporting::ExportJob job{frame, request.rows, rows, columnsToWrite(frame, request.columns), path, progress, stop};
    if (request.form == ExportForm::Xlsx)
        if (Result<void> possible = exporting::checkXlsx(job); !possible)
            return possible;
    Result<AtomicFileWriter> file = AtomicFileWriter::open(path, AtomicFileWriter::Readers::Usual);
    if (!file)
        return tl::unexpected<Error>(file.error());
    if (Result<void> written = writeInForm(job, request, *file); !written)
        return written;
    if (Result<void> wanted = job.look(); !wanted)
        return wanted;
    return file->commit();
}

} // namespace assay
