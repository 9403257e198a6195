// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "frames/FrameText.h"
#include "frames/SafeText.h"
#include "tests/engine/ScriptBench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QStringDecoder>
#include <QTest>

using namespace assay;

namespace {

constexpr int seeds = 250;

QString qt(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom); // which is text in a cell
    return decoder(text);
}

/// What another program may take the cells of a column for.
QString kindOf(ColumnType type)
{
    switch (type) {
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
    case ColumnType::Date:
        return QStringLiteral("text");
    case ColumnType::Float32:
    case ColumnType::Float64:
        return QStringLiteral("real");
    case ColumnType::Bool:
        return QStringLiteral("bool");
    case ColumnType::Timestamp:
        return QStringLiteral("time");
    case ColumnType::Duration:
        return QStringLiteral("duration");
    case ColumnType::Decimal:
        return QStringLiteral("decimal");
    default:
        return QStringLiteral("integer");
    }
}

/// The first difference between a frame and what must be seen of it; nothing where there is none.
QString differenceOf(const Frame &frame, const QJsonObject &expected)
{
    const QJsonArray columns = expected[u"columns"].toArray();
    if (frame.schema().kind != expected[u"kind"].toString().toStdString() || frame.rows() != expected[u"rows"].toInt())
        return QStringLiteral("%1 of %2 rows").arg(qt(frame.schema().kind)).arg(frame.rows());
    if (qsizetype(frame.columnCount()) != columns.size())
        return QStringLiteral("%1 columns instead of %2").arg(frame.columnCount()).arg(columns.size());
    for (std::size_t i = 0; i < frame.columnCount(); ++i) {
        const ColumnSchema &schema = frame.schema().columns[i];
        const QJsonObject column = columns[qsizetype(i)].toObject();
        const QString head = QStringLiteral("column %1, \"%2\" of %3, index: %4").arg(i).arg(qt(schema.name), qt(schema.dtype)).arg(schema.isIndex);
        if (qt(schema.name) != column[u"name"].toString() || qt(schema.dtype) != column[u"dtype"].toString() || schema.isIndex != column[u"index"].toBool())
            return head + QStringLiteral(" instead of ") + QString::fromUtf8(QJsonDocument(QJsonArray{column[u"name"], column[u"dtype"], column[u"index"]}).toJson(QJsonDocument::Compact));
        const QJsonArray cells = column[u"cells"].toArray();
        for (std::int64_t row = 0; row < frame.rows(); ++row) {
            const CellText cell = cellText(frame, i, row);
            const QJsonValue wanted = cells[row];
            if (cell.isMissing != wanted.isNull() || qt(cell.text) != wanted.toString())
                return head + QStringLiteral(", row %1: \"%2\"%3 instead of \"%4\"%5").arg(row).arg(qt(cell.text), cell.isMissing ? QStringLiteral(" (missing)") : QString(), wanted.toString(), wanted.isNull() ? QStringLiteral(" (missing)") : QString());
        }
    }
    return {};
}

/// The names that records have: each once.
QStringList recordKeys(const Frame &frame)
{
    QSet<QString> taken;
    QStringList keys;
    for (const ColumnSchema &column : frame.schema().columns) {
        const QString plain = column.name.empty() && column.isIndex ? QStringLiteral("index") : qt(column.name);
        QString key = plain;
        for (int number = 1; taken.contains(key); ++number)
            key = plain + QLatin1Char('.') + QString::number(number);
        taken.insert(key);
        keys << key;
    }
    return keys;
}

/// A line for read_back.py.
QByteArray caseOf(int seed, const Frame &frame, const QJsonObject &expected)
{
    QJsonObject line{{QStringLiteral("seed"), seed}, {QStringLiteral("rows"), expected[u"rows"]}};
    QJsonArray columns = expected[u"columns"].toArray();
    const QStringList keys = recordKeys(frame);
    for (qsizetype i = 0; i < columns.size(); ++i) {
        QJsonObject column = columns[i].toObject();
        column[u"key"] = keys[i];
        column[u"kind"] = kindOf(frame.schema().columns[std::size_t(i)].type);
        columns[i] = column;
    }
    line[u"columns"] = columns;
    constexpr std::pair<const char *, TextForm> forms[]{{"tsv", TextForm::Tsv}, {"csv", TextForm::Csv}, {"markdown", TextForm::Markdown}, {"html", TextForm::Html}, {"records", TextForm::Records}, {"python", TextForm::Python}};
    for (const auto &[name, form] : forms) {
        TextRequest request;
        request.form = form;
        line[QLatin1String(name)] = qt(textOf(frame, request, {}).value());
    }
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

/// What is seen of a result, and what is copied of it, is what the script made, whatever its dtypes,
/// indexes and names: some hundred odd tables, each from a seed.
class ShownValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/odd_frames.py"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        m_script = QString::fromUtf8(file.readAll());
    }

    void equalPandas_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("Debian's pandas") << false;
        QTest::newRow("a newer pandas") << true;
    }
    void equalPandas()
    {
        QFETCH(bool, isNew);
        const auto python = isNew ? ScriptBench::Python::Pandas2 : ScriptBench::Python::Debian;
        if (!ScriptBench::has(python))
            QSKIP("the second environment has not been made: packaging/dev test makes it");
        ScriptBench bench(python);
        QByteArray cases;
        QStringList wrong;
        for (int seed = 0; seed < seeds; ++seed) {
            const RunResult result = bench.run(QStringLiteral("SEED = %1\n").arg(seed) + m_script);
            const QString problem = problemOf(seed, result, cases);
            if (!problem.isEmpty())
                wrong << QStringLiteral("seed %1: %2").arg(seed).arg(qt(safeText(problem.toStdString()))).left(2000);
        }
        const QString unread = readBack(isNew ? QStringLiteral(ASSAY_PANDAS2 "/bin/python") : QStringLiteral("/usr/bin/python3"), cases);
        QVERIFY2(wrong.isEmpty(), qPrintable(QString::number(wrong.size()) + QLatin1Char('\n') + wrong.mid(0, 20).join(QLatin1Char('\n'))));
        QVERIFY2(unread.isEmpty(), qPrintable(unread));
    }

private:
    static QString problemOf(int seed, const RunResult &result, QByteArray &cases)
    {
        if (result.end != RunEnd::Ok)
            return runEndName(result.end) + QStringLiteral(": ") + result.error + QLatin1Char('\n') + result.traceback;
        if (!result.value.frame)
            return QStringLiteral("no table: ") + result.value.text;
        const QJsonObject expected = QJsonDocument::fromJson(result.output.text).object();
        const QString difference = differenceOf(*result.value.frame, expected);
        if (difference.isEmpty())
            cases += caseOf(seed, *result.value.frame, expected);
        return difference;
    }

    /// What another program's readers found wrong.
    static QString readBack(const QString &python, const QByteArray &cases)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(python, {QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/read_back.py")});
        process.write(cases);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return process.errorString();
        return QString::fromUtf8(process.readAll()).left(6000);
    }

    QString m_script;
};

QTEST_GUILESS_MAIN(ShownValuesTest)
#include "tst_ShownValues.moc"
