// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliDoctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsEveryLayer();
    void tellsAPerson();
};

void tst_CliDoctor::reportsEveryLayer()
{
    const AssayOutcome outcome = runAssay({u"doctor"_s, u"--json"_s});
    const QJsonObject document = outcome.document();
    QVERIFY2(!document.isEmpty(), outcome.text().constData());
    QStringList layers;
    for (const QJsonValue &layer : document["layers"_L1].toArray()) {
        layers << layer["name"_L1].toString();
        const QString state = layer["state"_L1].toString();
        QVERIFY(state == "active"_L1 || state == "unavailable"_L1 || state == "failed"_L1);
    }
    layers.sort();
    QCOMPARE(layers, QStringList({u"landlock"_s, u"namespaces"_s, u"no_new_privs"_s, u"rlimits"_s,
                                  u"seccomp"_s}));
    for (const auto name : {"python"_L1, "pandas"_L1, "numpy"_L1, "qt"_L1, "sqlite"_L1})
        QVERIFY2(!document["versions"_L1][name].toString().isEmpty(), name.data());
    QVERIFY(document["attacks"_L1].toArray().size() > 0);
    QCOMPARE(outcome.code, document["safe"_L1].toBool() ? 0 : 8);
}

void tst_CliDoctor::tellsAPerson()
{
    const AssayOutcome outcome = runAssay({u"doctor"_s});
    QVERIFY(outcome.output.contains("seccomp"));
    QVERIFY(outcome.output.contains(outcome.code == 0 ? "Scripts can be run safely."
                                                      : "Scripts can NOT be run safely"));
}

QTEST_GUILESS_MAIN(tst_CliDoctor)
#include "tst_CliDoctor.moc"
