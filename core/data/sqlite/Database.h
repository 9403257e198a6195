// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/SourceInfo.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace assay::sqlite {

/// One prepared question. Stepped row by row; a row's texts live until the next step.
class Statement
{
public:
    void bind(int place, std::string_view text);
    /// NaN becomes NULL.
    void bind(int place, double number);
    void bindNull(int place);
    /// Ready to be stepped from the start; what is bound stays.
    void reset();

    /// True: there is a row. An error names the database.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] int columns() const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// None where the cell holds no number, or one as a text.
    [[nodiscard]] std::optional<double> number(int column) const;

private:
    friend class Database;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    Statement(sqlite3_stmt *statement, const class Database &database);

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    const Database *m_database;
};

/// A file of SQLite's, opened for reading only, also while another program writes to it; unless it
/// was opened to be written. Waits for a lock at most two seconds.
/// Thread: any one at a time.
class Database
{
public:
    /// A missing, empty, locked, corrupt or foreign file is an error that says which it is.
    [[nodiscard]] static Result<Database> open(const std::string &path);
    /// Also makes the file where it is not there.
    [[nodiscard]] static Result<Database> openToWrite(const std::string &path);

    /// Runs SQL that gives no rows.
    [[nodiscard]] Result<void> run(const std::string &sql) const;
    /// How many rows the last statement that changes any has changed.
    [[nodiscard]] std::int64_t changes() const;
    /// `texts` are bound to the places 1, 2, …
    [[nodiscard]] Result<Statement> prepare(const std::string &sql,
                                            const std::vector<std::string> &texts = {}) const;
    /// Names of the tables and views, SQLite's own left out.
    [[nodiscard]] std::vector<std::string> tables() const;
    [[nodiscard]] std::vector<ColumnInfo> columnsOf(const std::string &table) const;
    [[nodiscard]] bool hasTable(const std::string &name) const;
    [[nodiscard]] bool hasColumn(const std::string &table, const std::string &column) const;
    /// Ends what is being stepped, with ErrorCode::Cancelled, once `stop` is requested.
    void interruptBy(std::stop_token stop);
    /// False once another file has taken the name of the one that is open, or it is gone.
    [[nodiscard]] bool isCurrent() const;
    /// Changes whenever the content may have.
    [[nodiscard]] std::string state() const;
    /// The same for other starts of the program. Empty where the file was written to so lately that
    /// its time may not tell the next change.
    [[nodiscard]] std::string durableState() const;
    /// When the file or its log was last written to, ns since 1970.
    [[nodiscard]] std::optional<std::int64_t> changed() const;
    [[nodiscard]] const std::string &path() const { return m_path; }
    /// The last error in a sentence that says what to do.
    [[nodiscard]] tl::unexpected<Error> problem() const;

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
    };
    Database(std::string path, sqlite3 *database);

    std::string m_path;
    std::string m_identity; ///< of the file that was opened
    std::unique_ptr<sqlite3, Close> m_database;
    std::unique_ptr<std::stop_token> m_stop = std::make_unique<std::stop_token>();
};

} // namespace assay::sqlite
