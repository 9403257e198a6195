// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Console.h"

#include "app/cli/SafeOutput.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace assay {

namespace {

/// A pipe that can be written to takes this much without waiting.
constexpr std::size_t chunkBytes = PIPE_BUF;

/// Writes all of `text`, waiting for a reader that is slow, until `interrupt` can be read; gives the
/// errno of a failure.
int writeAll(int fd, std::string_view text, int interrupt)
{
    while (!text.empty()) {
        std::array<pollfd, 2> waiting{{{fd, POLLOUT, 0}, {interrupt, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            return errno;
        if (waiting[1].revents != 0)
            return ECANCELED;
        if (waiting[0].revents == 0)
            continue;
        const ssize_t written = ::write(fd, text.data(), std::min(text.size(), chunkBytes));
        if (written >= 0)
            text.remove_prefix(std::size_t(written));
        else if (errno != EINTR && errno != EAGAIN)
            return errno;
    }
    return 0;
}

} // namespace

Console::Console(int output, int error)
    : m_output(output)
    , m_error(error)
    , m_errorIsTerminal(::isatty(error) == 1)
{
}

Console::~Console()
{
    clearStatus();
}

void Console::write(std::string_view text)
{
    if (text.empty() || isClosed())
        return;
    clearStatus();
    m_writeError = writeAll(m_output, text, m_interrupt);
    m_lineBegun = text.back() != '\n';
}

void Console::endLine()
{
    if (m_lineBegun)
        write("\n");
}

void Console::writeError(std::string_view text)
{
    if (text.empty())
        return;
    clearStatus();
    writeAll(m_error, text, -1);
    m_errorLineBegun = text.back() != '\n';
}

void Console::note(const QString &line)
{
    const std::string begun = m_errorLineBegun ? "\n" : "";
    writeError(begun + safeOutput(line) + '\n');
}

void Console::setStatus(const QString &status)
{
    if (!m_errorIsTerminal || m_lineBegun || m_errorLineBegun)
        return;
    writeAll(m_error, "\r\033[K" + safeOutput(status), -1);
    m_statusShown = true;
}

void Console::clearStatus()
{
    if (!std::exchange(m_statusShown, false))
        return;
    writeAll(m_error, "\r\033[K", -1);
}

} // namespace assay
