// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsRefused()
    {
        const AssayOutcome outcome = runAssay({u"rules"_s});
        QCOMPARE(outcome.code, 0);
        for (const char *word : {"What is refused", "[text-rule]", "raw_input(", "statistics"})
            QVERIFY2(outcome.output.contains(word), outcome.text().constData());
        for (const QByteArray &line : outcome.output.split('\n'))
            QVERIFY(QString::fromUtf8(line).size() <= 100);
    }

    void oneRule()
    {
        const AssayOutcome outcome =
            runAssay({u"rules"_s, u"import-fails"_s, u"--json"_s, u"--profile"_s, u"deployed"_s});
        const QJsonArray rules = QJsonDocument::fromJson(outcome.output).array();
        QCOMPARE(rules.size(), 1);
        QCOMPARE(rules[0]["active"_L1], QJsonValue(true));
        QVERIFY(runAssay({u"rules"_s, u"import-fails"_s}).output.contains("not under this profile"));
    }

    void wrongWords()
    {
        const AssayOutcome outcome = runAssay({u"rules"_s, u"text-rules"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.error.contains("did you mean"), outcome.text().constData());
        QCOMPARE(runAssay({u"rules"_s, u"--profile"_s, u"nowhere"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(tst_CliRules)
#include "tst_CliRules.moc"
