// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunCommand.h"

#include "app/cli/Console.h"
#include "app/cli/JsonRunReporter.h"
#include "app/cli/PipelineLoop.h"
#include "app/cli/ResultExport.h"
#include "app/cli/RunPipeline.h"
#include "app/cli/RunSettings.h"
#include "app/cli/ScriptInput.h"
#include "app/cli/TextRunReporter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

std::unique_ptr<RunReporter> makeReporter(const ScriptInput &input, bool json, Console &console)
{
    using Titles = TextRunReporter::Titles;
    if (json || input.isBatch)
        return std::make_unique<JsonRunReporter>(console);
    return std::make_unique<TextRunReporter>(console,
                                             input.isSingle ? Titles::None : Titles::ScriptNames);
}

} // namespace

QString RunCommand::name() const
{
    return u"run"_s;
}

QString RunCommand::summary() const
{
    return u"run scripts in the sandbox"_s;
}

QString RunCommand::usage() const
{
    return u"FILE…|- [options]"_s;
}

std::vector<OptionSpec> RunCommand::options() const
{
    std::vector<OptionSpec> options = runOptionSpecs();
    options.push_back({u"json"_s, {}, u"one JSON document a script, each in one line"_s});
    options.push_back(batchOptionSpec());
    options.push_back(exportOptionSpec());
    for (OptionSpec &option : engineOptionSpecs())
        options.push_back(std::move(option));
    return options;
}

QString RunCommand::notes() const
{
    return uR"(Exit codes: 0 done, 1 the script failed, 2 bad input, 3 refused by the profile,
4 time limit, 5 memory limit, 6 the script's process died, 7 stopped, 8 no engine or sandbox.
With several files: 7 or 8 if it came to that, else that of the first that did not end with 0.
With --batch: 0 when every line has its answer, 2 when a line held no script, 7 and 8 as above.
With --export: 2 where the result is no table or cannot be written; an old file is then as it was.)"_s;
}

Result<ExitCode> RunCommand::execute(const Arguments &arguments, Console &console)
{
    const Result<EngineOptions> engine = readEngineOptions(arguments);
    if (!engine)
        return tl::unexpected(engine.error());
    Result<RunRequest> request = readRunRequest(arguments);
    if (!request)
        return tl::unexpected(request.error());
    Result<ScriptInput> input = openScripts(arguments);
    if (!input)
        return tl::unexpected(input.error());
    const Result<std::optional<ExportPlan>> plan = readExport(arguments);
    if (!plan)
        return tl::unexpected(plan.error());
    if (*plan && !input->isSingle)
        return failure(ErrorCode::InvalidInput, "'--export' is for one script: there is one file for the result");
    const auto shown = makeReporter(*input, arguments.has(u"json"_s), console);
    KeepingReporter reporter(*shown);
    PipelineLoop loop(console);
    Executor executor(*engine);
    QObject::connect(&executor, &Executor::cacheFailed, &executor,
                     [&console](const QString &problem) { console.note(u"assay run: "_s + problem); });
    RunPipeline pipeline(executor, std::move(input->feed), std::move(*request), reporter,
                         input->isBatch ? 2 : 1);
    loop.run(pipeline);
    const Outcome &outcome = reporter.outcome();
    if (*plan && outcome.ofFiles() == ExitCode::Done) {
        const Result<void> written = exportResult(**plan, reporter.value(), console, [&loop] { return loop.isInterrupted(); });
        if (!written) {
            console.note(u"assay run: "_s + QString::fromStdString(written.error().text));
            return written.error().code == ErrorCode::Cancelled ? ExitCode::Cancelled : ExitCode::BadInput;
        }
    }
    return input->isBatch ? outcome.ofBatch() : outcome.ofFiles();
}

} // namespace assay
