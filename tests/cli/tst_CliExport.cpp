// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

const QByteArray frameScript = "result = pd.DataFrame({'id': [2**63 - 1, 7], 'note': ['=1+1', None]})";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_CliExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheResult();
    void writesEveryForm_data();
    void writesEveryForm();
    void keepsJsonApart();
    void refuses_data();
    void refuses();
    void exportsNoFailedRun();
};

void tst_CliExport::writesTheResult()
{
    const ScriptFolder folder;
    const QString out = folder.path(u"out.csv"_s);
    const AssayOutcome outcome = runAssay({u"run"_s, folder.write(u"a.py"_s, frameScript), u"--export"_s, out});
    QVERIFY2(outcome.code == 0, outcome.text().constData());
    QVERIFY(outcome.output.contains("9223372036854775807"));
    QVERIFY2(outcome.error.contains("note: 2 rows are written to "), outcome.error.constData());
    const QByteArray content = contentOf(out);
    QVERIFY2(content.contains("id,note\r\n") && content.contains("9223372036854775807,'=1+1\r\n"), content.constData());
}

void tst_CliExport::writesEveryForm_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("xlsx") << u".xlsx"_s << QByteArray("PK");
    QTest::newRow("parquet") << u".PARQUET"_s << QByteArray("PAR1");
    QTest::newRow("json") << u".json"_s << QByteArray("[\n{");
    QTest::newRow("html") << u".html"_s << QByteArray("<!DOCTYPE html>");
}

void tst_CliExport::writesEveryForm()
{
    QFETCH(const QString, suffix);
    QFETCH(const QByteArray, begin);
    const ScriptFolder folder;
    const QString out = folder.path(u"out"_s + suffix);
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s, u"--export"_s, out}, frameScript);
    QVERIFY2(outcome.code == 0, outcome.text().constData());
    QVERIFY(contentOf(out).startsWith(begin));
}

void tst_CliExport::keepsJsonApart()
{
    const ScriptFolder folder;
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s, u"--json"_s, u"--export"_s, folder.path(u"out.csv"_s)}, frameScript);
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.document()["result"_L1]["rows"_L1].toInt(), 2);
    QCOMPARE(outcome.output.count('\n'), 1);
}

void tst_CliExport::refuses_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("a form unknown") << frameScript << u"out.xls"_s << QStringList() << QByteArray("must end in one of .csv .xlsx .parquet .json");
    QTest::newRow("no table") << QByteArray("result = 1") << u"out.csv"_s << QStringList() << QByteArray("assay run: the result is no table, so nothing is exported");
    QTest::newRow("no folder") << frameScript << u"none/out.csv"_s << QStringList() << QByteArray("/none is not there. Make it, or choose another.");
    QTest::newRow("two scripts") << frameScript << u"out.csv"_s << QStringList{u"-"_s} << QByteArray("'--export' is for one script");
}

void tst_CliExport::refuses()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, file);
    QFETCH(const QStringList, more);
    QFETCH(const QByteArray, error);
    const ScriptFolder folder;
    const QString out = folder.path(file);
    const AssayOutcome outcome = runAssay(QStringList{u"run"_s, folder.write(u"a.py"_s, code), u"--export"_s, out} + more, code);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.error.contains(error), outcome.error.constData());
    QVERIFY(!QFile::exists(out));
}

void tst_CliExport::exportsNoFailedRun()
{
    const ScriptFolder folder;
    const QString out = folder.write(u"out.csv"_s, "old");
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s, u"--export"_s, out}, "result = pd.DataFrame()\nraise ValueError('bad')");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(contentOf(out), QByteArray("old"));
}

QTEST_GUILESS_MAIN(tst_CliExport)
#include "tst_CliExport.moc"
