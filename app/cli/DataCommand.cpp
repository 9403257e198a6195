// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataCommand.h"

#include "app/cli/Console.h"
#include "app/cli/FrameJson.h"
#include "app/cli/FrameTable.h"
#include "app/cli/JsonText.h"
#include "app/cli/RunSettings.h"
#include "app/cli/SourceReport.h"
#include "data/Describing.h"
#include "data/FrameStore.h"
#include "data/SourceBook.h"
#include "data/files/FileReading.h"
#include "data/files/FileSource.h"
#include "data/files/MappingBook.h"
#include "data/sqlite/TradeCacheWriter.h"
#include "frames/SafeText.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace assay {
namespace {

constexpr int previewRows = 10;
constexpr int mostPreviewRows = 1'000'000;

tl::unexpected<Error> wrong(const QString &text)
{
    return failure(ErrorCode::InvalidInput, text.toStdString());
}

/// A source that cannot be read is bad input here, whatever the reason.
tl::unexpected<Error> unreadable(const Error &error)
{
    return failure(ErrorCode::InvalidInput, error.text, error.detail);
}

/// A source from the command line, and the clock it is looked at by.
struct Looked
{
    std::shared_ptr<DataSource> source;
    std::int64_t now = 0;
};

Result<Looked> lookAt(const Arguments &arguments)
{
    const QStringList words = arguments.files().mid(1);
    if (words.size() > 1)
        return wrong(u"'%1' is one source too many"_s.arg(words[1]));
    Result<std::shared_ptr<DataSource>> source =
        openSource(words.isEmpty() ? "sample" : words.front().toStdString());
    if (!source)
        return unreadable(source.error());
    constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;
    const std::int64_t clock = QDateTime::currentMSecsSinceEpoch() * nanosecondsPerMillisecond;
    Looked looked{std::move(*source), clock};
    looked.now = looked.source->ownClock().value_or(clock);
    if (const auto text = arguments.value(u"now"_s)) {
        const Result<std::int64_t> now = readTime(*text);
        if (!now)
            return tl::unexpected(now.error());
        looked.now = *now;
    }
    return looked;
}

/// Says on a terminal how far a load is.
LoadWatch watchOn(Console &console)
{
    LoadWatch watch;
    watch.progress = [&console](std::int64_t rows) {
        console.setStatus(u"loading, %L1 rows"_s.arg(rows));
    };
    return watch;
}

Result<ExitCode> list(const Arguments &arguments, Console &console)
{
    const Result<SourceBook> book = SourceBook::read(SourceBook::usualPath());
    if (!book)
        return tl::unexpected(book.error());
    if (arguments.has(u"json"_s)) {
        console.write(jsonLine(Json(book->sources())));
        return ExitCode::Done;
    }
    for (const std::string &source : book->sources()) {
        const auto opened = openSource(source);
        console.write(safeText(source + (opened ? "" : "  – " + opened.error().text)) + "\n");
    }
    return ExitCode::Done;
}

/// The rows of a file that are left out.
void noteBadRows(const FileSource &file, Console &console)
{
    for (const files::BadRow &row : file.badRows())
        console.note(u"line %1 is left out: it %2: %3"_s.arg(row.line).arg(QString::fromStdString(row.what), QString::fromStdString(row.excerpt)));
    const auto told = static_cast<std::int64_t>(file.badRows().size());
    if (file.badRowCount() > told)
        console.note(u"and %L1 more"_s.arg(file.badRowCount() - told));
}

Result<ExitCode> info(const Arguments &arguments, Console &console)
{
    const Result<Looked> looked = lookAt(arguments);
    if (!looked)
        return tl::unexpected(looked.error());
    const Result<SourceInfo> info = looked->source->describe(looked->now, watchOn(console));
    console.clearStatus();
    if (!info)
        return unreadable(info.error());
    const std::string name = looked->source->name();
    console.write(arguments.has(u"json"_s) ? jsonLine(sourceJson(name, *info))
                                           : sourceText(name, *info, looked->now));
    if (const auto *file = dynamic_cast<const FileSource *>(looked->source.get()))
        noteBadRows(*file, console);
    return ExitCode::Done;
}

Result<int> readRows(const Arguments &arguments)
{
    const auto text = arguments.value(u"rows"_s);
    bool isNumber = true;
    const int rows = text ? text->toInt(&isNumber) : previewRows;
    if (!isNumber || rows < 1 || rows > mostPreviewRows)
        return wrong(u"'--rows %1' is not a number from 1 to %2"_s.arg(*text).arg(mostPreviewRows));
    return rows;
}

Result<ExitCode> preview(const Arguments &arguments, Console &console)
{
    const Result<int> rows = readRows(arguments);
    if (!rows)
        return tl::unexpected(rows.error());
    const Result<Looked> looked = lookAt(arguments);
    if (!looked)
        return tl::unexpected(looked.error());
    const std::string table = arguments.value(u"table"_s).value_or(u"trades"_s).toStdString();
    Result<SealedFrame> sealed =
        previewOf(*looked->source, table, *rows, looked->now, watchOn(console));
    console.clearStatus();
    if (!sealed)
        return unreadable(sealed.error());
    for (const std::string &warning : sealed->warnings)
        console.note(QString::fromStdString(warning));
    const auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    if (!frame)
        return unreadable(frame.error());
    if (arguments.has(u"json"_s))
        console.write(jsonLine({{"source", looked->source->name()},
                                {"table", table},
                                {"columns", frameColumns(**frame)},
                                {"preview", framePreview(**frame, *rows)}}));
    else
        console.write(frameTable(**frame));
    return ExitCode::Done;
}

bool isMapped(const QString &source)
{
    return source.startsWith("csv:"_L1) || source.startsWith("parquet:"_L1);
}

/// How the columns of a file are read, where nobody has said so yet: shown, and remembered only once
/// it is accepted.
Result<void> settleMapping(const QString &source, const Arguments &arguments, Console &console)
{
    const auto kind = source.startsWith("csv:"_L1) ? files::FileKind::Csv : files::FileKind::Parquet;
    const Result<files::Proposal> proposal = files::propose(kind, source.section(u':', 1).toStdString());
    if (!proposal)
        return unreadable(proposal.error());
    files::Mapping mapping = proposal->mapping;
    if (const auto file = arguments.value(u"mapping"_s)) {
        const Result<files::Mapping> given = files::readMapping(file->toStdString());
        if (!given)
            return tl::unexpected(given.error());
        mapping = *given;
    } else if (const auto known = files::MappingBook().recall(files::shapeOf(*proposal)); !known || *known || proposal->isOwn) {
        return known ? Result<void>() : tl::unexpected(known.error());
    } else if (!arguments.has(u"accept"_s)) {
        console.write(files::toJson(mapping).dump(2) + "\n");
        return wrong(u"the columns of %1 would be read so:\n%2The mapping is on standard output. Say --accept to take "
                     "it, or mend it in a file and name that with --mapping"_s
                         .arg(source, QString::fromStdString(files::proposalText(*proposal))));
    }
    return files::MappingBook().remember(files::shapeOf(*proposal), mapping);
}

Result<ExitCode> import(const Arguments &arguments, Console &console)
{
    if (arguments.files().size() != 2)
        return wrong(u"say which source to import, such as csv:FILE"_s);
    const QString &source = arguments.files()[1];
    if (isMapped(source))
        if (const Result<void> settled = settleMapping(source, arguments, console); !settled)
            return tl::unexpected(settled.error());
    const Result<Looked> looked = lookAt(arguments);
    if (!looked)
        return tl::unexpected(looked.error());
    if (const auto target = arguments.value(u"into"_s)) {
        const Result<std::int64_t> added = importTrades(*looked->source, looked->now, target->toStdString(), watchOn(console));
        console.clearStatus();
        if (!added)
            return unreadable(added.error());
        console.note(u"%L1 trades were added to %2; read it as sqlite:%2."_s.arg(*added).arg(*target));
        return ExitCode::Done;
    }
    const Result<SourceInfo> info = looked->source->describe(looked->now, watchOn(console));
    console.clearStatus();
    if (!info)
        return unreadable(info.error());
    Result<SourceBook> book = SourceBook::read(SourceBook::usualPath());
    const Result<void> added = book ? book->add(looked->source->name()) : tl::unexpected(book.error());
    if (!added)
        return tl::unexpected(added.error());
    console.write(sourceText(looked->source->name(), *info, looked->now));
    return ExitCode::Done;
}

Result<ExitCode> clearCache(const Arguments &, Console &console)
{
    const Result<std::uint64_t> bytes = FrameStore::clear(FrameStore::usualFolder());
    if (!bytes)
        return tl::unexpected(bytes.error());
    console.note(u"%1 MB were kept on disk and are gone."_s.arg(double(*bytes) / 1e6, 0, 'f', 1));
    return ExitCode::Done;
}

struct Action
{
    const char *word;
    Result<ExitCode> (*execute)(const Arguments &, Console &);
};

constexpr Action actions[] = {
    {"list", list}, {"info", info}, {"preview", preview}, {"import", import}, {"clear-cache", clearCache}};

} // namespace

QString DataCommand::name() const
{
    return u"data"_s;
}

QString DataCommand::summary() const
{
    return u"say what a source of trades holds"_s;
}

QString DataCommand::usage() const
{
    return u"list|info|preview|import|clear-cache [SOURCE] [options]"_s;
}

std::vector<OptionSpec> DataCommand::options() const
{
    return {{u"table"_s, u"NAME"_s, u"preview: trades (default), balances or snapshots"_s},
            {u"rows"_s, u"N"_s, u"preview: how many of the newest (10)"_s},
            {u"into"_s, u"FILE.db"_s, u"import: writes the trades into this trade cache, made where it is not there"_s},
            {u"mapping"_s, u"MAP.json"_s, u"import: which columns of a file are which of the trades"_s},
            {u"accept"_s, {}, u"import: takes the mapping that is proposed"_s},
            {u"now"_s, u"ISO-TIME"_s, u"the clock, such as 2025-11-20T12:00:00"_s},
            {u"json"_s, {}, u"one JSON document"_s}};
}

QString DataCommand::notes() const
{
    return u"list         the sources brought in so far, and whether they can be opened\n"
           "info         tables, columns, counts, range of time and age of a source\n"
           "preview      its first rows\n"
           "import       adds it to the list, or with --into copies its trades to a trade cache\n"
           "clear-cache  removes what earlier loads have left on disk\n\n"
           "SOURCE is sample (the default), sqlite:FILE, postgresql://…, csv:FILE, parquet:FILE or\n"
           "fixture:FILE.json."_s;
}

Result<ExitCode> DataCommand::execute(const Arguments &arguments, Console &console)
{
    QStringList words;
    for (const Action &action : actions)
        words << QString::fromLatin1(action.word);
    if (arguments.files().isEmpty())
        return wrong(u"say what to do: %1"_s.arg(words.join(u", ")));
    const QString &word = arguments.files().front();
    for (const Action &action : actions)
        if (word == QLatin1String(action.word))
            return action.execute(arguments, console);
    return wrong(u"there is no 'data %1'%2"_s.arg(word, didYouMean(word, words)));
}

} // namespace assay
