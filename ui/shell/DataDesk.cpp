// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/DataDesk.h"

#include "data/FrameStore.h"
#include "data/LazySource.h"
#include "ui/data/ConnectionDialog.h"
#include "ui/data/DataPane.h"
#include "ui/data/MappingDialog.h"
#include "ui/data/SourceName.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/results/ResultPane.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"

#include <algorithm>
#include <QAction>
#include <QDateTime>
#include <QSettings>

namespace assay {
namespace {

constexpr std::chrono::seconds betweenLooks{5};
constexpr std::chrono::minutes longestBetweenLooks{5};
constexpr int leisure = 20; ///< so many times as long as a look takes lies between two
const QString sample = QStringLiteral("sample");

/// Another text where a script may read other trades.
QString stampOf(const QString &source, const SourceLook &look)
{
    QString stamp = source + u' ' + QString::number(look.info.changed.value_or(0));
    for (const TableInfo &table : look.info.tables)
        stamp += QStringLiteral(" %1 %2").arg(table.rows.value_or(0)).arg(table.last.value_or(0));
    return stamp;
}

} // namespace

DataDesk::DataDesk(Executor &executor, Appearance &appearance, MainWindow &window)
    : QObject(&window)
    , m_executor(executor)
    , m_appearance(appearance)
    , m_window(window)
    , m_opening(QStringLiteral("assay-opening"))
    , m_pane(new DataPane(appearance, m_desk))
{
    connect(m_pane, &DataPane::addWanted, this, &DataDesk::askForSource);
    connect(m_pane, &DataPane::removeWanted, this, &DataDesk::remove);
    connect(m_pane, &DataPane::activated, this, &DataDesk::use);
    connect(m_pane, &DataPane::useWanted, this, &DataDesk::insertCall);
    connect(&m_desk, &SourceDesk::looked, this, &DataDesk::showAge);
    connect(&m_desk, &SourceDesk::began, this, [this] { m_looking.start(); });
    connect(window.actions().addSource, &QAction::triggered, this, &DataDesk::askForSource);
    connect(window.actions().clearCache, &QAction::triggered, this, &DataDesk::clearCache);
    connect(&executor, &Executor::cacheFailed, &window.scripts(), &EditorTabs::say);
    connect(&window.currentRun(), &CurrentRun::finished, this, [this] { refresh(); });
    readBook();
    fillPane();
    if (active() != sample)
        m_desk.look(active());
    m_ageing.setInterval(betweenLooks);
    connect(&m_ageing, &QTimer::timeout, this, &DataDesk::refresh);
    m_ageing.start();
}

QString DataDesk::active() const
{
    const auto &source = m_window.currentRun().setup().source;
    return source ? QString::fromStdString(source->name()) : sample;
}

/// The sample never gets older.
void DataDesk::refresh()
{
    if (active() == sample)
        return;
    m_desk.lookAgain(active());
    m_window.status().showData(active(), m_look);
}

void DataDesk::readBook()
{
    auto book = SourceBook::read(SourceBook::usualPath());
    if (book)
        m_book = std::move(*book);
    else
        m_window.scripts().say(QString::fromStdString(book.error().text));
}

void DataDesk::fillPane()
{
    QStringList sources{sample};
    if (m_book)
        for (const std::string &source : m_book->sources())
            if (!sources.contains(QString::fromStdString(source)))
                sources << QString::fromStdString(source);
    if (!sources.contains(active()))
        sources << active();
    m_pane->setSources(sources);
    m_pane->setActive(active());
}

void DataDesk::askForSource()
{
    auto *dialog = new ConnectionDialog(m_appearance, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::added, this, &DataDesk::add);
    connect(dialog, &ConnectionDialog::mappingWanted, this, &DataDesk::askForMapping);
    dialog->open();
}

void DataDesk::askForMapping(const QString &source)
{
    auto *dialog = new MappingDialog(m_appearance, source, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MappingDialog::added, this, &DataDesk::add);
    dialog->open();
}

void DataDesk::add(const QString &source)
{
    use(source);
    m_window.actions().showData->setChecked(true);
    m_pane->select(source);
}

void DataDesk::use(const QString &source)
{
    if (m_book && source != sample)
        if (const Result<void> added = m_book->add(source.toStdString()); !added)
            m_window.scripts().say(QString::fromStdString(added.error().text));
    if (source != active() && source.startsWith(QStringLiteral("fixture:")))
        // It is read at once, for its clock, and may be large.
        m_opening.ask([this, source](const LoadWatch &) -> QuestionThread::Answer {
            return [this, opened = std::make_shared<LazySource>(source.toStdString())] { run(opened); };
        });
    else if (source != active())
        run(std::make_shared<LazySource>(source.toStdString()));
    fillPane();
}

void DataDesk::run(std::shared_ptr<DataSource> source)
{
    m_window.currentRun().setSource(std::move(source));
    QSettings().setValue(QStringLiteral("data/source"), active());
    m_look = {};
    m_window.status().showData(active(), m_look);
    m_desk.look(active(), true);
    fillPane();
}

void DataDesk::remove(const QString &source)
{
    if (source == active())
        use(sample);
    if (m_book)
        if (const Result<void> removed = m_book->remove(source.toStdString()); !removed)
            m_window.scripts().say(QString::fromStdString(removed.error().text));
    fillPane();
    m_window.scripts().offer(tr("%1 is off the list; its data is untouched.").arg(shortSourceName(source)),
                             tr("Undo"), [this, source] { add(source); });
}

void DataDesk::insertCall(const QString &call)
{
    ScriptEditor *editor = m_window.scripts().current();
    int line = 0, column = 0;
    editor->getCursorPosition(&line, &column);
    const QString before = editor->text(line).left(column);
    const QString name = call.section(u'(', 0, 0).section(u'_', 1);
    // On an empty line a call alone would be of no use.
    const QString text = before.trimmed().isEmpty() ? name + QStringLiteral(" = ") + call : call;
    editor->beginUndoAction();
    editor->insert(text);
    editor->endUndoAction();
    editor->setCursorPosition(line, column + int(text.size()));
    editor->setFocus();
}

void DataDesk::showAge(const QString &source, const SourceLook &look)
{
    if (source != active())
        return;
    m_look = look;
    m_window.status().showData(source, look);
    m_window.results().setData(stampOf(source, look));
    // A table that takes long to count, in a database that is written to all the time, is not counted
    // all the time.
    if (m_looking.isValid())
        m_ageing.setInterval(std::clamp<std::chrono::milliseconds>(leisure * std::chrono::milliseconds(m_looking.elapsed()), betweenLooks, longestBetweenLooks));
    m_looking.invalidate();
}

void DataDesk::clearCache()
{
    m_executor.forgetLoaded();
    const Result<std::uint64_t> bytes = FrameStore::clear(FrameStore::usualFolder());
    m_window.scripts().say(bytes ? tr("Forgot what was loaded; %1 MB were kept on disk.")
                                       .arg(double(*bytes) / 1e6, 0, 'f', 1)
                                 : QString::fromStdString(bytes.error().text));
}

} // namespace assay
