// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DoctorCommand.h"

#include "app/cli/Console.h"
#include "app/cli/Diagnosis.h"
#include "app/cli/Interrupts.h"
#include "app/cli/JsonText.h"
#include "app/cli/Progress.h"
#include "app/cli/RunSettings.h"
#include "app/cli/SafeOutput.h"

#include <QEventLoop>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// The version of the library that Qt's driver uses, which is the one data is kept with.
QString sqliteVersion()
{
    QString version;
    const QString connection = u"doctor"_s;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
        database.setDatabaseName(u":memory:"_s);
        if (database.open()) {
            QSqlQuery query(u"select sqlite_version()"_s, database);
            if (query.next())
                version = query.value(0).toString();
        }
    }
    QSqlDatabase::removeDatabase(connection);
    return version;
}

/// Starts the engine and waits for the outcome of the attacks, or for a reason why there is none.
/// False: the user has stopped it.
bool examine(const EngineOptions &options, Diagnosis &diagnosis, Progress &progress)
{
    Interrupts interrupts;
    Executor executor(options);
    QEventLoop loop;
    bool hasAttacked = false;
    QObject::connect(&interrupts, &Interrupts::interrupted, &loop, [&] { loop.exit(1); });
    QObject::connect(&executor, &Executor::engineChanged, &loop, [&](const EngineStatus &status) {
        diagnosis.engine = status;
        if (status.state == EngineStatus::State::Dead)
            loop.exit(0);
        else if (status.state != EngineStatus::State::Starting && !std::exchange(hasAttacked, true))
            executor.attack();
    });
    QObject::connect(&executor, &Executor::attacksFinished, &loop, [&](const AttackReport &report) {
        diagnosis.attacks = report;
        loop.exit(0);
    });
    progress.setActivity(u"examining the engine"_s);
    const bool isDone = loop.exec() == 0;
    progress.setActivity({});
    return isDone;
}

} // namespace

QString DoctorCommand::name() const
{
    return u"doctor"_s;
}

QString DoctorCommand::summary() const
{
    return u"say whether scripts can be run safely on this system"_s;
}

QString DoctorCommand::usage() const
{
    return u"[options]"_s;
}

std::vector<OptionSpec> DoctorCommand::options() const
{
    std::vector<OptionSpec> options{{u"json"_s, {}, u"one JSON document"_s}};
    for (OptionSpec &option : engineOptionSpecs())
        options.push_back(std::move(option));
    return options;
}

QString DoctorCommand::notes() const
{
    return u"Exit codes: 0 scripts can be run safely, 2 wrong usage, 7 stopped, 8 they cannot."_s;
}

Result<ExitCode> DoctorCommand::execute(const Arguments &arguments, Console &console)
{
    if (!arguments.files().isEmpty())
        return failure(ErrorCode::InvalidInput, "it takes no files");
    const Result<EngineOptions> options = readEngineOptions(arguments);
    if (!options)
        return tl::unexpected(options.error());
    Diagnosis diagnosis;
    diagnosis.acceptedMissing = options->acceptedMissing;
    diagnosis.sqlite = sqliteVersion();
    Progress progress(console);
    if (!examine(*options, diagnosis, progress))
        return ExitCode::Cancelled;
    console.write(arguments.has(u"json"_s) ? jsonLine(diagnosisJson(diagnosis))
                                           : safeOutput(diagnosisText(diagnosis)));
    return diagnosis.isSafe() ? ExitCode::Done : ExitCode::Unavailable;
}

} // namespace assay
