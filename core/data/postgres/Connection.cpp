// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/postgres/Connection.h"

#include "data/postgres/Password.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <libpq-fe.h>
#include <poll.h>
#include <sstream>

namespace assay::postgres {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{10}; ///< for a connection
constexpr int lookMilliseconds = 50;         ///< between two looks at the stop token
constexpr std::size_t cancelProblemBytes = 256;

constexpr const char *session = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; "
                                "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET lock_timeout = '2s'; "
                                // Cursors are read to their end here.
                                "SET cursor_tuple_fraction = 1";

struct FreeOptions
{
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string valueOf(const Options &options, std::string_view keyword)
{
    for (const PQconninfoOption *option = options.get(); option != nullptr && option->keyword != nullptr; ++option)
        if (option->keyword == keyword && option->val != nullptr)
            return option->val;
    return {};
}

/// What is written in the text, else what libpq takes where nothing is.
std::string orUsual(const std::string &written, const Options &usual, std::string_view keyword)
{
    return written.empty() ? valueOf(usual, keyword) : written;
}

bool isLocal(const std::string &host)
{
    return host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" ||
           host.starts_with("127.") || host == "::1";
}

/// libpq says a line for each address it tried, with an indented hint below some; the last one's reason
/// stands behind where it tried.
std::string reasonOf(const PGconn *connection)
{
    std::istringstream text(PQerrorMessage(connection));
    std::string reason;
    for (std::string line; std::getline(text, line);)
        if (!line.empty() && line.front() != '\t')
            reason = line;
    constexpr std::string_view failed = " failed: ";
    const std::size_t place = reason.starts_with("connection to server") ? reason.find(failed) : std::string::npos;
    return place == std::string::npos ? reason : reason.substr(place + failed.size());
}

bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string adviceFor(const std::string &reason)
{
    if (has(reason, "password authentication failed"))
        return "The password is wrong; set PGPASSWORD, mend the password file, or give it anew in the connection dialog.";
    if (has(reason, "no password supplied"))
        return "A password is asked for; set PGPASSWORD, write it to the password file, or give it in the connection dialog.";
    if (has(reason, "does not exist"))
        return "Is the name of the database, or of the user, right?";
    if (has(reason, "certificate verify failed") || has(reason, "root certificate"))
        return "The server's certificate is not verified; name its root certificate with sslrootcert.";
    if (has(reason, "does not match host name"))
        return "The server's certificate is another host's; is this the right server?";
    if (has(reason, "SSL") || has(reason, "no encryption"))
        return "Server and source do not agree on encryption; see sslmode.";
    if (has(reason, "translate host name"))
        return "Is the host's name right?";
    return "Is the server running, and can it be reached from here?";
}

tl::unexpected<Error> noConnection(const Target &target, const std::string &reason)
{
    return failure(ErrorCode::Unavailable,
                   "No connection to " + target.text() + ": " + reason + ". " + adviceFor(reason), reason);
}

tl::unexpected<Error> cancelled()
{
    return failure(ErrorCode::Cancelled, "The load was cancelled.");
}

void waitFor(const PGconn *connection, bool forWriting)
{
    pollfd one{PQsocket(connection), static_cast<short>(forWriting ? POLLOUT : POLLIN), 0};
    poll(&one, 1, lookMilliseconds);
}

/// Asks the server to end what it is doing; what comes of it, the answer tells.
void requestCancel(PGconn *connection)
{
    std::array<char, cancelProblemBytes> problem{};
    PGcancel *const cancel = PQgetCancel(connection);
    if (cancel != nullptr)
        PQcancel(cancel, problem.data(), static_cast<int>(problem.size()));
    PQfreeCancel(cancel);
}

} // namespace

Answer::Answer(pg_result *result)
    : m_result(result)
{
}

void Answer::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

int Answer::rows() const
{
    return PQntuples(m_result.get());
}

bool Answer::isNull(int row, int field) const
{
    return row >= rows() || field >= PQnfields(m_result.get()) || PQgetisnull(m_result.get(), row, field) == 1;
}

std::string_view Answer::text(int row, int field) const
{
    if (isNull(row, field))
        return {};
    return {PQgetvalue(m_result.get(), row, field), static_cast<std::size_t>(PQgetlength(m_result.get(), row, field))};
}

std::optional<double> Answer::number(int row, int field) const
{
    const std::string_view digits = text(row, field);
    double value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isNumber = problem == std::errc() && end == digits.data() + digits.size() && !digits.empty();
    return isNumber ? std::optional(value) : std::nullopt;
}

std::string Target::text() const
{
    return database + " at " + (host.empty() ? "the local server" : host) + ":" + port;
}

Result<Target> Connection::targetOf(const std::string &conninfo)
{
    char *ignored = nullptr; // it may quote the password
    const Options written(PQconninfoParse(conninfo.c_str(), &ignored));
    PQfreemem(ignored);
    if (!written)
        return failure(ErrorCode::InvalidInput, "The PostgreSQL source cannot be read: write it as "
                                                "postgresql://user@host:5432/database, or as "
                                                "postgresql:host=… dbname=….");
    if (!valueOf(written, "password").empty() || !valueOf(written, "sslpassword").empty())
        return failure(ErrorCode::InvalidInput, "The PostgreSQL source holds a password, which everyone could "
                                                "read in a list of processes. Leave it out, and set "
                                                "PGPASSWORD, write it to ~/.pgpass, or give it in the "
                                                "connection dialog, which keeps it in the desktop's secret store.");
    const Options usual(PQconndefaults());
    Target target{orUsual(valueOf(written, "host"), usual, "host"), orUsual(valueOf(written, "port"), usual, "port"),
                  orUsual(valueOf(written, "user"), usual, "user"), orUsual(valueOf(written, "dbname"), usual, "dbname")};
    if (target.database.empty())
        target.database = target.user; // as libpq does
    return target;
}

void Connection::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Connection::Connection(Handle handle, Target target)
    : m_handle(std::move(handle))
    , m_target(std::move(target))
{
}

/// A later keyword counts more than an earlier one, and the source stands after the defaults.
Result<Connection::Handle> Connection::connected(const std::string &conninfo, const Target &target,
                                                 const std::string &password, const LoadWatch &watch)
{
    const bool mustEncrypt = !isLocal(target.host) && std::getenv("PGSSLMODE") == nullptr;
    const char *const keywords[] = {"application_name", "client_encoding", "sslmode", "dbname",
                                    password.empty() ? nullptr : "password", nullptr};
    const char *const values[] = {"assay", "UTF8", mustEncrypt ? "require" : "", conninfo.c_str(), password.c_str(), nullptr};
    Handle handle(PQconnectStartParams(keywords, values, 1));
    if (!handle || PQstatus(handle.get()) == CONNECTION_BAD)
        return noConnection(target, handle ? reasonOf(handle.get()) : "no memory");
    PQsetNoticeProcessor(handle.get(), [](void *, const char *) {}, nullptr); // else to standard error
    const auto deadline = Clock::now() + patience;
    for (PostgresPollingStatusType state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;) {
        if (watch.stop.stop_requested())
            return cancelled();
        if (Clock::now() > deadline)
            return noConnection(target, "no answer within 10 seconds");
        waitFor(handle.get(), state == PGRES_POLLING_WRITING);
        pollfd ready{PQsocket(handle.get()), static_cast<short>(state == PGRES_POLLING_WRITING ? POLLOUT : POLLIN), 0};
        if (poll(&ready, 1, 0) == 0)
            continue;
        state = PQconnectPoll(handle.get());
        if (state == PGRES_POLLING_FAILED) {
            if (password.empty() && PQconnectionNeedsPassword(handle.get()) != 0)
                if (const auto kept = storedPassword(target); kept && !kept->empty())
                    return connected(conninfo, target, *kept, watch);
            return noConnection(target, reasonOf(handle.get()));
        }
    }
    PQsetnonblocking(handle.get(), 1);
    return handle;
}

Result<Connection> Connection::open(const std::string &conninfo, const LoadWatch &watch)
{
    const Result<Target> target = targetOf(conninfo);
    if (!target)
        return tl::unexpected(target.error());
    Result<Handle> handle = connected(conninfo, *target, {}, watch);
    if (!handle)
        return tl::unexpected(handle.error());
    Connection connection(std::move(*handle), *target);
    for (const char *from = session; from != nullptr;) {
        const char *const end = std::strchr(from, ';');
        const Result<Answer> set = connection.ask(end != nullptr ? std::string(from, end) : from, {}, watch);
        if (!set)
            return tl::unexpected(set.error());
        from = end != nullptr ? end + 1 : nullptr;
    }
    return connection;
}

bool Connection::isAlive() const
{
    return PQstatus(m_handle.get()) == CONNECTION_OK;
}

Result<void> Connection::await(const LoadWatch &watch)
{
    bool isCancelling = false;
    while (PQisBusy(m_handle.get()) != 0 || PQflush(m_handle.get()) > 0) {
        if (watch.stop.stop_requested() && !std::exchange(isCancelling, true))
            requestCancel(m_handle.get());
        waitFor(m_handle.get(), PQflush(m_handle.get()) > 0);
        if (PQconsumeInput(m_handle.get()) == 0)
            return gone();
    }
    return {};
}

Result<Answer> Connection::ask(const std::string &sql, const std::vector<std::string> &texts, const LoadWatch &watch)
{
    if (watch.stop.stop_requested())
        return cancelled();
    std::vector<const char *> values;
    for (const std::string &text : texts)
        values.push_back(text.c_str());
    if (PQsendQueryParams(m_handle.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr,
                          nullptr, 0) == 0)
        return gone();
    std::optional<Answer> answer;
    std::optional<Error> failed;
    for (;;) {
        if (const Result<void> heard = await(watch); !heard)
            return tl::unexpected(heard.error());
        PGresult *const result = PQgetResult(m_handle.get());
        if (result == nullptr)
            break;
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && !failed)
            failed = problem(result).value();
        answer.emplace(result);
    }
    if (failed)
        return tl::unexpected(*failed);
    if (!answer)
        return gone();
    return std::move(*answer);
}

tl::unexpected<Error> Connection::gone() const
{
    return failure(ErrorCode::Unavailable,
                   "The server of " + m_target.text() + " has closed the connection; run again when it is back, and "
                   "it is connected anew.", reasonOf(m_handle.get()));
}

tl::unexpected<Error> Connection::problem(const pg_result *result) const
{
    const auto field = [result](int which) {
        const char *text = PQresultErrorField(result, which);
        return std::string(text != nullptr ? text : "");
    };
    const std::string state = field(PG_DIAG_SQLSTATE), message = field(PG_DIAG_MESSAGE_PRIMARY);
    if (state == "57014") // query_canceled
        return cancelled();
    if (state == "55P03") // lock_not_available
        return failure(ErrorCode::Unavailable, "The table of trades of " + m_target.text() +
                                                   " is locked by another program; try again when it has finished.", message);
    if (state.empty() || state.starts_with("57P") || state.starts_with("08"))
        return gone();
    if (state == "42501") // insufficient_privilege
        return failure(ErrorCode::Unavailable, "You may not read the trades of " + m_target.text() +
                                                   "; its owner can grant it with GRANT SELECT ON trades.", message);
    return failure(ErrorCode::Unavailable, "The server of " + m_target.text() + " refuses: " + message + ".", message);
}

} // namespace assay::postgres
