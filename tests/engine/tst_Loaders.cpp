// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include <QTest>

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

private:
    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(LoadersTest)
#include "tst_Loaders.moc"
