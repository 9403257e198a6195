// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/FrameText.h"

#include <optional>
#include <span>

namespace assay {

/// What a frame is written as. What each keeps: docs/export.md.
enum class ExportForm : std::uint8_t { Csv, Tsv, Records, Parquet, Xlsx, Markdown, Html, Python };

/// A form as it is offered.
struct ExportFormInfo
{
    ExportForm form = ExportForm::Csv;
    std::string_view suffix; ///< of a file, in small letters, with its dot
    std::string_view name;   ///< for a person
};

/// All forms; the first is the usual one.
[[nodiscard]] std::span<const ExportFormInfo> exportForms();
/// By the suffix of a file's name, in any case; nothing where no form has it.
[[nodiscard]] std::optional<ExportForm> exportFormOf(std::string_view path);

/// What is written of a frame, and how. What it refers to must live until it is written.
struct ExportRequest
{
    ExportForm form = ExportForm::Csv;
    const RowList *rows = nullptr;         ///< in their order; null: all
    std::vector<std::size_t> columns = {}; ///< of the frame; empty: all. Index levels come first either way
    bool guardsFormulas = true;            ///< Csv and Tsv: see TextRequest. Xlsx needs no guard: its texts are texts
};

/// Writes rows of a frame to a file, which takes the place of an old one only once it is whole: after an
/// error or a stop the old one is as it was, and nothing else is left. Errors name the file and say what
/// to do; ErrorCode::Cancelled once `stop` is requested. What no file of the form can hold (too many rows for
/// Excel) is an error before anything is written.
/// Takes little memory, whatever the frame's size. Called, as is the progress, on the caller's thread, which
/// may be any.
[[nodiscard]] Result<void> exportFrame(const Frame &frame, const ExportRequest &request, const std::string &path,
                                       const TextProgress &progress, const std::stop_token &stop);

} // namespace assay
