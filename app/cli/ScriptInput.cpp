// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ScriptInput.h"

using namespace Qt::StringLiterals;

namespace assay {

OptionSpec batchOptionSpec()
{
    return {u"batch"_s, u"FILE.jsonl|-"_s,
            u"a script a line, {\"code\": \"…\"}; a JSON document a line comes out, in order"_s};
}

Result<ScriptInput> openScripts(const Arguments &arguments)
{
    const QStringList &files = arguments.files();
    const auto batch = arguments.value(u"batch"_s);
    if (batch && !files.isEmpty())
        return failure(ErrorCode::InvalidInput, "give files or '--batch', not both");
    if (batch) {
        const Result<int> input = openInput(*batch);
        if (!input)
            return tl::unexpected(input.error());
        return ScriptInput{std::make_unique<BatchFeed>(UniqueFd(*input)), true, false};
    }
    if (files.isEmpty())
        return failure(ErrorCode::InvalidInput, "no file is given ('-' is standard input)");
    if (files.count(u"-"_s) > 1)
        return failure(ErrorCode::InvalidInput, "standard input can be read only once");
    Result<std::vector<Script>> scripts = readScripts(files);
    if (!scripts)
        return tl::unexpected(scripts.error());
    return ScriptInput{std::make_unique<ScriptList>(std::move(*scripts)), false, files.size() == 1};
}

} // namespace assay
