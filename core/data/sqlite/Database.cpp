// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/Database.h"

#include "data/FileTime.h"

#include <algorithm>
#include <filesystem>
#include <sqlite3.h>
#include <utility>

namespace assay::sqlite {
namespace {

constexpr int patienceMilliseconds = 2000;
/// How many of SQLite's instructions pass between two looks at the stop token: some tenths of a
/// millisecond.
constexpr int instructionsBetweenLooks = 10'000;

/// `file:` and the path, in which `?`, `#` and `%` mean themselves.
std::string uriOf(const std::string &path, std::string_view options)
{
    std::string uri = "file:";
    for (const char letter : path) {
        if (letter == '?' || letter == '#' || letter == '%') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            uri += {'%', digits[static_cast<unsigned char>(letter) >> 4U], digits[letter & 15]};
        } else {
            uri += letter;
        }
    }
    return uri + "?" + std::string(options);
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt *statement, const Database &database)
    : m_statement(statement)
    , m_database(&database)
{
}

void Statement::bind(int place, std::string_view text)
{
    sqlite3_bind_text(m_statement.get(), place, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
}

void Statement::bind(int place, double number)
{
    sqlite3_bind_double(m_statement.get(), place, number);
}

void Statement::bindNull(int place)
{
    sqlite3_bind_null(m_statement.get(), place);
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return m_database->problem();
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::string_view Statement::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    const int bytes = sqlite3_column_bytes(m_statement.get(), column);
    return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(bytes));
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::optional<double> Statement::number(int column) const
{
    const int type = sqlite3_column_type(m_statement.get(), column);
    if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        return std::nullopt;
    return sqlite3_column_double(m_statement.get(), column);
}

void Database::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

Database::Database(std::string path, sqlite3 *database)
    : m_path(std::move(path))
    , m_identity(fileIdentity(m_path))
    , m_database(database)
{
}

Result<Database> Database::open(const std::string &path)
{
    std::error_code none;
    if (!std::filesystem::exists(path, none))
        return failure(ErrorCode::InvalidInput, "There is no file " + path + ".");
    if (!std::filesystem::is_regular_file(path, none))
        return failure(ErrorCode::InvalidInput, path + " is not a file.");
    if (std::filesystem::file_size(path, none) == 0)
        return failure(ErrorCode::InvalidInput,
                       "The file " + path + " is empty; the bot has not written to it yet.");
    const auto tried = [&](std::string_view options) {
        sqlite3 *raw = nullptr;
        const int code =
            sqlite3_open_v2(uriOf(path, options).c_str(), &raw,
                            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
        Database database(path, raw);
        sqlite3_busy_timeout(raw, patienceMilliseconds);
        // Only now is the file looked into.
        const bool isGood =
            code == SQLITE_OK &&
            sqlite3_exec(raw, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) == SQLITE_OK;
        return std::pair(std::move(database), isGood);
    };
    auto [database, isGood] = tried("mode=ro");
    if (isGood)
        return std::move(database);
    // A database in WAL mode that nobody has open, in a folder that we may not write to.
    if (sqlite3_errcode(database.m_database.get()) == SQLITE_CANTOPEN &&
        !std::filesystem::exists(path + "-wal", none)) {
        auto [frozen, isReadable] = tried("mode=ro&immutable=1");
        if (isReadable)
            return std::move(frozen);
    }
    return database.problem();
}

Result<Database> Database::openToWrite(const std::string &path)
{
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(uriOf(path, "mode=rwc").c_str(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                                     nullptr);
    Database database(path, raw);
    sqlite3_busy_timeout(raw, patienceMilliseconds);
    if (code != SQLITE_OK)
        return database.problem();
    if (const Result<void> looked = database.run("SELECT count(*) FROM sqlite_schema"); !looked)
        return tl::unexpected(looked.error());
    return database;
}

Result<void> Database::run(const std::string &sql) const
{
    if (sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return problem();
    return {};
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_database.get());
}

Result<Statement> Database::prepare(const std::string &sql, const std::vector<std::string> &texts) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database.get(), sql.c_str(), static_cast<int>(sql.size()), &statement,
                           nullptr) != SQLITE_OK)
        return problem();
    Statement prepared(statement, *this);
    for (std::size_t i = 0; i < texts.size(); ++i)
        prepared.bind(static_cast<int>(i + 1), texts[i]);
    return prepared;
}

std::vector<std::string> Database::tables() const
{
    auto question = prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND "
                            "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    std::vector<std::string> names;
    while (question && question->step().value_or(false))
        names.emplace_back(question->text(0));
    return names;
}

std::vector<ColumnInfo> Database::columnsOf(const std::string &table) const
{
    auto question = prepare("SELECT name, type FROM pragma_table_info(?1)", {table});
    std::vector<ColumnInfo> columns;
    while (question && question->step().value_or(false))
        columns.push_back({std::string(question->text(0)), std::string(question->text(1))});
    return columns;
}

bool Database::hasTable(const std::string &name) const
{
    auto question = prepare("SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?1", {name});
    return question && question->step().value_or(false);
}

bool Database::hasColumn(const std::string &table, const std::string &column) const
{
    auto question = prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", {table, column});
    return question && question->step().value_or(false);
}

void Database::interruptBy(std::stop_token stop)
{
    *m_stop = std::move(stop);
    sqlite3_progress_handler(
        m_database.get(), instructionsBetweenLooks,
        [](void *token) { return static_cast<std::stop_token *>(token)->stop_requested() ? 1 : 0; },
        m_stop.get());
}

bool Database::isCurrent() const
{
    return fileIdentity(m_path) == m_identity;
}

std::string Database::state() const
{
    std::string version;
    if (auto question = prepare("PRAGMA data_version"); question && question->step().value_or(false))
        version = std::to_string(question->integer(0));
    return version + " " + fileState(m_path) + " " + fileState(m_path + "-wal");
}

std::string Database::durableState() const
{
    return isSettled(changed()) ? fileState(m_path) + " " + fileState(m_path + "-wal") : std::string();
}

std::optional<std::int64_t> Database::changed() const
{
    const auto file = fileTime(m_path), log = fileTime(m_path + "-wal");
    return file && log ? std::max(file, log) : file;
}

tl::unexpected<Error> Database::problem() const
{
    const int code = sqlite3_errcode(m_database.get());
    const std::string detail = sqlite3_errmsg(m_database.get());
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failure(ErrorCode::Unavailable,
                       "The database " + m_path +
                           " is locked by another program; try again when it has finished.", detail);
    case SQLITE_NOTADB:
        return failure(ErrorCode::InvalidInput, m_path + " is no SQLite database.", detail);
    case SQLITE_CORRUPT:
        return failure(ErrorCode::InvalidInput,
                       "The database " + m_path +
                           " is damaged; restore it from a backup, or try SQLite's .recover.", detail);
    case SQLITE_INTERRUPT:
        return failure(ErrorCode::Cancelled, "The load was cancelled.", detail);
    case SQLITE_READONLY:
        return failure(ErrorCode::InvalidInput, "The database " + m_path + " may not be written to.", detail);
    case SQLITE_FULL:
        return failure(ErrorCode::System, "There is no room left for the database " + m_path + ".", detail);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY_CANTINIT:
        return failure(ErrorCode::InvalidInput,
                       "The database " + m_path + " cannot be opened; may you read it?", detail);
    default:
        return failure(ErrorCode::Unavailable, "The database " + m_path + " cannot be read: " + detail + ".",
                       detail);
    }
}

} // namespace assay::sqlite
