// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/AtomicFile.h"
#include "export/ExportFrame.h"
#include "frames/FrameColumns.h"

namespace assay::exporting {

/// What every form needs to write a frame.
struct ExportJob
{
    const Frame &frame;
    const RowList *rows; ///< null: all
    std::int64_t rowCount;
    std::vector<NamedColumn> columns;
    std::string path;
    const TextProgress &progress;
    const std::stop_token &stop;

    /// The frame's row that is written at a place.
    [[nodiscard]] std::int64_t row(std::int64_t at) const
    {
        return rows != nullptr ? (*rows)[static_cast<std::size_t>(at)] : at;
    }
    void tell(std::int64_t written) const
    {
        if (progress)
            progress(written, rowCount);
    }
    /// An error once a stop is requested.
    [[nodiscard]] Result<void> look() const
    {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, "Writing " + path + " was cancelled.");
        return {};
    }
};

/// Writes the whole job; commits nothing.
[[nodiscard]] Result<void> writeParquet(const ExportJob &job, AtomicFileWriter &file);
[[nodiscard]] Result<void> writeXlsx(const ExportJob &job, AtomicFileWriter &file);
/// What keeps the job from being a sheet of Excel.
[[nodiscard]] Result<void> checkXlsx(const ExportJob &job);

} // namespace assay::exporting
