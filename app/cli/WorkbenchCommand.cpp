// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/WorkbenchCommand.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <QCoreApplication>
#include <QFile>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

QString WorkbenchCommand::name() const
{
    return u"workbench"_s;
}

QString WorkbenchCommand::summary() const
{
    return u"open the window"_s;
}

QString WorkbenchCommand::usage() const
{
    return u"[FILE…] [its own options]"_s;
}

Result<ExitCode> WorkbenchCommand::execute(const Arguments &arguments, Console &)
{
    const QString program = QCoreApplication::applicationDirPath() + u"/assay-workbench"_s;
    std::vector<QByteArray> words{QFile::encodeName(program)};
    for (const QString &word : arguments.files())
        words.push_back(QFile::encodeName(word));
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    // What is ignored stays ignored in the next program.
    std::signal(SIGPIPE, SIG_DFL);
    ::execv(pointers[0], pointers.data());
    const QString reason = QString::fromLocal8Bit(std::strerror(errno));
    return failure(ErrorCode::Unavailable,
                   u"cannot start %1: %2"_s.arg(program, reason).toStdString());
}

} // namespace assay
