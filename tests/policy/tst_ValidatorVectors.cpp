// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Json.h"
#include "EmbeddedPython.h"
#include "interpreter/ScriptCheck.h"

#include <QFile>
#include <QTest>

using namespace assay;

/// The bot's own verdicts on some two thousand scripts: every one must agree.
class TestValidatorVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agree_data();
    void agree();

private:
    EmbeddedPython m_python;
};

void TestValidatorVectors::agree_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("slack") << QByteArray("slack");
    QTest::newRow("deployed") << QByteArray("deployed");
}

void TestValidatorVectors::agree()
{
    QFETCH(const QByteArray, name);
    const Profile profile = builtin(name.toStdString());
    ScriptCheck check(profile);
    QFile file(QStringLiteral(ASSAY_TEST_DATA "/bot/validator-vectors.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const Json vector = Json::parse(line.toStdString());
        const Verdict verdict = check.check(vector["code"].get<std::string>()).verdict;
        ++count;
        QVERIFY2(verdict.valid == vector["valid"].get<bool>(), line.constData());
        QVERIFY2(verdict.message == vector["message"].get<std::string>(),
                 (line + verdict.message.c_str()).constData());
        const std::string function =
            vector["function"].is_null() ? "" : vector["function"].get<std::string>();
        QVERIFY2(verdict.function == function, line.constData());
        QVERIFY2(verdict.valid || !verdict.findings.empty(), line.constData());
    }
    QCOMPARE(count, 2188);
}

QTEST_APPLESS_MAIN(TestValidatorVectors)
#include "tst_ValidatorVectors.moc"
