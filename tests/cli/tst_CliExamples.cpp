// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

/// The eight analyses of tests/data/examples give what is expected of them, to the last digit.
class tst_CliExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gives_data();
    void gives();

private:
    static QString folder() { return QStringLiteral(ASSAY_TEST_DATA "/examples/"); }
    static QJsonObject expectations();
    static QString csvCell(const QJsonValue &cell);
    static void compareFrame(const QJsonValue &result, const QJsonObject &expected);
};

QJsonObject tst_CliExamples::expectations()
{
    QFile file(folder() + u"expected.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

void tst_CliExamples::gives_data()
{
    QTest::addColumn<QJsonObject>("expected");
    const QJsonObject all = expectations();
    QCOMPARE(all.size(), 8);
    for (auto it = all.begin(); it != all.end(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.value().toObject();
}

void tst_CliExamples::gives()
{
    QFETCH(const QJsonObject, expected);
    const QString script = folder() + QString::fromLatin1(QTest::currentDataTag());
    const AssayOutcome outcome = runAssay(
        {u"run"_s, u"--json"_s, script, u"--data"_s, u"fixture:"_s + folder() + u"fixture.json"_s});
    const QJsonObject document = outcome.document();
    QVERIFY2(document["success"_L1].toBool(), outcome.text().constData());
    const QJsonValue result = document["result"_L1];
    QCOMPARE(document["output"_L1], expected["output"_L1]);
    QCOMPARE(result["type"_L1], expected["type"_L1]);
    QCOMPARE(result["text"_L1], expected["text"_L1]);
    if (expected.contains("value"_L1))
        QCOMPARE(result["value"_L1], expected["value"_L1]);
    else
        compareFrame(result, expected);
}

/// A value of the preview as pandas' to_csv() writes it.
QString tst_CliExamples::csvCell(const QJsonValue &cell)
{
    return cell.isDouble() ? QString::number(cell.toDouble(), 'g', QLocale::FloatingPointShortest)
                           : cell.toString();
}

void tst_CliExamples::compareFrame(const QJsonValue &result, const QJsonObject &expected)
{
    QCOMPARE(result["rows"_L1], expected["rows"_L1]);
    QJsonArray names;
    for (const QJsonValue &column : result["columns"_L1].toArray())
        names << column["name"_L1];
    QCOMPARE(names, expected["columns"_L1].toArray());
    const QStringList lines = expected["csv"_L1].toString().split(u'\n');
    const QJsonArray preview = result["preview"_L1].toArray();
    QCOMPARE(preview.size(), std::min<qsizetype>(10, expected["rows"_L1].toInt()));
    for (qsizetype row = 0; row < preview.size(); ++row) {
        const QStringList cells = lines[row + 1].split(u',');
        const QJsonValue label = result["index"_L1][0]["values"_L1][row];
        // Rows that are only numbered have no index of their own.
        QCOMPARE(label.isUndefined() ? QString::number(row) : csvCell(label), cells[0]);
        const QJsonArray values = preview[row].toArray();
        QCOMPARE(values.size() + 1, cells.size());
        for (qsizetype i = 0; i < values.size(); ++i) {
            const bool isFloat = result["columns"_L1][i]["dtype"_L1].toString() == "float64"_L1;
            QCOMPARE(values[i].isString(), !isFloat);
            if (values[i].isDouble())
                QCOMPARE(values[i].toDouble(), cells[i + 1].toDouble());
            else
                QCOMPARE(values[i].toString(), cells[i + 1]);
        }
    }
}

QTEST_GUILESS_MAIN(tst_CliExamples)
#include "tst_CliExamples.moc"
