// SPDX-License-Identifier: GPL-3.0-or-later
// assay-screens FOLDER: takes a picture of every state of the real window, with the real engine.
#include "tests/data/sqlite/TradeCache.h"
#include "ui/charts/ChartPane.h"
#include "ui/data/DataPane.h"
#include "ui/data/MappingDialog.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ResultPane.h"
#include "ui/shell/CurrentRun.h"
#include "ui/shell/DataDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/WindowActions.h"
#include "ui/table/FilterBar.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"

#include "policy/BuiltinProfiles.h"

#include <cstdio>
#include <functional>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QComboBox>
#include <QToolButton>
#include <QTimer>
#include <vector>

using namespace assay;
using namespace std::chrono_literals;

namespace {

/// One picture: what is run before it is taken, and how it is taken.
struct Scene
{
    enum class Kind {
        Still,    ///< nothing is run
        Finished, ///< after the run
        Running,  ///< in the middle of the run, which is then stopped
        Refusing, ///< the engine refuses
        Dialog,   ///< of the dialog an action opens
        Popup,    ///< with what an action opens in the window
        Mapping   ///< of the dialog for a file's columns
    };

    QString name;
    Appearance::Choice theme = Appearance::Choice::Light;
    Kind kind = Kind::Finished;
    QString script; ///< empty: the welcome script
    ResultPane::Tab tab = ResultPane::ResultTab;
    bool isBeside = true;
    QAction *WindowActions::*dialog = nullptr;
    QString profile = {}; ///< empty: the one the window starts with
    bool showsData = false; ///< beside the rest, and runs on the bot's cache
    std::function<void(MainWindow &)> after = {}; ///< is done once the run has finished
};

const QString textScript = QStringLiteral(
    "trades = load_trades(days=7)\n"
    "volume = (trades['amount'] * trades['price']).groupby(trades['exchange']).sum()\n\n"
    "result = volume.round(2).to_dict()\n");
const QString treeScript = QStringLiteral(
    "trades = load_trades(days=7)\n"
    "result = {\n"
    "    'balances': load_balances(),\n"
    "    'busiest': trades['exchange'].value_counts().to_dict(),\n"
    "    'assets': sorted(trades['asset'].unique())[:6],\n"
    "    'checked': True,\n"
    "}\n");
const QString outputScript = QStringLiteral(
    "trades = load_trades(days=14)\n\n"
    "for day, group in trades.groupby(trades['timestamp'].dt.date):\n"
    "    print(day, f'{len(group):>6,} trades  {group[\"fee\"].sum():>12,.2f} in fees')\n");
const QString errorScript =
    QStringLiteral("trades = load_trades(days=7)\n"
                   "kraken = trades[trades['exchange'] == 'kraken']\n\n"
                   "# A slip of the pen:\n"
                   "kraken['value'] = kraken['amount'] * kraken['pricee']\n\n"
                   "result = kraken['value'].sum()\n");
const QString refusedScript = QStringLiteral("# What do we hold, and what is it worth?\n"
                                             "trades = load_trades(days=7)\n\n"
                                             "pos = trades.groupby('asset')['amount']\n"
                                             "held = pos.sum()\n"
                                             "big = trades.eval('amount * price')\n\n"
                                             "result = held\n");
const QString endlessScript = QStringLiteral("trades = load_trades(days=30)\n"
                                             "rounds = 0\n\n"
                                             "print('Searching for the best window ...')\n"
                                             "while True:\n"
                                             "    rounds += 1\n");
const QString unsetScript = QStringLiteral("trades = load_trades(days=7)\n"
                                           "top = trades.nlargest(10, 'amount')\n");

const QString failingScript = QStringLiteral("# Which assets moved more than the limit?\n"
                                             "limit = 1000\n"
                                             "trades = load_trades(days=7)\n"
                                             "volume = trades.groupby('asset')['amount'].sum()\n\n"
                                             "def is_large(asset):\n"
                                             "    return volume[asset] > limit\n\n"
                                             "large = [a for a in volume.index if is_large(a)]\n"
                                             "stamp = f'{datetime.now():%d.%m.%Y}'\n"
                                             "result = {stamp: large}\n");

const QString dataScript = QStringLiteral("trades = load_trades(days=30, exchange='mexc')\n\n"
                                          "result = trades.groupby('asset')['amount'].describe()\n");

const QString tradesScript = QStringLiteral("trades = load_trades(days=30)\n"
                                            "trades['value'] = trades['price'] * trades['amount']\n\n"
                                            "result = trades\n");

const QString pricesScript = QStringLiteral("trades = load_trades(days=30)\n"
                                            "result = trades[trades['asset'] == 'BTC']\n");
const QString dailyScript = QStringLiteral("trades = load_trades(days=30)\n"
                                           "trades['value'] = trades['price'] * trades['amount']\n"
                                           "result = trades.groupby(['exchange', 'asset'])[['amount', 'value', 'fee']].sum()\n");

TablePane &tableOf(MainWindow &window)
{
    return window.results().page().table();
}

void filterTrades(MainWindow &window)
{
    FrameView &view = tableOf(window).view();
    view.setConditions({ExpressionCondition{"price * amount > 500"}, ValuesCondition{5, {"buy"}, false, false}});
    view.sortOnlyBy(view.frameModel().columnCount() - 1, true);
    view.goTo({3, view.frameModel().columnCount() - 1});
}

void summarize(MainWindow &window)
{
    window.resize(1420, 860);
    filterTrades(window);
    FrameView &view = tableOf(window).view();
    view.setTint(view.frameModel().columnCount() - 1, Tint::Heat);
    view.setFormat(view.frameModel().columnCount() - 1, {2, true});
    for (QToolButton *button : window.results().page().findChildren<QToolButton *>())
        if (button->text() == u"Summary"_qs)
            button->setChecked(true);
}

void lookAtRow(MainWindow &window)
{
    filterTrades(window);
    Q_EMIT tableOf(window).view().recordWanted();
}

/// The chart of the result, as `change` makes it of the suggested one.
std::function<void(MainWindow &)> chart(void (*change)(ChartSpec &), double zoom = 1)
{
    return [change, zoom](MainWindow &window) {
        ResultPage &page = window.results().page();
        page.chooseWay(ResultPage::ValueAs::Chart);
        ChartSpec spec = page.chart().spec();
        change(spec);
        page.chart().setSpec(spec);
        QTimer::singleShot(700, &window, [&page, zoom] {
            const Stretch whole = page.chart().plot().window();
            if (zoom > 1)
                page.chart().plot().zoom(zoom, whole.from + 0.4 * whole.length());
            page.chart().plot().setCrossHair(whole.from + 0.42 * whole.length());
        });
    };
}

void openFilter(MainWindow &window)
{
    tableOf(window).openFilter(2);
}

void peek(MainWindow &window)
{
    tableOf(window).view().goTo({2, 1});
    tableOf(window).openPeek();
}

void search(MainWindow &window)
{
    tableOf(window).openSearch();
    tableOf(window).openColumnJump();
}

void mistype(MainWindow &window)
{
    tableOf(window).filters().line().setText(u"pricee > 5 and side == \"buy\""_qs);
    Q_EMIT tableOf(window).filters().line().returnPressed();
}

void compare(MainWindow &window)
{
    window.results().pin();
    window.scripts().current()->setText(window.scripts().current()->text().replace(u"30"_qs, u"21"_qs));
    QObject::connect(&window.currentRun(), &CurrentRun::finished, &window, [&window] { window.results().compareWith(0); });
    window.actions().run->trigger();
}

std::vector<Scene> allScenes()
{
    using Kind = Scene::Kind;
    constexpr auto light = Appearance::Choice::Light;
    constexpr auto dark = Appearance::Choice::Dark;
    constexpr auto result = ResultPane::ResultTab;
    return {
        {u"start-light"_qs, light, Kind::Still, {}},
        {u"start-dark"_qs, dark, Kind::Still, {}},
        {u"window-light"_qs, light, Kind::Finished, {}},
        {u"window-dark"_qs, dark, Kind::Finished, {}},
        {u"below-light"_qs, light, Kind::Finished, {}, result, false},
        {u"table-light"_qs, light, Kind::Finished, tradesScript, result, false, nullptr, {}, false, summarize},
        {u"table-dark"_qs, dark, Kind::Finished, tradesScript, result, false, nullptr, {}, false, summarize},
        {u"record-light"_qs, light, Kind::Finished, tradesScript, result, false, nullptr, {}, false, lookAtRow},
        {u"record-dark"_qs, dark, Kind::Finished, tradesScript, result, false, nullptr, {}, false, lookAtRow},
        {u"filter-light"_qs, light, Kind::Finished, tradesScript, result, true, nullptr, {}, false, openFilter},
        {u"filter-dark"_qs, dark, Kind::Finished, tradesScript, result, true, nullptr, {}, false, openFilter},
        {u"filter-mistake-light"_qs, light, Kind::Finished, tradesScript, result, true, nullptr, {}, false, mistype},
        {u"peek-light"_qs, light, Kind::Finished, tradesScript, result, true, nullptr, {}, false, peek},
        {u"search-dark"_qs, dark, Kind::Finished, tradesScript, result, true, nullptr, {}, false, search},
        {u"compare-light"_qs, light, Kind::Finished, dailyScript, result, false, nullptr, {}, false, compare},
        {u"compare-dark"_qs, dark, Kind::Finished, dailyScript, result, false, nullptr, {}, false, compare},
        {u"export-light"_qs, light, Kind::Finished, tradesScript, result, true, nullptr, {}, false,
         [](MainWindow &window) { tableOf(window).openExport(); }},
        {u"code-light"_qs, light, Kind::Finished, tradesScript, result, true, nullptr, {}, false,
         [](MainWindow &window) { filterTrades(window); tableOf(window).openCode(); }},
        {u"chart-line-light"_qs, light, Kind::Finished, pricesScript, result, false, nullptr, {}, false, chart([](ChartSpec &) {})},
        {u"chart-line-dark"_qs, dark, Kind::Finished, pricesScript, result, false, nullptr, {}, false, chart([](ChartSpec &) {}, 12)},
        {u"chart-candles-light"_qs, light, Kind::Finished, pricesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec.kind = ChartKind::Candlestick; })},
        {u"chart-candles-dark"_qs, dark, Kind::Finished, pricesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec.kind = ChartKind::Candlestick; }, 3)},
        {u"chart-bars-light"_qs, light, Kind::Finished, tradesScript, result, false, nullptr, {}, false, chart([](ChartSpec &spec) {
             spec = {ChartKind::Bar, ColumnRef{"asset", 0}, {ColumnRef{"value", 0}}, {}, ColumnRef{"exchange", 0}, {}, Aggregate::Sum};
             spec.isStacked = true;
         })},
        {u"chart-bars-dark"_qs, dark, Kind::Finished, tradesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec = {ChartKind::Bar, ColumnRef{"asset", 0}, {ColumnRef{"value", 0}}, {}, ColumnRef{"side", 0}, {}, Aggregate::Sum}; })},
        {u"chart-area-light"_qs, light, Kind::Finished, tradesScript, result, false, nullptr, {}, false, chart([](ChartSpec &spec) {
             spec = {ChartKind::Area, ColumnRef{"timestamp", 0}, {ColumnRef{"value", 0}}, {}, ColumnRef{"exchange", 0}, {}, Aggregate::Sum, 86'400'000'000'000};
             spec.isStacked = true;
         })},
        {u"chart-scatter-dark"_qs, dark, Kind::Finished, tradesScript, result, false, nullptr, {}, false, chart([](ChartSpec &spec) {
             spec = {ChartKind::Scatter, ColumnRef{"timestamp", 0}, {ColumnRef{"value", 0}}, {}, ColumnRef{"exchange", 0}};
             spec.isLogarithmic = true;
         })},
        {u"chart-histogram-light"_qs, light, Kind::Finished, pricesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec.kind = ChartKind::Histogram; })},
        {u"chart-box-dark"_qs, dark, Kind::Finished, tradesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec = {ChartKind::Box, ColumnRef{"exchange", 0}, {ColumnRef{"fee", 0}}}; })},
        {u"chart-pie-light"_qs, light, Kind::Finished, tradesScript, result, false, nullptr, {}, false,
         chart([](ChartSpec &spec) { spec = {ChartKind::Pie, ColumnRef{"asset", 0}, {ColumnRef{"value", 0}}}; })},
        {u"text-light"_qs, light, Kind::Finished, textScript},
        {u"text-dark"_qs, dark, Kind::Finished, textScript},
        {u"tree-light"_qs, light, Kind::Finished, treeScript},
        {u"tree-dark"_qs, dark, Kind::Finished, treeScript},
        {u"output-light"_qs, light, Kind::Finished, outputScript, ResultPane::OutputTab},
        {u"output-dark"_qs, dark, Kind::Finished, outputScript, ResultPane::OutputTab},
        {u"unset-light"_qs, light, Kind::Finished, unsetScript},
        {u"error-light"_qs, light, Kind::Finished, errorScript, ResultPane::ErrorTab},
        {u"error-dark"_qs, dark, Kind::Finished, errorScript, ResultPane::ErrorTab},
        {u"refused-light"_qs, light, Kind::Finished, refusedScript, ResultPane::ErrorTab},
        {u"refused-dark"_qs, dark, Kind::Finished, refusedScript, ResultPane::ErrorTab},
        {u"problems-refused-light"_qs, light, Kind::Still, refusedScript,
         ResultPane::ProblemsTab},
        {u"problems-refused-dark"_qs, dark, Kind::Still, refusedScript, ResultPane::ProblemsTab},
        {u"problems-will-fail-light"_qs, light, Kind::Still, failingScript,
         ResultPane::ProblemsTab, true, nullptr, u"deployed"_qs},
        {u"problems-will-fail-dark"_qs, dark, Kind::Still, failingScript,
         ResultPane::ProblemsTab, true, nullptr, u"deployed"_qs},
        {u"problems-none-light"_qs, light, Kind::Still, failingScript, ResultPane::ProblemsTab},
        {u"cure-light"_qs, light, Kind::Popup, refusedScript, ResultPane::ProblemsTab, true,
         &WindowActions::mend},
        {u"cure-dark"_qs, dark, Kind::Popup, failingScript, ResultPane::ProblemsTab, true,
         &WindowActions::mendAll, u"deployed"_qs},
        {u"rules-light"_qs, light, Kind::Dialog, refusedScript, result, true, &WindowActions::rules},
        {u"rules-dark"_qs, dark, Kind::Dialog, failingScript, result, true, &WindowActions::rules,
         u"deployed"_qs},
        {u"running-light"_qs, light, Kind::Running, endlessScript, ResultPane::OutputTab},
        {u"running-dark"_qs, dark, Kind::Running, endlessScript, ResultPane::OutputTab},
        {u"sandbox-light"_qs, light, Kind::Dialog, {}, result, true, &WindowActions::sandbox},
        {u"shortcuts-dark"_qs, dark, Kind::Dialog, {}, result, true, &WindowActions::shortcuts},
        {u"about-light"_qs, light, Kind::Dialog, {}, result, true, &WindowActions::about},
        {u"no-sandbox-light"_qs, light, Kind::Refusing, {}},
        {u"data-light"_qs, light, Kind::Finished, dataScript, result, true, nullptr, {}, true},
        {u"data-dark"_qs, dark, Kind::Finished, dataScript, result, true, nullptr, {}, true},
        {u"mapping-light"_qs, light, Kind::Mapping, {}},
        {u"mapping-dark"_qs, dark, Kind::Mapping, {}},
        {u"add-source-light"_qs, light, Kind::Dialog, {}, result, true, &WindowActions::addSource},
        {u"add-source-dark"_qs, dark, Kind::Dialog, {}, result, true, &WindowActions::addSource},
    };
}

/// Goes through the scenes, each in a window of its own, and ends the program.
class Photographer : public QObject
{
public:
    Photographer(QString folder, QStringList wanted, RunSetup setup, Executor &executor)
        : m_folder(std::move(folder))
        , m_wanted(std::move(wanted))
        , m_setup(std::move(setup))
        , m_executor(executor)
        , m_scenes(allScenes())
    {
        m_cache.addOrdinary(120'000);
        m_cache.addSnapshot(QStringLiteral("2025-11-19"), R"({"balances": {"mexc_mm1_USDT": 1500.5, "mexc_mm1_ALKIMI": 70}})");
        m_cache.addSnapshot(QStringLiteral("2025-11-20"), R"({"balances": {"mexc_mm1_USDT": 1480.25, "mexc_mm1_ALKIMI": 74}})");
        connect(&executor, &Executor::engineChanged, this, [this](const EngineStatus &status) {
            if (status.state != EngineStatus::State::Starting && !m_isBusy)
                begin(status);
        });
    }

private:
    void begin(const EngineStatus &status)
    {
        m_isBusy = true;
        m_status = status;
        next();
    }

    void next()
    {
        m_window.reset();
        while (m_at < m_scenes.size() && !m_wanted.isEmpty() && !m_wanted.contains(m_scenes[m_at].name))
            ++m_at;
        if (m_at == m_scenes.size()) {
            QApplication::exit(0);
            return;
        }
        const Scene &scene = m_scenes[m_at++];
        QSettings().clear();
        m_appearance.choose(scene.theme);
        m_window =
            std::make_unique<MainWindow>(m_executor, m_setup, m_appearance,
                                         MainWindow::Start{{}, m_journals.filePath(scene.name)});
        m_window->actions().beside->setChecked(scene.isBeside);
        m_window->show();
        EngineStatus status = m_status;
        if (scene.kind == Scene::Kind::Refusing) {
            status.state = EngineStatus::State::Refusing;
            status.problem = QStringLiteral("The kernel offers no Landlock, so scripts could reach "
                                            "your files. Linux 5.13 or later has it.");
        }
        Q_EMIT m_executor.engineChanged(status);
        if (!scene.script.isEmpty())
            m_window->scripts().current()->setText(scene.script);
        if (!scene.profile.isEmpty())
            m_window->actions().profile->setCurrentText(scene.profile);
        m_window->results().setTab(scene.tab);
        if (scene.showsData)
            showData();
        QTimer::singleShot(scene.showsData ? 4 * settle : settle, this, [this, &scene] { act(scene); });
    }

    /// As an exchange gives it out.
    QString foreignFile() const
    {
        QFile file(m_journals.filePath(u"export.csv"_qs));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return {};
        file.write("Date(UTC);Pair;Side;Executed;Price;Fee;Fee Coin;Order ID\n");
        for (int i = 0; i < 400; ++i)
            file.write("20.11.2025 08:" + QByteArray::number(10 + i % 50) + ":07;ALKIMI;" + (i % 2 ? "BUY" : "SELL") + ";" +
                       QByteArray::number(i * 3) + ",25;0,0" + QByteArray::number(50 + i % 40) + ";0,01;USDT;" +
                       QByteArray::number(900'000 + i) + "\n");
        file.write("20.11.2025 09:00:00;ALKIMI;BUY\n");
        return file.fileName();
    }

    void showData()
    {
        const QString source = QString::fromStdString(m_cache.source());
        m_window->data().use(source);
        m_window->actions().showData->setChecked(true);
        m_window->data().pane().select(source);
    }

    void act(const Scene &scene)
    {
        switch (scene.kind) {
        case Scene::Kind::Still:
        case Scene::Kind::Refusing:
            take(scene, m_window.get());
            return;
        case Scene::Kind::Dialog:
            (m_window->actions().*scene.dialog)->trigger();
            QTimer::singleShot(settle, this, [this, &scene] { take(scene, openDialog()); });
            return;
        case Scene::Kind::Mapping:
            m_mapping = std::make_unique<MappingDialog>(m_appearance, u"csv:"_qs + foreignFile(), m_window.get());
            m_mapping->show();
            QTimer::singleShot(2 * settle, this, [this, &scene] {
                take(scene, m_mapping.get());
                m_mapping.reset();
            });
            return;
        case Scene::Kind::Popup:
            m_window->actions().nextProblem->trigger();
            (m_window->actions().*scene.dialog)->trigger();
            QTimer::singleShot(2 * settle, this, [this, &scene] { take(scene, m_window.get()); });
            return;
        case Scene::Kind::Finished:
            connect(&m_window->currentRun(), &CurrentRun::finished, this, [this, &scene] {
                disconnect(&m_window->currentRun(), &CurrentRun::finished, this, nullptr);
                QTimer::singleShot(settle, this, [this, &scene] {
                    m_window->results().setTab(scene.tab);
                    if (scene.after)
                        scene.after(*m_window);
                    QTimer::singleShot(scene.after ? 3 * settle : 0ms, this, [this, &scene] { take(scene, openDialog() ? openDialog() : m_window.get()); });
                });
            });
            break;
        case Scene::Kind::Running:
            QTimer::singleShot(1300ms, this, [this, &scene] {
                m_window->results().setTab(scene.tab);
                take(scene, m_window.get());
            });
            break;
        }
        m_window->actions().run->trigger();
    }

    [[nodiscard]] QWidget *openDialog() const
    {
        for (QDialog *dialog : m_window->findChildren<QDialog *>())
            if (dialog->isVisible())
                return dialog;
        return nullptr;
    }

    /// With a popup that stands over it.
    static QPixmap picture(QWidget &widget)
    {
        QPixmap pixmap = widget.grab();
        if (QWidget *popup = QApplication::activePopupWidget()) {
            QPainter painter(&pixmap);
            painter.drawPixmap(widget.mapFromGlobal(popup->pos()), popup->grab());
        }
        return pixmap;
    }

    void take(const Scene &scene, QWidget *widget)
    {
        const QString path = QDir(m_folder).filePath(scene.name + QStringLiteral(".png"));
        if (!widget || !picture(*widget).save(path)) {
            std::fprintf(stderr, "assay-screens: %s can't be taken\n", qPrintable(path));
            QApplication::exit(1);
            return;
        }
        std::printf("%s\n", qPrintable(path));
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        m_window->actions().stop->trigger();
        QTimer::singleShot(settle, this, [this] { next(); });
    }

    static constexpr auto settle = 450ms; // and the check has come

    QString m_folder;
    QStringList m_wanted; ///< names of scenes; empty: all
    TradeCache m_cache;
    RunSetup m_setup;
    Executor &m_executor;
    std::vector<Scene> m_scenes;
    std::size_t m_at = 0;
    bool m_isBusy = false;
    EngineStatus m_status;
    QTemporaryDir m_journals;
    Appearance m_appearance;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<MappingDialog> m_mapping;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("usage: assay-screens FOLDER [SCENE…]\n", stderr);
        return 2;
    }
    // Nothing of the user's own is seen in a picture, or changed by one.
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    qputenv("XDG_CACHE_HOME", home.path().toLocal8Bit());
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("assay"));
    QCoreApplication::setApplicationName(QStringLiteral("assay-screens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    QApplication application(argc, argv);
    const auto profile = builtinProfile("slack");
    const auto source = openSource("sample");
    if (!profile || !source || !QDir().mkpath(QString::fromLocal8Bit(argv[1])))
        return 2;
    RunSetup setup{QStringLiteral("slack"),
                   QString::fromUtf8(profile->data(), qsizetype(profile->size())),
                   *source,
                   {}};
    Executor executor({});
    QStringList wanted;
    for (int i = 2; i < argc; ++i)
        wanted << QString::fromLocal8Bit(argv[i]);
    Photographer photographer(QString::fromLocal8Bit(argv[1]), wanted, setup, executor);
    return QApplication::exec();
}
