// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the scripts of the containment corpus that try to be seen as what they are not, in the real window
// with the real engine, and looks at every text that any view shows of them.
#include "policy/BuiltinProfiles.h"
#include "ui/charts/ChartPane.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ResultPane.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"
#include "ui/table/ColumnPanel.h"
#include "ui/table/RecordPanel.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace assay;

namespace {

/// Characters that act rather than being seen: controls, what turns the direction of text, what is not
/// there to the eye. A line's end and a tab are none where a view has several lines.
bool acts(char32_t c)
{
    const bool isControl = (c < 0x20 && c != u'\n' && c != u'\t') || (c >= 0x7f && c <= 0x9f);
    const bool isDirection = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
    return isControl || isDirection;
}

QString folderOfCorpus()
{
    return qEnvironmentVariable("ASSAY_ESCAPES", QStringLiteral(ASSAY_SOURCE_DIR "/../shared/escapes"));
}

} // namespace

class tst_ShownSafely : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void everyViewShowsItsLetters_data();
    void everyViewShowsItsLetters();

private:
    static constexpr int patience = 20'000;

    void run(const QString &script);
    void look(const QString &what, const QString &text);
    void lookAtModel(const QString &what, const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0);
    void lookAtGrid(TablePane &table);
    void lookAtWidgets();
    void lookAtViews();

    QTemporaryDir m_folder;
    std::unique_ptr<Executor> m_executor;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_faults;
    qint64 m_looked = 0; ///< texts
};

void tst_ShownSafely::initTestCase()
{
    if (!QDir(folderOfCorpus()).exists())
        QSKIP("there is no containment corpus beside the checkout (ASSAY_ESCAPES)");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    const auto profile = builtinProfile("slack");
    const auto source = openSource("sample");
    m_executor = std::make_unique<Executor>(EngineOptions{});
    m_appearance = std::make_unique<Appearance>(Appearance::Choice::Light);
    m_window = std::make_unique<MainWindow>(*m_executor,
                                            RunSetup{QStringLiteral("slack"), QString::fromUtf8(profile->data(), qsizetype(profile->size())), *source, {}},
                                            *m_appearance, MainWindow::Start{{}, m_folder.path()});
    m_window->resize(1300, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRun().engine().state != EngineStatus::State::Starting, patience);
    if (m_window->currentRun().engine().state != EngineStatus::State::Ready)
        QSKIP(qPrintable(m_window->currentRun().engine().problem));
}

void tst_ShownSafely::everyViewShowsItsLetters_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(folderOfCorpus(), {QStringLiteral("*.py")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readLine().contains("shown-safely"))
            QTest::newRow(qPrintable(QDir(folderOfCorpus()).relativeFilePath(file.fileName()))) << file.fileName();
    }
}

void tst_ShownSafely::run(const QString &script)
{
    m_window->scripts().current()->setText(script);
    QSignalSpy finished(&m_window->currentRun(), &CurrentRun::finished);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->actions().run->isEnabled(), patience);
    m_window->actions().run->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QTest::qWait(60); // output is drawn in batches
}

void tst_ShownSafely::look(const QString &what, const QString &text)
{
    ++m_looked;
    for (const char32_t c : text.toStdU32String())
        if (acts(c))
            m_faults << QStringLiteral("%1 shows U+%2 in \"%3\"").arg(what).arg(uint(c), 4, 16, QLatin1Char('0')).arg(text.left(80));
}

void tst_ShownSafely::lookAtModel(const QString &what, const QAbstractItemModel &model, const QModelIndex &parent, int depth)
{
    constexpr int most = 200, deepest = 6;
    for (int row = 0; row < std::min(most, model.rowCount(parent)); ++row)
        for (int column = 0; column < std::min(most, model.columnCount(parent)); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            look(what, index.data().toString());
            look(what + QStringLiteral("'s tool tip"), index.data(Qt::ToolTipRole).toString());
            if (column == 0 && depth < deepest)
                lookAtModel(what, model, index, depth + 1);
        }
}

void tst_ShownSafely::lookAtGrid(TablePane &table)
{
    FrameView &view = table.view();
    const FrameTableModel &model = view.frameModel();
    for (int column = 0; column < model.columnCount(); ++column) {
        look(QStringLiteral("a header"), model.headerData(column, Qt::Horizontal).toString());
        look(QStringLiteral("a header's type"), model.headerData(column, Qt::Horizontal, FrameTableModel::DtypeRole).toString());
    }
    lookAtModel(QStringLiteral("the grid"), model);
    if (model.rowCount() == 0 || model.columnCount() == 0)
        return;
    view.goTo({0, model.columnCount() - 1});
    look(QStringLiteral("the current cell's words"), view.currentWords());
    table.showColumn();
    QTest::qWait(200);
    table.showRecord();
    QVERIFY(!view.grab().isNull());
}

/// Texts of widgets; a label that would take them for markup is a fault.
void tst_ShownSafely::lookAtWidgets()
{
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        look(what + QStringLiteral("'s tool tip"), widget->toolTip());
        look(what + QStringLiteral("'s name"), widget->accessibleName());
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            look(what, label->text());
            if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
                m_faults << what + QStringLiteral(" takes a text for markup: ") + label->text().left(80);
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            look(what, button->text());
        } else if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget)) {
            look(what, text->toPlainText());
        } else if (const auto *browser = qobject_cast<const QTextBrowser *>(widget)) {
            look(what, browser->toPlainText());
        } else if (const auto *tree = qobject_cast<const QTreeView *>(widget); tree && tree->model()) {
            lookAtModel(what, *tree->model());
        } else if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab)
                look(what, tabs->tabText(tab));
        }
    }
    look(QStringLiteral("the window's title"), m_window->windowTitle());
}

void tst_ShownSafely::lookAtViews()
{
    ResultPane &results = m_window->results();
    ResultPage &page = results.page();
    for (const ResultPage::ValueAs way : std::vector(page.ways())) {
        page.chooseWay(way);
        QTest::qWait(20);
        if (way == ResultPage::ValueAs::Table)
            lookAtGrid(page.table());
        if (way == ResultPage::ValueAs::Chart) {
            QTRY_VERIFY_WITH_TIMEOUT(!page.chart().isBusy(), patience);
            page.chart().plot().setCrossHair(page.chart().plot().window().from);
            look(QStringLiteral("the chart"), page.chart().plot().readOut().join(u'\n') + page.chart().caption() + page.chart().problem());
            if (page.chart().plot().prepared())
                look(QStringLiteral("the legend"), page.chart().plot().prepared()->names().join(u'\n'));
            QVERIFY(!page.chart().grab().isNull());
        }
        lookAtWidgets();
    }
    for (const ResultPane::Tab tab : {ResultPane::OutputTab, ResultPane::ErrorTab, ResultPane::ProblemsTab}) {
        results.setTab(tab);
        lookAtWidgets();
    }
    results.setTab(ResultPane::ResultTab);
}

void tst_ShownSafely::everyViewShowsItsLetters()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_faults.clear();
    m_looked = 0;
    QApplication::clipboard()->setText(QStringLiteral("untouched"));
    run(QString::fromUtf8(file.readAll()));
    lookAtViews();
    QVERIFY2(m_looked > 100, qPrintable(QString::number(m_looked)));
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("untouched"));
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    QVERIFY(m_window->currentRun().engine().state == EngineStatus::State::Ready);
}

QTEST_MAIN(tst_ShownSafely)
#include "tst_ShownSafely.moc"
