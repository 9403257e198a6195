// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace assay {

/// The program's standard output and standard error. On a terminal it keeps a status line below
/// the text, which is gone before anything else is written.
/// Thread: the main thread only.
class Console
{
public:
    explicit Console(int output = 1, int error = 2);
    ~Console();
    Console(const Console &) = delete;
    Console &operator=(const Console &) = delete;

    /// Standard output is waited for only until this descriptor can be read; -1: without end.
    void setInterrupt(int descriptor) { m_interrupt = descriptor; }
    /// Writes bytes to standard output as they are.
    void write(std::string_view text);
    /// Ends the line on standard output that was begun, if any.
    void endLine();
    /// Writes text to standard error as it is, which must have been made safe.
    void writeError(std::string_view text);
    /// One line on standard error; whatever it quotes is made safe.
    void note(const QString &line);
    /// Shows what goes on, where standard error is a terminal and no line is begun.
    void setStatus(const QString &status);
    void clearStatus();

    /// True once standard output takes no more (its reader has gone, the disk is full, the user did
    /// not want to wait for it): there is nobody to work for.
    [[nodiscard]] bool isClosed() const { return m_writeError != 0; }
    /// The errno of that; 0 while all is well.
    [[nodiscard]] int writeError() const { return m_writeError; }

private:
    int m_output;
    int m_error;
    int m_interrupt = -1;
    bool m_errorIsTerminal;
    bool m_statusShown = false;
    bool m_lineBegun = false; ///< on standard output
    bool m_errorLineBegun = false;
    int m_writeError = 0;
};

} // namespace assay
