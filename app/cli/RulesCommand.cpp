// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RulesCommand.h"

#include "app/cli/Console.h"
#include "app/cli/RunSettings.h"
#include "base/Json.h"
#include "policy/RuleBook.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace assay {
namespace {

constexpr std::size_t width = 96;

/// Words below each other, indented.
std::string wrapped(const std::string &text, std::size_t indent)
{
    std::string lines;
    std::string line;
    for (const QString &word : QString::fromStdString(text).split(u' ')) {
        const std::string next = word.toStdString();
        if (!line.empty() && indent + line.size() + 1 + next.size() > width) {
            lines += std::string(indent, ' ') + line + '\n';
            line.clear();
        }
        line += (line.empty() ? "" : " ") + next;
    }
    return lines + std::string(indent, ' ') + line + '\n';
}

std::string asText(const std::vector<RuleText> &rules)
{
    std::string text;
    std::optional<RuleText::Part> part;
    for (const RuleText &rule : rules) {
        if (part != rule.part)
            text += (text.empty() ? "" : "\n") + partTitle(rule.part) + "\n";
        part = rule.part;
        text += "\n  " + rule.title + " [" + rule.id + "]" +
                (rule.isActive ? "" : " – not under this profile") + "\n" + wrapped(rule.words, 4);
        std::string values;
        for (const std::string &value : rule.values)
            values += (values.empty() ? "" : ", ") + value;
        if (!values.empty())
            text += wrapped(values, 6);
    }
    return text;
}

std::string asJson(const std::vector<RuleText> &rules)
{
    Json list = Json::array();
    for (const RuleText &rule : rules)
        list.push_back({{"rule", rule.id},
                        {"title", rule.title},
                        {"words", rule.words},
                        {"values", rule.values},
                        {"active", rule.isActive}});
    return list.dump() + "\n";
}

} // namespace

QString RulesCommand::name() const
{
    return u"rules"_s;
}

QString RulesCommand::summary() const
{
    return u"say in plain words what a profile holds scripts to"_s;
}

QString RulesCommand::usage() const
{
    return u"[RULE…] [options]"_s;
}

std::vector<OptionSpec> RulesCommand::options() const
{
    return {profileOptionSpec(), {u"json"_s, {}, u"one JSON list"_s}};
}

Result<ExitCode> RulesCommand::execute(const Arguments &arguments, Console &console)
{
    const Result<QString> json = readProfile(arguments);
    if (!json)
        return tl::unexpected(json.error());
    const Result<Profile> profile = Profile::fromJson(json->toStdString());
    if (!profile)
        return tl::unexpected(profile.error());
    std::vector<RuleText> rules = ruleBook(*profile);
    const QStringList &wanted = arguments.files();
    QStringList known;
    for (const RuleText &rule : rules)
        known << QString::fromStdString(rule.id);
    for (const QString &word : wanted)
        if (!known.contains(word))
            return failure(ErrorCode::InvalidInput, "there is no rule '" + word.toStdString() + "'" +
                                                        didYouMean(word, known).toStdString());
    if (!wanted.isEmpty())
        std::erase_if(rules, [&](const RuleText &rule) {
            return !wanted.contains(QString::fromStdString(rule.id));
        });
    console.write(arguments.has(u"json"_s) ? asJson(rules) : asText(rules));
    return ExitCode::Done;
}

} // namespace assay
