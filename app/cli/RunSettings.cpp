// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunSettings.h"

#include "app/cli/Script.h"
#include "data/DataSource.h"
#include "data/FrameStore.h"
#include "policy/BuiltinProfiles.h"
#include "policy/Profile.h"

#include <cmath>
#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double maxTimeoutSeconds = 86'400;
constexpr int minMemoryMebibytes = 16;
constexpr int maxMemoryMebibytes = 1 << 20;

tl::unexpected<Error> badValue(const QString &text)
{
    return failure(ErrorCode::InvalidInput, text.toStdString());
}

QStringList profileNames()
{
    QStringList names;
    for (const std::string_view name : builtinProfileNames())
        names << QString::fromUtf8(name.data(), qsizetype(name.size()));
    return names;
}

Result<std::chrono::milliseconds> readTimeout(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0.001) || seconds > maxTimeoutSeconds)
        return badValue(
            u"'--timeout %1' is not a number of seconds from 0.001 to 86400"_s.arg(text));
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

Result<std::uint64_t> readMemory(const QString &text)
{
    bool isNumber = false;
    const int mebibytes = text.toInt(&isNumber);
    if (!isNumber || mebibytes < minMemoryMebibytes || mebibytes > maxMemoryMebibytes)
        return badValue(u"'--memory %1' is not a number of MiB from %2 to %3"_s.arg(text)
                            .arg(minMemoryMebibytes)
                            .arg(maxMemoryMebibytes));
    return std::uint64_t(mebibytes) << 20U;
}

/// A size in units of `unit` bytes.
Result<std::uint64_t> readSize(const Arguments &arguments, const QString &option,
                               const QString &unitName, std::uint64_t unit,
                               std::uint64_t unlessGiven)
{
    const auto text = arguments.value(option);
    if (!text)
        return unlessGiven;
    constexpr int most = 1 << 20;
    bool isNumber = false;
    const int count = text->toInt(&isNumber);
    if (!isNumber || count < 1 || count > most)
        return badValue(u"'--%1 %2' is not a number of %3 from 1 to %4"_s.arg(option, *text, unitName)
                            .arg(most));
    return count * unit;
}

Result<Limits> readLimits(const Arguments &arguments, const QString &profile)
{
    const Result<Profile> rules = Profile::fromJson(profile.toStdString());
    if (!rules)
        return tl::unexpected(rules.error());
    Limits limits;
    limits.wall = std::chrono::seconds(rules->timeoutSeconds);
    limits.memoryBytes = std::uint64_t(rules->memoryMebibytes) << 20U;
    if (const auto text = arguments.value(u"timeout"_s)) {
        const auto timeout = readTimeout(*text);
        if (!timeout)
            return tl::unexpected(timeout.error());
        limits.wall = *timeout;
    }
    if (const auto text = arguments.value(u"memory"_s)) {
        const auto memory = readMemory(*text);
        if (!memory)
            return tl::unexpected(memory.error());
        limits.memoryBytes = *memory;
    }
    const auto output =
        readSize(arguments, u"output-limit"_s, u"KiB"_s, 1U << 10U, limits.outputBytes);
    const auto result =
        readSize(arguments, u"result-limit"_s, u"MiB"_s, 1U << 20U, limits.resultBytes);
    if (!output || !result)
        return tl::unexpected((output ? result : output).error());
    limits.outputBytes = *output;
    limits.resultBytes = *result;
    return limits;
}

} // namespace

std::vector<OptionSpec> engineOptionSpecs()
{
    return {{u"python"_s, u"VENV"_s, u"the virtual environment whose packages scripts use"_s},
            {u"accept-missing"_s, u"LAYER[,LAYER]"_s,
             u"run without these layers of the sandbox where the system lacks them"_s},
            {u"no-cache"_s, {}, u"keep nothing of what is loaded on disk for the next start"_s}};
}

Result<EngineOptions> readEngineOptions(const Arguments &arguments)
{
    auto options = EngineOptions::read(arguments.value(u"python"_s).value_or(QString()),
                                       arguments.value(u"accept-missing"_s).value_or(QString()));
    if (options && !arguments.has(u"no-cache"_s))
        options->cacheFolder = QString::fromStdString(FrameStore::usualFolder());
    return options;
}

OptionSpec profileOptionSpec()
{
    return {u"profile"_s, u"slack|deployed|local|FILE"_s,
            u"the rules a script is held to (slack)"_s};
}

Result<QString> readProfile(const Arguments &arguments)
{
    const QString name = arguments.value(u"profile"_s).value_or(u"slack"_s);
    if (const auto builtin = builtinProfile(name.toStdString()))
        return QString::fromUtf8(builtin->data(), qsizetype(builtin->size()));
    if (name != "-"_L1 && !QFileInfo::exists(name))
        return badValue(u"there is no profile and no file '%1'%2"_s.arg(
            name, didYouMean(name, profileNames())));
    const Result<Script> file = readScript(name);
    if (!file)
        return tl::unexpected(file.error());
    const Result<Profile> rules = Profile::fromJson(file->code.toStdString());
    if (!rules)
        return badValue(u"%1: %2"_s.arg(name, QString::fromStdString(rules.error().text)));
    return file->code;
}

std::vector<OptionSpec> runOptionSpecs()
{
    return {
        profileOptionSpec(),
        {u"data"_s, u"SOURCE"_s, u"where trades come from: sample (default), sqlite:FILE, csv:FILE, parquet:FILE, fixture:FILE.json"_s},
        {u"now"_s, u"ISO-TIME"_s, u"the scripts' clock, such as 2025-11-20T12:00:00"_s},
        {u"timeout"_s, u"S"_s, u"seconds a script may take"_s},
        {u"memory"_s, u"MIB"_s, u"memory a script may use"_s},
        {u"output-limit"_s, u"KIB"_s,
         u"how much of each output stream is kept (1024); the rest is counted"_s},
        {u"result-limit"_s, u"MIB"_s, u"how large a result may be (512)"_s}};
}

Result<RunRequest> readRunRequest(const Arguments &arguments)
{
    RunRequest request;
    const Result<QString> profile = readProfile(arguments);
    if (!profile)
        return tl::unexpected(profile.error());
    request.profile = *profile;
    const Result<Limits> limits = readLimits(arguments, *profile);
    if (!limits)
        return tl::unexpected(limits.error());
    request.limits = *limits;
    if (const auto now = arguments.value(u"now"_s)) {
        const Result<std::int64_t> time = readTime(*now);
        if (!time)
            return tl::unexpected(time.error());
        request.now = *time;
    }
    const QString data = arguments.value(u"data"_s).value_or(u"sample"_s);
    Result<std::shared_ptr<DataSource>> source = openSource(data.toStdString());
    if (!source)
        return tl::unexpected(source.error());
    request.source = std::move(*source);
    return request;
}

Result<std::int64_t> readTime(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(?::\\d\\d)?)(?:\\.(\\d{1,9}))?)?"
        "(Z|[+-]\\d\\d:\\d\\d)?$"_s);
    const auto bad = badValue(u"'%1' is not a time such as 2025-11-20T12:00:00"_s.arg(text));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return bad;
    const QString clock = match.captured(2).isEmpty() ? u"00:00"_s : match.captured(2);
    const QString zone = match.captured(4).isEmpty() ? u"Z"_s : match.captured(4);
    const QDateTime time =
        QDateTime::fromString(match.captured(1) + u'T' + clock + zone, Qt::ISODate);
    // int64 nanoseconds reach from 1677 to 2262.
    if (!time.isValid() || time.date().year() < 1678 || time.date().year() > 2261)
        return bad;
    const qint64 fraction = match.captured(3).leftJustified(9, u'0').toLongLong();
    return time.toSecsSinceEpoch() * 1'000'000'000 + fraction;
}

} // namespace assay
