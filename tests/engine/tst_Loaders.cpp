// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/sqlite/TradeCache.h"
#include "tests/engine/ScriptBench.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace assay;

/// load_trades, load_balances and load_snapshots as a script sees them.
class LoadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_bench.setProfile(QStringLiteral("slack"));
        m_bench.setNow(1'763'640'000'000'000'000); // 2025-11-20T12:00:00
    }

    void scripts_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *code, const char *shown) {
            QTest::newRow(name) << QString::fromUtf8(code) << QString::fromUtf8(shown);
        };
        row("columns", "result = list(load_trades().columns)",
            "['timestamp', 'exchange', 'account_name', 'symbol', 'asset', 'side', 'amount', "
            "'price', "
            "'fee', 'fee_currency', 'trade_id']");
        row("dtypes", "d = load_trades().dtypes.astype(str)\nresult = sorted(set(d))",
            "['datetime64[ns]', 'float64', 'object']");
        row("text", "result = type(load_trades()['exchange'][0]) is str", "True");
        row("newest first", "result = load_trades()['timestamp'].is_monotonic_decreasing", "True");
        row("thirty days unless told",
            "result = len(load_trades()) == len(load_trades(days=30)) < len(load_trades(days=60))",
            "True");
        row("within the days",
            "t = load_trades(days=7)['timestamp']\n"
            "result = bool((t >= datetime(2025, 11, 13, 12)).all() and (t <= datetime(2025, 11, "
            "20, 12)).all())",
            "True");
        row("all of it", "result = len(load_trades(days=None)) > 45000", "True");
        row("one exchange", "result = load_trades(exchange='mexc')['exchange'].unique().tolist()",
            "['mexc']");
        row("one asset", "result = load_trades(asset='BTC')['symbol'].unique().tolist()",
            "['BTC']");
        row("nothing found", "result = len(load_trades(exchange='nowhere'))", "0");
        row("a number of numpy's", "result = len(load_trades(days=np.int64(7))) > 0", "True");
        row("a wrong keyword", "load_trades(day=7)",
            "error: TypeError: load_trades() got an unexpected "
            "keyword "
            "argument 'day'; it takes days, exchange, asset, since, until, account, side, symbol, "
            "columns, limit");
        row("between two moments",
            "t = load_trades(since='2025-11-10', until=datetime(2025, 11, 12))['timestamp']\n"
            "result = (str(t.min())[:10], str(t.max())[:10])",
            "('2025-11-10', '2025-11-11')");
        row("since is inclusive, until is not",
            "t = load_trades(days=3)['timestamp']\nn = load_trades(since=t[5], until=t[2])\n"
            "result = n['timestamp'].iloc[-1] == t[5] and (n['timestamp'] < t[2]).all()",
            "True");
        row("one account and side",
            "n = load_trades(account='MM1', side='buy')\n"
            "result = (set(n['account_name']), set(n['side']))",
            "({'MM1'}, {'buy'})");
        row("a symbol is an asset", "result = load_trades(symbol='BTC').equals(load_trades(asset='BTC'))",
            "True");
        row("not both", "load_trades(symbol='BTC', asset='BTC')",
            "error: TypeError: load_trades() takes asset or symbol, which mean the same, not both");
        row("some columns", "result = list(load_trades(columns=['price', 'asset']).columns)",
            "['price', 'asset']");
        row("a wrong column", "load_trades(columns='prize')",
            "error: ValueError: there is no column 'prize'; the columns are timestamp, exchange, "
            "account_name, symbol, asset, side, amount, price, fee, fee_currency, trade_id");
        row("the newest few", "result = load_trades(limit=3).equals(load_trades()[:3])", "True");
        row("none", "result = len(load_trades(limit=0))", "0");
        row("a negative limit", "load_trades(limit=-1)", "error: ValueError: limit must not be negative");
        row("a wrong moment", "load_trades(since='yesterdayish')",
            "error: ValueError: since is no date: 'yesterdayish'; write it as '2025-11-20' or "
            "'2025-11-20 08:30'");
        row("a moment in a zone",
            "a = load_trades(since=pd.Timestamp('2025-11-19 13:00', tz='Europe/Berlin'))\n"
            "result = a.equals(load_trades(since='2025-11-19 12:00'))",
            "True");
        row("a wrong type", "load_trades(days='7')",
            "error: TypeError: days must be a whole number of days, not str");
        row("balances", "result = all(isinstance(v, dict) for v in load_balances().values())",
            "True");
        row("snapshots",
            "s = load_snapshots(days=3)\nresult = s[0]['timestamp'] < s[-1]['timestamp']", "True");
        row("a frame may be changed",
            "df = load_trades()\ndf.loc[0, 'amount'] = -1.0\ndf['x'] = 1\nresult = df['amount'][0]",
            "-1.0");
        row("another load is untouched", "result = bool((load_trades()['amount'] >= 0).all())",
            "True");
        row("also within one run",
            "a = load_trades()\na['amount'] *= 0\nresult = bool((load_trades()['amount'] > "
            "0).any())",
            "True");
    }
    void scripts()
    {
        QFETCH(QString, code);
        QFETCH(QString, shown);
        QCOMPARE(m_bench.shown(code), shown);
    }

    void fromTheBotsCache()
    {
        TradeCache cache;
        cache.addOrdinary(5000);
        cache.addTrade("NULL, 'mexc', NULL, '2025-11-20T11:59:59.5', 'X', 'buy', 1, 2, NULL, NULL");
        cache.addSnapshot(QStringLiteral("2025-11-20"), R"({"balances": {"USDT": 3}})");
        m_bench.setSource(cache.source());
        QCOMPARE(m_bench.shown(QStringLiteral("t = load_trades()\nresult = (len(t), str(t.dtypes['timestamp']))")),
                 QStringLiteral("(5001, 'datetime64[ns]')"));
        QCOMPARE(m_bench.shown(QStringLiteral(
                     "t = load_trades(asset='X').iloc[0]\n"
                     "result = (t['trade_id'], t['account_name'], str(t['timestamp']), t['fee'] != t['fee'])")),
                 QStringLiteral("(None, None, '2025-11-20 11:59:59.500000', True)"));
        QCOMPARE(m_bench.shown(QStringLiteral("result = (load_balances(), load_snapshots()[0]['total_usd'])")),
                 QStringLiteral("({'total': {'USDT': 3}}, 3.0)"));
        const RunResult miss = m_bench.run(QStringLiteral("result = len(load_trades(exchange='MEXC'))"));
        QCOMPARE(miss.value.text, QStringLiteral("0"));
        QCOMPARE(miss.diagnostics.text,
                 QByteArray("load_trades: No trade has exchange='MEXC'; did you mean 'mexc'?\n"));
        // What the bot writes meanwhile is seen by the next run.
        cache.addTrade("'new','mexc','A','2025-11-20T11:00:30','X','buy',1,1,0,'U'");
        QCOMPARE(m_bench.shown(QStringLiteral("result = len(load_trades())")), QStringLiteral("5002"));
        m_bench.setSource("sample");
    }

    void aLoadCanBeStopped()
    {
        class Endless : public DataSource
        {
        public:
            std::string name() const override { return "endless"; }
            std::optional<std::int64_t> ownClock() const override { return std::nullopt; }
            std::string state(std::int64_t, const LoadWatch &) override { return {}; }
            Result<SourceInfo> describe(std::int64_t, const LoadWatch &) override { return SourceInfo(); }
            Result<SealedFrame> trades(const TradesQuery &, std::int64_t, const LoadWatch &watch) override
            {
                while (!watch.stop.stop_requested())
                    QThread::msleep(1);
                return failure(ErrorCode::Cancelled, "The load was cancelled.");
            }
            Result<Json> balances(std::int64_t) override { return Json::object(); }
            Result<Json> snapshots(std::optional<int>, std::int64_t) override { return Json::array(); }
        };
        RunRequest request = m_bench.request(QStringLiteral("load_trades()"));
        request.source = std::make_shared<Endless>();
        QSignalSpy finished(&m_bench.executor(), &Executor::runFinished);
        const RequestId run = m_bench.executor().start(request);
        QTest::qWait(300);
        QVERIFY(finished.isEmpty());
        m_bench.executor().stop(run);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
        QCOMPARE(finished[0][1].value<RunResult>().end, RunEnd::Cancelled);
        // The next one's data is loaded by the same thread.
        QCOMPARE(m_bench.shown(QStringLiteral("result = len(load_trades()) > 0")), QStringLiteral("True"));
    }

private:
    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(LoadersTest)
#include "tst_Loaders.moc"
