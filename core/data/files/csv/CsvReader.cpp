// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/CsvReader.h"

#include "data/files/CellReading.h"
#include "data/files/SmallFile.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <csv.h>

namespace assay::files {
namespace {

constexpr std::size_t longestExcerpt = 80;
constexpr std::size_t longestRow = 8U << 20;
constexpr std::size_t parserBlock = 4096;

std::string excerptOf(std::string_view line)
{
    std::string text = validUtf8(line.substr(0, longestExcerpt));
    std::erase_if(text, [](char letter) { return letter == '\n' || letter == '\r'; });
    return text;
}

} // namespace

CsvReader::CsvReader(LineFeed feed, const CsvForm &form)
    : m_feed(std::move(feed))
    , m_form(form)
    , m_parser(std::make_unique<csv_parser>())
{
    csv_init(m_parser.get(), 0);
    startParser();
}

CsvReader::~CsvReader()
{
    csv_free(m_parser.get());
}

Result<std::unique_ptr<CsvReader>> CsvReader::open(const std::string &path, const CsvForm &form, std::uint64_t limit)
{
    Result<UniqueFd> file = openFile(path, "CSV file");
    if (!file)
        return tl::unexpected(file.error());
    Result<LineFeed> feed = LineFeed::create(std::move(*file), form.encoding, limit);
    if (!feed)
        return tl::unexpected(feed.error());
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(*feed), form));
    if (const Result<void> read = reader->readHeader(form.hasHeader, form.skip); !read)
        return failure(read.error().code, "The CSV file " + path + " " + read.error().text, read.error().detail);
    return reader;
}

/// Of what stands before the rows, nothing may be bad.
Result<void> CsvReader::readHeader(bool hasHeader, int skip)
{
    LineFeed::Line line;
    Result<bool> found = true;
    for (int i = 0; i < skip && found && *found; ++i)
        found = m_feed.next(line);
    Row row;
    if (found && hasHeader)
        found = next(row);
    if (!found)
        return tl::unexpected(found.error());
    if (!hasHeader)
        return {};
    if (m_bad.count > 0)
        return failure(ErrorCode::InvalidInput,
                       "has a header that cannot be read: line " + std::to_string(m_bad.first.front().line) + " " +
                           m_bad.first.front().what + ".");
    if (!*found)
        return failure(ErrorCode::InvalidInput, "is empty, it has not even a header.");
    for (const std::string_view name : row.fields)
        m_header.emplace_back(trimmed(name));
    return {};
}

void CsvReader::startParser()
{
    csv_free(m_parser.get());
    csv_init(m_parser.get(), CSV_STRICT);
    csv_set_delim(m_parser.get(), static_cast<unsigned char>(m_form.separator));
    csv_set_quote(m_parser.get(), static_cast<unsigned char>(m_form.quote));
    csv_set_blk_size(m_parser.get(), parserBlock);
}

void CsvReader::takeField(void *text, std::size_t bytes, void *reader)
{
    CsvReader &self = *static_cast<CsvReader *>(reader);
    if (bytes > longestField)
        self.note("has a field of more than 1 MiB");
    ++self.m_fieldCount;
    if (self.m_fieldCount > mostFields || bytes > longestField)
        return;
    self.m_text.append(static_cast<const char *>(text), bytes);
    self.m_ends.push_back(self.m_text.size());
}

void CsvReader::endRow(int, void *reader)
{
    static_cast<CsvReader *>(reader)->m_isWhole = true;
}

bool CsvReader::isWithinRow() const
{
    return m_parser->pstate != 0;
}

void CsvReader::note(const char *what)
{
    if (m_problem.empty())
        m_problem = what;
}

void CsvReader::beginRow(const LineFeed::Line &line)
{
    m_line = line.number;
    m_second = m_feed.place();
    m_excerpt.assign(line.text.substr(0, longestExcerpt));
    m_problem.clear();
    m_text.clear();
    m_ends.clear();
    m_fieldCount = 0;
    m_isWhole = false;
}

/// Hands a line to the parser. Without a quote, 0 would be taken for one.
void CsvReader::give(const LineFeed::Line &line)
{
    std::string_view text = line.text;
    std::string changed;
    if (text.find('\0') != std::string_view::npos) {
        note("holds a NUL byte");
        changed = text;
        std::ranges::replace(changed, '\0', ' ');
        text = changed;
    }
    if (line.state == LineFeed::State::Undecodable)
        note("holds bytes that are no text of its encoding");
    if (csv_parse(m_parser.get(), text.data(), text.size(), takeField, endRow, this) != text.size()) {
        note("has a quote in the midst of a field, or text behind one");
        giveUpRow();
    }
}

/// The row's end cannot be told, so it is taken to be that of its first line.
void CsvReader::giveUpRow()
{
    if (m_feed.place().line > m_second.line)
        m_feed.goBackTo(m_second);
    startParser();
    m_isWhole = true;
}

/// True where the row that has ended is good.
bool CsvReader::finishRow(Row &row)
{
    if (m_problem.empty() && m_fieldCount > mostFields)
        m_problem = "has more than " + std::to_string(mostFields) + " fields";
    if (m_problem.empty() && m_width == 0)
        m_width = m_fieldCount;
    if (m_problem.empty() && m_fieldCount != m_width && !m_takesAnyWidth)
        m_problem = "has " + std::to_string(m_fieldCount) + " field" + (m_fieldCount == 1 ? "" : "s") +
                    " instead of " + std::to_string(m_width);
    if (!m_problem.empty()) {
        m_bad.add({m_line, m_problem, excerptOf(m_excerpt)});
        return false;
    }
    m_fields.clear();
    std::size_t begin = 0;
    for (const std::size_t end : m_ends) {
        m_fields.push_back(std::string_view(m_text).substr(begin, end - begin));
        begin = end;
    }
    row = {m_line, m_fields};
    return true;
}

Result<bool> CsvReader::next(Row &row)
{
    LineFeed::Line line;
    for (;;) {
        const Result<bool> found = m_feed.next(line);
        if (!found)
            return found;
        if (!*found && !isWithinRow())
            return false;
        if (*found && !isWithinRow())
            beginRow(line);
        if (!*found) {
            note("has a quote that is never closed");
            giveUpRow();
        } else if (line.state == LineFeed::State::TooLong) {
            note("has a line of more than 8 MiB");
            giveUpRow();
        } else {
            give(line);
            if (isWithinRow() && (m_text.size() > longestRow || m_parser->entry_pos > longestField)) {
                note("has a field of more than 1 MiB, or a quote that is not closed");
                giveUpRow();
            }
        }
        if (m_isWhole) {
            m_isWhole = false;
            if (finishRow(row))
                return true;
        }
    }
}

} // namespace assay::files
