// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Console.h"

#include "app/cli/SafeOutput.h"

#include <cerrno>
#include <poll.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace assay {

namespace {

/// Writes all of `text`, waiting for a reader that is slow; gives the errno of a failure.
int writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(std::size_t(written));
        } else if (errno == EAGAIN) {
            pollfd ready{fd, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
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
    m_writeError = writeAll(m_output, text);
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
    writeAll(m_error, text);
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
    writeAll(m_error, "\r\033[K" + safeOutput(status));
    m_statusShown = true;
}

void Console::clearStatus()
{
    if (!std::exchange(m_statusShown, false))
        return;
    writeAll(m_error, "\r\033[K");
}

} // namespace assay
