// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Program.h"

#include "app/cli/Console.h"

#include <algorithm>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString aligned(const std::vector<std::pair<QString, QString>> &rows)
{
    qsizetype width = 0;
    for (const auto &[left, right] : rows)
        width = std::max(width, left.size());
    QString text;
    for (const auto &[left, right] : rows)
        text += u"  %1  %2\n"_s.arg(left.leftJustified(width), right);
    return text;
}

bool asksForHelp(const QStringList &words)
{
    const QStringList own = words.mid(0, words.indexOf(u"--"_s));
    return own.contains(u"--help"_s) || own.contains(u"-h"_s);
}

} // namespace

QString commandHelp(const Command &command)
{
    std::vector<std::pair<QString, QString>> rows;
    for (const OptionSpec &option : command.options())
        rows.emplace_back(u"--%1 %2"_s.arg(option.name, option.value).trimmed(), option.help);
    QString text =
        u"assay %1 %2\n\n%3.\n"_s.arg(command.name(), command.usage(), command.summary());
    if (!rows.empty())
        text += u'\n' + aligned(rows);
    if (!command.notes().isEmpty())
        text += u'\n' + command.notes() + u'\n';
    return text;
}

Program::Program(std::vector<std::unique_ptr<Command>> commands, Console &console)
    : m_commands(std::move(commands))
    , m_console(console)
{
}

ExitCode Program::run(const QStringList &words)
{
    if (words.isEmpty())
        return fail({}, u"no command is given; see 'assay --help'"_s);
    const QString &first = words.front();
    if (first == "--version"_L1 || first == "-V"_L1) {
        m_console.write("assay " + QCoreApplication::applicationVersion().toStdString() + '\n');
        return ExitCode::Done;
    }
    if (first == "--help"_L1 || first == "-h"_L1 || first == "help"_L1)
        return help(words.mid(1));
    if (Command *command = find(first))
        return carryOut(*command, words.mid(1));
    return failUnknown(first);
}

Command *Program::find(const QString &name) const
{
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&](const auto &command) { return command->name() == name; });
    return found == m_commands.end() ? nullptr : found->get();
}

ExitCode Program::carryOut(Command &command, const QStringList &words)
{
    if (!command.handsOn() && asksForHelp(words))
        return help({command.name()});
    const Result<Arguments> arguments =
        command.handsOn() ? Arguments::unparsed(words) : Arguments::parse(command.options(), words);
    if (!arguments)
        return fail(command.name(), QString::fromStdString(arguments.error().text));
    const Result<ExitCode> code = command.execute(*arguments, m_console);
    return code ? *code : fail(command.name(), QString::fromStdString(code.error().text));
}

ExitCode Program::help(const QStringList &words)
{
    if (words.isEmpty()) {
        m_console.write(overview().toStdString());
        return ExitCode::Done;
    }
    const Command *command = find(words.front());
    if (command == nullptr)
        return failUnknown(words.front());
    m_console.write(commandHelp(*command).toStdString());
    return ExitCode::Done;
}

ExitCode Program::fail(const QString &where, const QString &text)
{
    // One line, whatever the words that it quotes hold.
    QString line = text;
    line.replace(u'\n', u' ');
    m_console.note((where.isEmpty() ? u"assay: "_s : u"assay %1: "_s.arg(where)) + line);
    return ExitCode::BadInput;
}

ExitCode Program::failUnknown(const QString &word)
{
    QStringList known{u"help"_s, u"--help"_s, u"--version"_s};
    for (const auto &command : m_commands)
        known << command->name();
    const QString kind = word.startsWith(u'-') ? u"option"_s : u"command"_s;
    return fail({}, u"there is no %1 '%2'%3"_s.arg(kind, word, didYouMean(word, known)));
}

QString Program::overview() const
{
    std::vector<std::pair<QString, QString>> rows;
    for (const auto &command : m_commands)
        rows.emplace_back(u"assay %1 %2"_s.arg(command->name(), command->usage()),
                          command->summary());
    rows.emplace_back(u"assay help COMMAND"_s, u"say more about a command"_s);
    rows.emplace_back(u"assay --version"_s, u"say which version this is"_s);
    return u"Assay runs analysts' pandas scripts in a sandbox.\n\n"_s + aligned(rows);
}

} // namespace assay
