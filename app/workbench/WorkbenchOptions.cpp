// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/WorkbenchOptions.h"

#include "data/FrameStore.h"
#include "data/LazySource.h"
#include "policy/BuiltinProfiles.h"
#include "policy/Profile.h"

#include <algorithm>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace assay {
namespace {

/// A built-in profile by its name, or a file.
Result<QByteArray> profileText(const QString &name)
{
    const auto names = builtinProfileNames();
    const std::string wanted = name.toStdString();
    if (std::find(names.begin(), names.end(), wanted) != names.end())
        return builtinProfile(wanted).map(
            [](std::string_view text) { return QByteArray(text.data(), qsizetype(text.size())); });
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::InvalidInput,
                       "no profile " + wanted + ": " + file.errorString().toStdString());
    return file.readAll();
}

/// That the last start ran on. The window looks into it, and says so where it cannot be read.
std::string rememberedSource()
{
    return QSettings().value(QStringLiteral("data/source"), QStringLiteral("sample")).toString().toStdString();
}

Result<RunSetup> makeSetup(const QString &profileName, const QString &sourceName)
{
    const Result<QByteArray> text = profileText(profileName);
    if (!text)
        return tl::unexpected(text.error());
    const Result<Profile> profile =
        Profile::fromJson(std::string_view(text->data(), std::size_t(text->size())));
    if (!profile)
        return tl::unexpected(profile.error());
    std::shared_ptr<DataSource> source;
    if (sourceName.isEmpty()) {
        source = std::make_shared<LazySource>(rememberedSource());
    } else {
        const auto opened = openSource(sourceName.toStdString());
        if (!opened)
            return tl::unexpected(opened.error());
        source = *opened;
    }
    RunSetup setup;
    setup.profileName = QString::fromStdString(profile->name);
    setup.profile = QString::fromUtf8(*text);
    setup.source = std::move(source);
    setup.limits.wall = std::chrono::seconds(profile->timeoutSeconds);
    setup.limits.memoryBytes = std::uint64_t(profile->memoryMebibytes) << 20;
    return setup;
}

/// The options there are, with what they mean.
struct Parser
{
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")},
                            QStringLiteral("Says this.")};
    QCommandLineOption version{QStringLiteral("version"), QStringLiteral("Says the version.")};
    QCommandLineOption profile{QStringLiteral("profile"),
                               QStringLiteral("The rules: slack, deployed, local or a file."),
                               QStringLiteral("PROFILE"), QStringLiteral("slack")};
    QCommandLineOption data{QStringLiteral("data"),
                            QStringLiteral("The data, such as sample or sqlite:FILE; else what was used last."),
                            QStringLiteral("SOURCE")};
    QCommandLineOption theme{QStringLiteral("theme"), QStringLiteral("light, dark or system."),
                             QStringLiteral("THEME")};
    QCommandLineOption python{QStringLiteral("python"),
                              QStringLiteral("A virtual environment for the engine."),
                              QStringLiteral("VENV")};
    QCommandLineOption acceptMissing{
        QStringLiteral("accept-missing"),
        QStringLiteral("Layers of the sandbox to do without where this system lacks them."),
        QStringLiteral("LAYER[,LAYER]")};
    QCommandLineParser parser;

    Parser()
    {
        parser.setApplicationDescription(QStringLiteral("A workbench for pandas scripts."));
        parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("Scripts to open."),
                                     QStringLiteral("[FILE…]"));
        parser.addOptions({help, version, profile, data, theme, python, acceptMissing});
    }
};

} // namespace

Result<WorkbenchOptions> WorkbenchOptions::parse(const QStringList &arguments)
{
    Parser known;
    QCommandLineParser &parser = known.parser;
    if (!parser.parse(QStringList(QCoreApplication::applicationName()) + arguments))
        return failure(ErrorCode::InvalidInput, parser.errorText().toStdString());
    WorkbenchOptions options;
    if (parser.isSet(known.help))
        options.message = // Qt has no name for a program that isn't made yet
            parser.helpText().replace(QStringLiteral("<executable_name>"),
                                      QCoreApplication::applicationName());
    if (parser.isSet(known.version))
        options.message =
            QStringLiteral("assay-workbench %1\n").arg(QCoreApplication::applicationVersion());
    if (!options.message.isEmpty())
        return options;
    if (parser.isSet(known.theme)) {
        options.theme = Appearance::choiceFromName(parser.value(known.theme));
        if (!options.theme)
            return failure(ErrorCode::InvalidInput, "--theme is light, dark or system");
    }
    Result<RunSetup> setup = makeSetup(parser.value(known.profile), parser.value(known.data));
    if (!setup)
        return tl::unexpected(setup.error());
    options.setup = std::move(*setup);
    options.files = parser.positionalArguments();
    Result<EngineOptions> engine =
        EngineOptions::read(parser.value(known.python), parser.value(known.acceptMissing));
    if (!engine)
        return tl::unexpected(engine.error());
    options.engine = std::move(*engine);
    options.engine.cacheFolder = QString::fromStdString(FrameStore::usualFolder());
    return options;
}

} // namespace assay
