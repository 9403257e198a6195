// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/ExportJob.h"
#include "export/XlsxCell.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <xlsxwriter.h>

namespace assay::exporting {
namespace {

// Excel's limits.
constexpr std::int64_t mostRows = 1'048'576;
constexpr std::size_t mostColumns = 16'384;
constexpr std::size_t mostLetters = 32'767;

/// Of the progress, rows are one part in so many; the rest is closing.
constexpr std::int64_t closingShare = 8;
constexpr std::int64_t cellsBetweenLooks = 16'384;
/// What a sheet has besides its rows, and the other files of a workbook; more than enough.
constexpr std::int64_t bytesBesideRows = 1 << 16;

/// `1048576` as `1,048,576`.
std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    for (std::ptrdiff_t place = std::ssize(text) - 3; place > 0; place -= 3)
        text.insert(static_cast<std::size_t>(place), ",");
    return text;
}

/// What the library holds, and what it needs until it is done.
struct Book
{
    explicit Book(const AtomicFileWriter &writer)
        : folder(std::filesystem::path(writer.halfPath()).parent_path().string())
        , file(::fcntl(writer.fd(), F_DUPFD_CLOEXEC, 0))
        , path("/proc/self/fd/" + std::to_string(file.get()))
    {
    }
    ~Book()
    {
        if (book == nullptr)
            return;
        if (sheet != nullptr && sheet->optimize_tmpfile != nullptr) // which the library only closes at the end
            std::fclose(std::exchange(sheet->optimize_tmpfile, nullptr));
        lxw_workbook_free(book);
    }
    Book(const Book &) = delete;
    Book &operator=(const Book &) = delete;

    std::string folder; ///< where its temporary files lie
    UniqueFd file;
    std::string path; ///< of that very file, whatever its name is and whether it has one
    lxw_workbook *book = nullptr;
    lxw_worksheet *sheet = nullptr; ///< the book's
};

/// Closing a workbook takes the library seconds in which nothing stops it. So it has a thread of its own, which
/// is left to itself where it is no longer wanted: it has nothing but its Book, whose file has then no name.
class Closing
{
public:
    explicit Closing(std::shared_ptr<Book> book)
    {
        std::thread([state = m_state, held = std::move(book)]() mutable {
            errno = 0;
            const bool isGood = workbook_close(std::exchange(held->book, nullptr)) == LXW_NO_ERROR;
            const int problem = isGood ? 0 : errno != 0 ? errno : EIO;
            held.reset();
            const std::scoped_lock lock(state->mutex);
            state->problem = problem;
            state->changed.notify_all();
        }).detach();
    }

    /// Waits a little; the errno it ended with (0: well), or nothing while it goes on.
    [[nodiscard]] std::optional<int> wait() const
    {
        std::unique_lock lock(m_state->mutex);
        m_state->changed.wait_for(lock, std::chrono::milliseconds(50), [this] { return m_state->problem.has_value(); });
        return m_state->problem;
    }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<int> problem; ///< once it has ended
    };

    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// A workbook of one sheet on its way to a file. Its rows lie in a file without a name, beside the one that is
/// written, until close().
class Workbook
{
public:
    Workbook(const ExportJob &job, AtomicFileWriter &file)
        : m_job(job)
        , m_file(file)
        , m_book(std::make_shared<Book>(file))
    {
    }

    Result<void> begin()
    {
        errno = 0;
        // Rows beyond four GiB of XML need the wider format, which Excel reads as well.
        const bool isLarge = m_job.rowCount * std::ssize(m_job.columns) > 50'000'000;
        lxw_workbook_options options = {};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = m_book->folder.data();
        options.use_zip64 = isLarge ? LXW_TRUE : LXW_FALSE;
        m_book->book = workbook_new_opt(m_book->path.c_str(), &options);
        m_sheet = m_book->book != nullptr ? workbook_add_worksheet(m_book->book, "Result") : nullptr;
        m_book->sheet = m_sheet;
        if (m_sheet == nullptr || m_sheet->optimize_tmpfile == nullptr)
            return failed();
        makeFormats();
        return writeHeader();
    }

    Result<void> writeRows()
    {
        std::int64_t cells = 0;
        for (std::int64_t at = 0; at < m_job.rowCount; ++at) {
            for (std::size_t column = 0; column < m_job.columns.size(); ++column) {
                if (Result<void> written = writeCell(at, column); !written)
                    return written;
                if (++cells % cellsBetweenLooks == 0)
                    if (Result<void> good = look(at); !good)
                        return good;
            }
        }
        lxw_worksheet_write_single_row(m_sheet); // the last one is still held
        return look(m_job.rowCount);
    }

    Result<void> close()
    {
        if (Result<void> reserved = reserve(); !reserved)
            return reserved;
        try {
            return waitFor(Closing(std::exchange(m_book, nullptr)));
        } catch (const std::system_error &error) { // no thread is to be had
            return m_file.failed(error.code().value());
        }
    }

private:
    void makeFormats()
    {
        constexpr std::array<const char *, 5> shown{nullptr, "0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.000"};
        for (std::size_t style = 1; style < shown.size(); ++style) {
            m_formats[style] = workbook_add_format(m_book->book);
            format_set_num_format(m_formats[style], shown[style]);
        }
    }

    Result<void> writeHeader()
    {
        lxw_format *bold = workbook_add_format(m_book->book);
        format_set_bold(bold);
        for (std::size_t column = 0; column < m_job.columns.size(); ++column) {
            const NamedColumn &named = m_job.columns[column];
            const auto place = static_cast<lxw_col_t>(column);
            worksheet_set_column(m_sheet, place, place, widthOf(named), nullptr);
            if (Result<void> written = writeText(0, column, named.name, bold); !written)
                return written;
        }
        worksheet_freeze_panes(m_sheet, 1, 0);
        if (!m_job.columns.empty())
            worksheet_autofilter(m_sheet, 0, 0, static_cast<lxw_row_t>(m_job.rowCount), static_cast<lxw_col_t>(m_job.columns.size() - 1));
        return {};
    }

    /// In letters: Excel's own is 8.43.
    static double widthOf(const NamedColumn &column)
    {
        const double least = column.schema->type == ColumnType::Timestamp ? (column.schema->zone.empty() ? 23 : 30) : 11;
        return std::clamp(static_cast<double>(xlsxLength(column.name)) + 4, least, 40.0); // and the filter's button
    }

    Result<void> writeCell(std::int64_t at, std::size_t column)
    {
        const XlsxCell cell = xlsxCell(m_job.frame, m_job.columns[column].column, m_job.row(at));
        const auto row = static_cast<lxw_row_t>(at + 1); // below the header
        const auto place = static_cast<lxw_col_t>(column);
        if (const auto *number = std::get_if<XlsxNumber>(&cell))
            worksheet_write_number(m_sheet, row, place, number->value, m_formats[static_cast<std::size_t>(number->style)]);
        else if (const auto *truth = std::get_if<bool>(&cell))
            worksheet_write_boolean(m_sheet, row, place, *truth ? 1 : 0, nullptr);
        else if (const auto *text = std::get_if<std::string>(&cell))
            return writeText(at + 1, column, *text, nullptr);
        return {};
    }

    /// As a text by its type: whatever it begins with, Excel takes it for no formula, and needs no apostrophe.
    Result<void> writeText(std::int64_t row, std::size_t column, const std::string &text, lxw_format *format)
    {
        const bool isShort = xlsxLength(text) <= mostLetters;
        if (isShort && worksheet_write_string(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), xlsxText(text).c_str(), format) == LXW_NO_ERROR)
            return {};
        return failure(ErrorCode::InvalidInput, "The file " + m_job.path + " cannot be written: the text in row " + grouped(row) + " of column " +
                                                    m_job.columns[column].name + " is longer than the " + grouped(mostLetters) +
                                                    " letters that Excel allows. CSV and Parquet hold it.");
    }

    /// Whether the rows so far are on disk or may be, and are still wanted.
    Result<void> look(std::int64_t written)
    {
        if (Result<void> wanted = m_job.look(); !wanted)
            return wanted;
        errno = 0;
        if (std::fflush(m_sheet->optimize_tmpfile) != 0 || std::ferror(m_sheet->optimize_tmpfile) != 0)
            return failed();
        m_job.tell(written / closingShare); // closing takes far longer than this
        return {};
    }

    Result<void> waitFor(const Closing &closing) const
    {
        for (;;) {
            const std::optional<int> problem = closing.wait();
            if (problem)
                return *problem == 0 ? Result<void>() : m_file.failed(*problem);
            if (Result<void> wanted = m_job.look(); !wanted)
                return wanted;
            tellClosing();
        }
    }

    /// By how much there is of the file, of which it is known about how long it will be.
    void tellClosing() const
    {
        constexpr double usualRatio = 0.2; // of a sheet's rows, compressed
        struct stat status = {};
        if (::fstat(m_file.fd(), &status) != 0)
            return;
        const double part = std::min(1.0, static_cast<double>(status.st_size) / (static_cast<double>(m_rowBytes) * usualRatio + 1));
        const std::int64_t before = m_job.rowCount / closingShare;
        m_job.tell(before + static_cast<std::int64_t>(part * static_cast<double>(m_job.rowCount - before)));
    }

    /// Closing copies the rows once more, and does not look whether there is space for them: so it is made sure
    /// of here.
    Result<void> reserve()
    {
        m_rowBytes = std::ftell(m_sheet->optimize_tmpfile);
        const int problem = ::posix_fallocate(m_file.fd(), 0, m_rowBytes + bytesBesideRows);
        if (problem != 0 && problem != EINVAL && problem != EOPNOTSUPP) // some file systems cannot say
            return m_file.failed(problem);
        if (::ftruncate(m_file.fd(), 0) != 0)
            return m_file.failed(errno);
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> failed() const { return m_file.failed(errno != 0 ? errno : EIO); }

    const ExportJob &m_job;
    AtomicFileWriter &m_file;
    std::shared_ptr<Book> m_book;
    std::int64_t m_rowBytes = 0;             ///< as they lie beside the file
    lxw_worksheet *m_sheet = nullptr;        ///< the book's
    std::array<lxw_format *, 5> m_formats{}; ///< by XlsxStyle; the book's
};

} // namespace

Result<void> checkXlsx(const ExportJob &job)
{
    const auto tooMany = [&](const std::string &what) {
        return failure(ErrorCode::InvalidInput, "The file " + job.path + " cannot be written: a sheet of Excel holds " + what +
                                                    ". CSV and Parquet hold them all.");
    };
    if (job.rowCount + 1 > mostRows)
        return tooMany(grouped(mostRows) + " rows, the header among them, and there are " + grouped(job.rowCount));
    if (job.columns.size() > mostColumns)
        return tooMany(grouped(mostColumns) + " columns, and there are " + grouped(std::ssize(job.columns)));
    return {};
}

Result<void> writeXlsx(const ExportJob &job, AtomicFileWriter &file)
{
    Workbook book(job, file);
    Result<void> written = book.begin();
    if (written)
        written = book.writeRows();
    if (written)
        written = book.close();
    if (written)
        job.tell(job.rowCount);
    return written;
}

} // namespace assay::exporting
