// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/LoadWatch.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace assay::postgres {

/// The rows of one answer, all as texts. Rows and fields that are not there are NULL: what a server
/// sends need not be what it was asked for.
class Answer
{
public:
    explicit Answer(pg_result *result);

    [[nodiscard]] int rows() const;
    [[nodiscard]] bool isNull(int row, int field) const;
    /// Lives as long as this.
    [[nodiscard]] std::string_view text(int row, int field) const;
    /// None where the cell holds no number; `NaN` and `Infinity` are some.
    [[nodiscard]] std::optional<double> number(int row, int field) const;

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

/// Where a SOURCE text leads, with what it leaves out filled in as libpq does.
struct Target
{
    std::string host;
    std::string port;
    std::string user;
    std::string database;

    /// `trades at db.example.com:5432`: for error texts.
    [[nodiscard]] std::string text() const;
};

/// One connection to a PostgreSQL server, on which nothing is ever waited for longer than until the
/// watch is stopped. What is asked on it can only read; a lock is waited for two seconds.
/// Errors name the server and say what to do; none holds the password.
/// Thread: any one at a time.
class Connection
{
public:
    /// `conninfo`: a URI or keywords and values as libpq has them, without a password, which is
    /// refused: it would end up in lists of processes and in logs.
    [[nodiscard]] static Result<Target> targetOf(const std::string &conninfo);
    /// The password is libpq's own (PGPASSWORD, the password file), else the desktop's secret store's.
    [[nodiscard]] static Result<Connection> open(const std::string &conninfo, const LoadWatch &watch);

    /// False once the server has gone.
    [[nodiscard]] bool isAlive() const;
    /// Carries out one statement; `texts` stand for $1, $2, …
    [[nodiscard]] Result<Answer> ask(const std::string &sql, const std::vector<std::string> &texts,
                                     const LoadWatch &watch);
    [[nodiscard]] const Target &target() const { return m_target; }

private:
    struct Finish
    {
        void operator()(pg_conn *connection) const;
    };
    using Handle = std::unique_ptr<pg_conn, Finish>;

    Connection(Handle handle, Target target);
    [[nodiscard]] static Result<Handle> connected(const std::string &conninfo, const Target &target,
                                                  const std::string &password, const LoadWatch &watch);
    /// Until the server has said all of its answer; true where it was asked to stop.
    [[nodiscard]] Result<void> await(const LoadWatch &watch);
    [[nodiscard]] tl::unexpected<Error> problem(const pg_result *result) const;
    [[nodiscard]] tl::unexpected<Error> gone() const;

    Handle m_handle;
    Target m_target;
};

} // namespace assay::postgres
