// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/BadRow.h"
#include "data/files/csv/LineFeed.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct csv_parser;

namespace assay::files {

/// Reads the rows of a CSV file one after the other, in bounded memory. A row that is not as it
/// should be is put aside, and reading goes on with the line after the one it began in.
class CsvReader
{
public:
    static constexpr std::size_t longestField = 1U << 20;
    static constexpr std::size_t mostFields = 10'000;

    struct Row
    {
        std::int64_t line = 0;                    ///< where it begins, from 1
        std::span<const std::string_view> fields; ///< UTF-8; live until the next call
    };

    /// Reads the header, where the form has one. `limit`: reads no further than so many bytes.
    [[nodiscard]] static Result<std::unique_ptr<CsvReader>>
    open(const std::string &path, const CsvForm &form,
         std::uint64_t limit = std::numeric_limits<std::uint64_t>::max());
    ~CsvReader();
    CsvReader(const CsvReader &) = delete;
    CsvReader &operator=(const CsvReader &) = delete;

    /// The names of the columns; empty where there is no header.
    [[nodiscard]] const std::vector<std::string> &header() const { return m_header; }
    /// How many fields a row has: as many as the header, or the first row that is read; 0: none was.
    [[nodiscard]] std::size_t width() const { return m_width; }
    /// Takes rows of any number of fields from now on.
    void takeAnyWidth() { m_takesAnyWidth = true; }
    /// False at the end.
    [[nodiscard]] Result<bool> next(Row &row);
    [[nodiscard]] const BadRows &badRows() const { return m_bad; }
    [[nodiscard]] BadRows takeBadRows() { return std::move(m_bad); }

private:
    CsvReader(LineFeed feed, const CsvForm &form);

    static void takeField(void *text, std::size_t bytes, void *reader);
    static void endRow(int letter, void *reader);
    [[nodiscard]] Result<void> readHeader(bool hasHeader, int skip);
    void startParser();
    void beginRow(const LineFeed::Line &line);
    void give(const LineFeed::Line &line);
    void note(const char *what);
    [[nodiscard]] bool isWithinRow() const;
    [[nodiscard]] bool finishRow(Row &row);
    void giveUpRow();

    LineFeed m_feed;
    CsvForm m_form;
    std::unique_ptr<csv_parser> m_parser;
    bool m_takesAnyWidth = false;
    std::vector<std::string> m_header;
    std::size_t m_width = 0;
    BadRows m_bad;
    // The row that is being read.
    std::int64_t m_line = 0;
    LineFeed::Place m_second; ///< of the line after its first
    std::string m_excerpt;    ///< of its first line
    std::string m_problem;    ///< the first; empty: none
    std::string m_text;       ///< of its fields, one after the other
    std::vector<std::size_t> m_ends;
    std::size_t m_fieldCount = 0; ///< also of those not kept
    bool m_isWhole = false;       ///< its end was seen
    std::vector<std::string_view> m_fields;
};

} // namespace assay::files
