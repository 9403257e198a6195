// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

QByteArray lineOf(const QString &code)
{
    return QJsonDocument(QJsonObject{{u"code"_s, code}}).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

class tst_CliBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void losesNoLine();
    void passesOverALineWithoutEnd();
    void takesLoneSurrogates();
    void answersLineByLine();
    void checksInOrder();
    void readsAFile();
};

void tst_CliBatch::keepsTheOrder()
{
    QByteArray input;
    for (int i = 0; i < 40; ++i) {
        // Every third one takes longer than those after it.
        const QString work = i % 3 == 0 ? u"sum(range(3000000))\n"_s : QString();
        input += lineOf(work + u"print(%1)\nresult = %1"_s.arg(i));
    }
    const AssayOutcome outcome = runAssay({u"run"_s, u"--batch"_s, u"-"_s}, input);
    QCOMPARE(outcome.code, 0);
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 40U);
    for (int i = 0; i < 40; ++i) {
        QCOMPARE(documents[std::size_t(i)]["result"_L1]["value"_L1].toInt(-1), i);
        QCOMPARE(documents[std::size_t(i)]["output"_L1].toString(), u"%1\n"_s.arg(i));
    }
}

void tst_CliBatch::losesNoLine()
{
    const QByteArray input = lineOf(u"result = 1"_s) + "nonsense\n\n[1]\n{\"code\": 3}\n" +
                             lineOf(u"1 / 0"_s) + lineOf(u"import os"_s).trimmed();
    const AssayOutcome outcome = runAssay({u"run"_s, u"--batch"_s, u"-"_s}, input);
    QCOMPARE(outcome.code, 2);
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 6U);
    QStringList reasons;
    for (const QJsonObject &document : documents)
        reasons << document["reason"_L1].toString();
    QCOMPARE(reasons,
             QStringList({u"ok"_s, QString(), QString(), QString(), u"error"_s, u"refused"_s}));
    QVERIFY(documents[1]["error"_L1].toString().startsWith("Bad input: line 2 is not JSON"_L1));
    QVERIFY(documents[3]["error"_L1].toString().startsWith("Bad input: line 5"_L1));
    QCOMPARE(outcome.error.count('\n'), 3);
    QVERIFY(outcome.error.startsWith("assay run: line 2 is not JSON"));
}

void tst_CliBatch::passesOverALineWithoutEnd()
{
    const QByteArray endless(70 << 20, 'x');
    const AssayOutcome outcome =
        runAssay({u"run"_s, u"--batch"_s, u"-"_s}, endless + '\n' + lineOf(u"result = 2"_s));
    QCOMPARE(outcome.code, 2);
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 2U);
    QVERIFY(documents[0]["error"_L1].toString().endsWith("line 1 is longer than 64 MiB"_L1));
    QCOMPARE(documents[1]["result"_L1]["value"_L1].toInt(), 2);
}

void tst_CliBatch::takesLoneSurrogates()
{
    const AssayOutcome outcome =
        runAssay({u"run"_s, u"--batch"_s, u"-"_s, u"--profile"_s, u"local"_s},
                 "{\"code\":\"result = len('\\\\ud800')\"}\n{\"code\":\"result = '\\ud800'\"}\n");
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 2U);
    QCOMPARE(documents[0]["result"_L1]["value"_L1].toInt(), 1);
    // Python cannot parse such a source, and says so.
    QVERIFY2(documents[1]["error"_L1].toString().contains("surrogates not allowed"_L1),
             outcome.output.constData());
}

void tst_CliBatch::answersLineByLine()
{
    QProcess process;
    process.start(assayProgram(), {u"run"_s, u"--batch"_s, u"-"_s});
    for (int i = 0; i < 3; ++i) {
        // The next question only comes after the answer: it must not wait for the end of the input.
        process.write(lineOf(u"result = %1"_s.arg(i)));
        while (!process.canReadLine())
            QVERIFY(process.waitForReadyRead(60'000));
        const QJsonDocument answer = QJsonDocument::fromJson(process.readLine());
        QCOMPARE(answer["result"_L1]["value"_L1].toInt(-1), i);
    }
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

void tst_CliBatch::checksInOrder()
{
    QByteArray input;
    for (int i = 0; i < 100; ++i)
        input += lineOf(i % 2 == 0 ? u"def f%1():\n    return 1"_s.arg(i) : u"eval('%1')"_s.arg(i));
    const AssayOutcome outcome = runAssay({u"check"_s, u"--batch"_s, u"-"_s}, input);
    QCOMPARE(outcome.code, 0);
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 100U);
    for (int i = 0; i < 100; ++i) {
        const QJsonObject &document = documents[std::size_t(i)];
        QCOMPARE(document["valid"_L1].toBool(), i % 2 == 0);
        QCOMPARE(document["function"_L1].toString(), i % 2 == 0 ? u"f%1"_s.arg(i) : QString());
    }
}

void tst_CliBatch::readsAFile()
{
    ScriptFolder folder;
    const QString file = folder.write(u"batch.jsonl"_s, lineOf(u"result = 'ä'"_s));
    const AssayOutcome outcome = runAssay({u"run"_s, u"--batch"_s, file});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.document()["result"_L1]["value"_L1].toString(), u"ä"_s);
    QCOMPARE(runAssay({u"run"_s, u"--batch"_s, folder.write(u"empty"_s, {})}).code, 0);
}

QTEST_GUILESS_MAIN(tst_CliBatch)
#include "tst_CliBatch.moc"
