// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"
#include "data/LoadWatch.h"
#include "data/files/parquet/Values.h"

#include <limits>
#include <memory>

namespace assay::parquet {

/// A Parquet file with flat columns, of which nothing is trusted: every length and offset is checked,
/// and no more memory is taken than such a file can need. One column is read at a time, one page
/// at a time.
/// Thread: any one at a time.
class ParquetFile
{
public:
    /// Errors name the file and say what is wrong.
    [[nodiscard]] static Result<ParquetFile> open(const std::string &path);
    /// `name`: for errors.
    [[nodiscard]] static Result<ParquetFile> open(UniqueFd file, std::string name);

    [[nodiscard]] const std::vector<Column> &columns() const { return m_footer.columns; }
    [[nodiscard]] std::int64_t rows() const { return m_footer.rows; }
    /// Of the file, but for its footer.
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

    /// The first rows of one column. A column with a problem is an error that tells it. Once `watch`
    /// asks for the end: ErrorCode::Cancelled; it is not told of progress.
    [[nodiscard]] Result<void> read(std::size_t column, ValueSink &sink, const LoadWatch &watch,
                                    std::int64_t mostRows = std::numeric_limits<std::int64_t>::max()) const;

private:
    ParquetFile() = default;

    [[nodiscard]] Result<void> readEnds();
    [[nodiscard]] Result<void> readAll(const Column &column, ValueSink &sink, const LoadWatch &watch,
                                       std::int64_t mostRows) const;

    UniqueFd m_file;
    std::string m_name;
    std::uint64_t m_bytes = 0; ///< of the file up to its footer
    Footer m_footer;
};

} // namespace assay::parquet
