// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckCommand.h"

#include "app/cli/CheckPipeline.h"
#include "app/cli/Console.h"
#include "app/cli/FixLoop.h"
#include "app/cli/PipelineLoop.h"
#include "app/cli/RunSettings.h"
#include "app/cli/ScriptInput.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Result<CheckReporter::Form> readForm(const Arguments &arguments)
{
    const bool sarif = arguments.has(u"sarif"_s);
    const bool json = arguments.has(u"json"_s) || arguments.has(u"batch"_s);
    if (sarif && json)
        return failure(ErrorCode::InvalidInput,
                       "'--sarif' goes with neither '--json' nor '--batch'");
    return sarif  ? CheckReporter::Form::Sarif
           : json ? CheckReporter::Form::JsonLines
                  : CheckReporter::Form::Text;
}

} // namespace

QString CheckCommand::name() const
{
    return u"check"_s;
}

QString CheckCommand::summary() const
{
    return u"say what the policy finds in scripts"_s;
}

QString CheckCommand::usage() const
{
    return u"FILE…|- [options]"_s;
}

std::vector<OptionSpec> CheckCommand::options() const
{
    std::vector<OptionSpec> options{
        profileOptionSpec(),
        {u"json"_s, {}, u"one JSON document a script, each in one line"_s},
        {u"sarif"_s, {}, u"one SARIF 2.1.0 log of all scripts"_s},
        {u"fix"_s, {}, u"mend what can be mended, prove it by running, and write it back"_s},
        {u"diff"_s, {}, u"with --fix: show the changes instead of writing them"_s},
        batchOptionSpec()};
    options.push_back({u"data"_s, u"SOURCE"_s, u"what a mended script is proven on (sample)"_s});
    for (OptionSpec &option : engineOptionSpecs())
        options.push_back(std::move(option));
    return options;
}

QString CheckCommand::notes() const
{
    return uR"(Exit codes: 0 accepted, 2 bad input, 3 refused, 7 stopped, 8 no answer from the engine.
With several files: 7 or 8 if it came to that, else 3 if any was refused. With --batch: 0 when
every line has its answer, 2 when a line held no script, 7 and 8 as above.
With --fix: a script is run before and after, without the rules that refuse it; only one that
runs afterwards, with an equal result where it ran before, is written. The exit code is of what
is left. One from standard input goes to standard output.)"_s;
}

namespace {

Result<ExitCode> fixScripts(const Arguments &arguments, const EngineOptions &engine,
                            Console &console)
{
    if (arguments.has(u"json"_s) || arguments.has(u"sarif"_s) || arguments.has(u"batch"_s))
        return failure(ErrorCode::InvalidInput,
                       "'--fix' goes with neither '--json', '--sarif' nor '--batch'");
    Result<RunRequest> request = readRunRequest(arguments);
    if (!request)
        return tl::unexpected(request.error());
    Result<ScriptInput> input = openScripts(arguments);
    if (!input)
        return tl::unexpected(input.error());
    Executor executor(engine);
    const auto output = arguments.has(u"diff"_s) ? FixLoop::Output::Diff : FixLoop::Output::File;
    FixLoop loop(executor, std::move(*request), output, console);
    Outcome outcome;
    while (const auto script = input->feed->next())
        outcome.add(loop.fix(*script));
    return outcome.ofFiles();
}

} // namespace

Result<ExitCode> CheckCommand::execute(const Arguments &arguments, Console &console)
{
    const Result<CheckReporter::Form> form = readForm(arguments);
    if (!form)
        return tl::unexpected(form.error());
    const Result<EngineOptions> engine = readEngineOptions(arguments);
    if (!engine)
        return tl::unexpected(engine.error());
    if (arguments.has(u"fix"_s))
        return fixScripts(arguments, *engine, console);
    if (arguments.has(u"diff"_s))
        return failure(ErrorCode::InvalidInput, "'--diff' goes with '--fix'");
    const Result<QString> profile = readProfile(arguments);
    if (!profile)
        return tl::unexpected(profile.error());
    Result<ScriptInput> input = openScripts(arguments);
    if (!input)
        return tl::unexpected(input.error());
    CheckReporter reporter(console, *form);
    PipelineLoop loop(console);
    Executor executor(*engine);
    CheckPipeline pipeline(executor, std::move(input->feed), *profile, reporter, 8);
    loop.run(pipeline);
    reporter.finish();
    const Outcome &outcome = reporter.outcome();
    return input->isBatch ? outcome.ofBatch() : outcome.ofFiles();
}

} // namespace assay
