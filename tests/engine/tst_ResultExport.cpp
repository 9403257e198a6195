// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "tests/engine/ScriptBench.h"

#include <QTest>

using namespace assay;

namespace {

QString shownCell(const CellText &cell)
{
    return cell.isMissing ? QStringLiteral("-") : QString::fromStdString(cell.text);
}

/// A frame as small text: a line of names with dtypes, then a line a row; `-` is missing.
QString drawn(const RunResult &result)
{
    if (result.end != RunEnd::Ok || !result.value.frame)
        return runEndName(result.end) + QStringLiteral(": ") + result.error;
    const Frame &frame = *result.value.frame;
    QStringList lines;
    QStringList names;
    for (const ColumnSchema &column : frame.schema().columns)
        names << (column.isIndex ? QStringLiteral("*") : QString()) +
                     QString::fromStdString(column.name) + QLatin1Char(':') +
                     QString::fromStdString(column.dtype);
    lines << names.join(QLatin1String(" | "));
    for (std::int64_t row = 0; row < frame.rows(); ++row) {
        QStringList cells;
        for (std::size_t column = 0; column < frame.columnCount(); ++column)
            cells << shownCell(cellText(frame, column, row));
        lines << cells.join(QLatin1String(" | "));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

/// What a script's result becomes: every dtype exactly, hostile objects as what they are.
class ResultExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *code, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(code) << QString::fromUtf8(expected);
        };
        row("integers to the last digit",
            "result = pd.DataFrame({'a': np.array([2**63 - 1, -2**63]), "
            "'b': np.array([2**64 - 1, 0], dtype='uint64'), 'c': np.array([-1, 7], dtype='int8')})",
            "a:int64 | b:uint64 | c:int8\n"
            "9223372036854775807 | 18446744073709551615 | -1\n-9223372036854775808 | 0 | 7");
        row("floats", "result = pd.DataFrame({'f': [0.1, float('nan'), 1e300]})",
            "f:float64\n0.1\n-\n1e+300");
        row("texts and missing ones", "result = pd.DataFrame({'t': ['a', None, '', 'é☃']})",
            "t:object\na\n-\n\né☃");
        row("many texts",
            "result = pd.DataFrame({'t': [str(i) for i in range(20000)]}).iloc[[0, 19999]]",
            "*:int64 | t:object\n0 | 0\n19999 | 19999");
        row("times",
            "result = pd.DataFrame({'t': pd.to_datetime(['2025-11-20 08:52:57.582', None])})",
            "t:datetime64[ns]\n2025-11-20 08:52:57.582\n-");
        row("durations", "result = pd.DataFrame({'d': [pd.Timedelta(hours=26), pd.NaT]})",
            "d:timedelta64[ns]\n1 days 02:00:00\n-");
        row("categories", "result = pd.DataFrame({'c': pd.Categorical(['x', None, 'y'])})",
            "c:category\nx\n-\ny");
        row("nullable integers", "result = pd.DataFrame({'i': pd.array([1, None], dtype='Int64')})",
            "i:Int64\n1\n-");
        row("nullable truth",
            "result = pd.DataFrame({'b': pd.array([True, None], dtype='boolean')})",
            "b:boolean\nTrue\n-");
        row("strings", "result = pd.DataFrame({'s': pd.array(['a', None], dtype='string')})",
            "s:string\na\n-");
        row("decimals",
            "import decimal\nresult = pd.DataFrame({'d': [decimal.Decimal('1.10'), None]})",
            "d:object\n1.10\n-");
        row("mixed objects", "result = pd.DataFrame({'m': [1, 'a', [2], None]})",
            "m:object\n1\na\n[2]\n-");
        row("periods",
            "result = pd.DataFrame({'p': pd.period_range('2025-01', periods=2, freq='M')})",
            "p:period[M]\n2025-01\n2025-02");
        row("an index of its own",
            "result = pd.DataFrame({'v': [1, 2]}, index=pd.Index(['x', 'y'], name='k'))",
            "*k:object | v:int64\nx | 1\ny | 2");
        row("two index levels",
            "result = pd.DataFrame({'v': [1, 2]}, "
            "index=pd.MultiIndex.from_tuples([('a', 1), ('b', 2)], names=['k', None]))",
            "*k:object | *:int64 | v:int64\na | 1 | 1\nb | 2 | 2");
        row("a series", "result = pd.Series([1.5, 2.5], name='s')", "s:float64\n1.5\n2.5");
        row("a series without a name", "result = pd.Series([True])", "None:bool\nTrue");
        row("duplicate column names", "result = pd.DataFrame([[1, 2]], columns=['a', 'a'])",
            "a:int64 | a:int64\n1 | 2");
        row("column names that are no text",
            "result = pd.DataFrame([[1, 2]], columns=[7, ('x', 'y')])",
            "7:int64 | ('x', 'y'):int64\n1 | 2");
        row("no rows", "result = pd.DataFrame({'a': []})", "a:float64");
        row("no columns", "result = pd.DataFrame(index=range(2))", "\n\n");
        row("an array", "result = np.arange(4).reshape(2, 2)", "0:int64 | 1:int64\n0 | 1\n2 | 3");
        row("a strided array", "result = np.arange(6)[::2]", "0:int64\n0\n2\n4");
        row("big-endian numbers", "result = np.array([1, 256], dtype='>i4')", "0:>i4\n1\n256");
        row("a zone's own times, newest first",
            "result = pd.DataFrame({'t': pd.to_datetime(['2025-10-26 01:30', '2025-10-26 00:30', None])"
            ".tz_localize('UTC').tz_convert('Europe/Berlin')})",
            "t:datetime64[ns, Europe/Berlin]\n2025-10-26 02:30:00+01:00\n2025-10-26 02:30:00+02:00\n-");
        row("a structured array", "result = np.array([(1, 0.5)], dtype=[('n', 'i4'), ('x', 'f8')])",
            "n:int32 | x:float64\n1 | 0.5");
        row("complex numbers", "result = np.array([1 + 2j])", "0:complex128\n(1+2j)");
        row("months are no seconds", "result = np.array([1], dtype='m8[M]')", "0:timedelta64[M]\n1 months");
        row("NaN of every type among objects",
            "import decimal\nresult = pd.DataFrame({'a': np.array([np.float64('nan'), np.float32('nan'), "
            "decimal.Decimal('NaN'), np.datetime64('NaT'), ''], dtype=object)})",
            "a:object\n-\n-\n-\n-\n");
        row("lone surrogates", "result = pd.DataFrame({'\\ud800': ['\\udfff']})",
            "\\ud800:object\n\\udfff");
    }
    void frames()
    {
        QFETCH(QString, code);
        QFETCH(QString, expected);
        QCOMPARE(drawn(m_bench.run(code)), expected);
    }

    void newerPandas_data() { frames_data(); }
    void newerPandas()
    {
        if (!ScriptBench::has(ScriptBench::Python::Pandas2))
            QSKIP("the second environment has not been made: packaging/dev test makes it");
        QFETCH(QString, code);
        QFETCH(QString, expected);
        QCOMPARE(drawn(m_pandas2->run(code)), expected);
    }

    void values_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QByteArray>("json");
        const auto row = [](const char *name, const char *code, const char *json) {
            QTest::newRow(name) << QString::fromUtf8(code) << QByteArray(json);
        };
        row("numbers", "result = [1, 2.0, -0.5, 1e300, True]", "[1, 2.0, -0.5, 1e+300, true]");
        row("large integers", "result = [2**63, 2**64 - 1, 2**64]",
            "[9223372036854775808, 18446744073709551615, \"18446744073709551616\"]");
        row("no numbers", "result = [float('nan'), float('inf')]", "[null, null]");
        row("order of keys", "result = {'z': 1, 'a': {3: None}}",
            "{\"z\": 1, \"a\": {\"3\": null}}");
        row("control characters", "result = 'a\"\\\\\\n\\x00\\x1b'",
            "\"a\\\"\\\\\\u000a\\u0000\\u001b\"");
        row("numpy's scalars", "result = [np.int64(5), np.float32(0.5), np.bool_(True)]",
            "[5, 0.5, true]");
        row("times", "result = [pd.Timestamp('2025-01-02')]", "[\"2025-01-02 00:00:00\"]");
        row("a subclass that lies",
            "class K(dict):\n    def items(self): return [('x', 1)]\n    def __len__(self): return "
            "-1\n"
            "    def __str__(self): return 'K'\nresult = K(a=1)",
            "{\"a\": 1}");
        row("a cycle", "x = {}\nx['a'] = x\nresult = x", "");
        row("equal keys", "result = {1: 'a', '1': 'b'}", "{\"1\": \"a\"}");
    }
    void values()
    {
        QFETCH(QString, code);
        QFETCH(QByteArray, json);
        const RunResult result = m_bench.run(code);
        QCOMPARE(result.end, RunEnd::Ok);
        QCOMPARE(result.value.json, json);
    }

    void plainColumnsKeepTheirType()
    {
        const RunResult result = m_bench.run(QStringLiteral(
            "result = pd.DataFrame({'i': [1], 'f': [0.5], 'b': [True], 't': ['x']})"));
        const std::vector<ColumnSchema> &columns = result.value.frame->schema().columns;
        QCOMPARE(columns[0].type, ColumnType::Int64);
        QCOMPARE(columns[1].type, ColumnType::Float64);
        QCOMPARE(columns[2].type, ColumnType::Bool);
        QCOMPARE(columns[3].type, ColumnType::Dictionary);
    }

    void numbersAmongObjectsAreNumbers()
    {
        const RunResult result = m_bench.run(QStringLiteral(
            "import decimal\nresult = pd.DataFrame({'i': [1, None], 'f': [0.5, None], 'b': [True, None], 'n': [2**70, None], "
            "'d': [decimal.Decimal('1.10'), 7], 'm': [1, 0.5]}, dtype=object)\n"
            "result['s'] = pd.arrays.SparseArray([0, 1])"));
        const std::vector<ColumnSchema> &columns = result.value.frame->schema().columns;
        QCOMPARE(columns[0].type, ColumnType::Int64);
        QCOMPARE(columns[1].type, ColumnType::Float64);
        QCOMPARE(columns[2].type, ColumnType::Bool);
        QCOMPARE(columns[3].type, ColumnType::Decimal);
        QCOMPARE(columns[4].type, ColumnType::Decimal);
        QCOMPARE(columns[5].type, ColumnType::Shown);
        QCOMPARE(columns[6].type, ColumnType::Int64);
        QCOMPARE(columns[0].dtype, std::string("object"));
        QVERIFY(result.value.frame->isMissing(0, 1));
    }

    void kinds()
    {
        QCOMPARE(m_bench.run(QStringLiteral("x = 1")).value.isSet, false);
        QCOMPARE(m_bench.run(QStringLiteral("result = None")).value.isSet, true);
        QCOMPARE(m_bench.run(QStringLiteral("result = None")).value.kind, RunValue::Kind::None);
        QCOMPARE(m_bench.run(QStringLiteral("result = 1")).value.type, QStringLiteral("int"));
        QCOMPARE(m_bench.run(QStringLiteral("result = np.zeros(3)")).value.kind,
                 RunValue::Kind::Array);
        QCOMPARE(m_bench.run(QStringLiteral("result = np.zeros((2, 2, 2))")).value.kind,
                 RunValue::Kind::Array);
    }

    void tooLargeResultsAreErrorsOfTheScript()
    {
        m_bench.limits().resultBytes = 1 << 20;
        const RunResult result = m_bench.run(QStringLiteral("result = np.zeros(10**6)"));
        m_bench.limits() = Limits();
        QCOMPARE(result.end, RunEnd::Error);
        QVERIFY2(result.error.startsWith(QStringLiteral("Result too large")),
                 qPrintable(result.error));
    }

    void aTextThatFailsIsAnErrorWithItsLine()
    {
        const RunResult result = m_bench.run(
            QStringLiteral("class K:\n    def __str__(self):\n        return 1 / 0\nresult = K()"));
        QCOMPARE(result.end, RunEnd::Error);
        QCOMPARE(result.error, QStringLiteral("ZeroDivisionError: division by zero"));
        QCOMPARE(result.line, std::optional(3));
    }

private:
    ScriptBench m_bench;
    std::unique_ptr<ScriptBench> m_pandas2 =
        ScriptBench::has(ScriptBench::Python::Pandas2)
            ? std::make_unique<ScriptBench>(ScriptBench::Python::Pandas2)
            : nullptr;
};

QTEST_GUILESS_MAIN(ResultExportTest)
#include "tst_ResultExport.moc"
