// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckCommand.h"
#include "app/cli/Console.h"
#include "app/cli/DataCommand.h"
#include "app/cli/DoctorCommand.h"
#include "app/cli/Program.h"
#include "app/cli/RulesCommand.h"
#include "app/cli/RunCommand.h"
#include "app/cli/WorkbenchCommand.h"
#include "base/StandardStreams.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

std::vector<std::unique_ptr<assay::Command>> allCommands()
{
    std::vector<std::unique_ptr<assay::Command>> commands;
    commands.push_back(std::make_unique<assay::RunCommand>());
    commands.push_back(std::make_unique<assay::CheckCommand>());
    commands.push_back(std::make_unique<assay::RulesCommand>());
    commands.push_back(std::make_unique<assay::DataCommand>());
    commands.push_back(std::make_unique<assay::DoctorCommand>());
    commands.push_back(std::make_unique<assay::WorkbenchCommand>());
    return commands;
}

/// What was to be said could not be: as any program where the reader has gone, and in plain words
/// where it is the disk.
int endUnheard(assay::Console &console)
{
    if (console.writeError() == EPIPE) {
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
    const QString reason = QString::fromLocal8Bit(std::strerror(console.writeError()));
    console.note(u"assay: cannot write to standard output: "_s + reason);
    return int(assay::ExitCode::BadInput);
}

} // namespace

int main(int argc, char **argv)
{
    assay::holdStandardStreams();
    // A reader that goes away is noticed where it is written to, and the runs are ended first.
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(u"" ASSAY_VERSION ""_s);
    assay::Console console;
    assay::Program program(allCommands(), console);
    const assay::ExitCode code = program.run(QCoreApplication::arguments().mid(1));
    const bool isUnheard = console.isClosed() && console.writeError() != ECANCELED;
    return isUnheard ? endUnheard(console) : int(code);
}
