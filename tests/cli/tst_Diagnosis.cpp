// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Diagnosis.h"
#include "JsonShown.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

Diagnosis healthy()
{
    Diagnosis diagnosis;
    diagnosis.engine.state = EngineStatus::State::Ready;
    diagnosis.engine.python = u"3.11.2"_s;
    diagnosis.engine.layers = {{u"seccomp"_s, LayerStatus::State::Active, u"filter"_s},
                               {u"landlock"_s, LayerStatus::State::Active, u"ABI 7"_s}};
    diagnosis.attacks.attacks = {{u"open a file"_s, u"landlock"_s, true, true, u"EACCES"_s}};
    return diagnosis;
}

} // namespace

class tst_Diagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSafeWhereAllHolds();
    void isNotSafeWithoutProof();
    void letsTheUserGiveUpALayer();
    void reportsAll();
};

void tst_Diagnosis::isSafeWhereAllHolds()
{
    QVERIFY(healthy().isSafe());
    QVERIFY(diagnosisText(healthy()).endsWith(u"Scripts can be run safely.\n"_s));
}

void tst_Diagnosis::isNotSafeWithoutProof()
{
    Diagnosis refusing = healthy();
    refusing.engine.state = EngineStatus::State::Refusing;
    QVERIFY(!refusing.isSafe());
    Diagnosis noLayers = healthy();
    noLayers.engine.layers.clear();
    QVERIFY(!noLayers.isSafe());
    Diagnosis failed = healthy();
    failed.engine.layers[0].state = LayerStatus::State::Failed;
    QVERIFY(!failed.isSafe());
    Diagnosis noAttacks = healthy();
    noAttacks.attacks.attacks.clear();
    QVERIFY(!noAttacks.isSafe());
    Diagnosis problem = healthy();
    problem.attacks.problem = u"no time"_s;
    QVERIFY(!problem.isSafe());
    Diagnosis breached = healthy();
    breached.attacks.attacks[0].blocked = false;
    QVERIFY(!breached.isSafe());
    QVERIFY(diagnosisText(breached).contains(u"GOT THROUGH"_s));
    QVERIFY(diagnosisText(breached).endsWith(u"NOT be run safely on this system.\n"_s));
}

void tst_Diagnosis::letsTheUserGiveUpALayer()
{
    Diagnosis diagnosis = healthy();
    diagnosis.engine.layers[1].state = LayerStatus::State::Unavailable;
    QVERIFY(!diagnosis.isSafe());
    diagnosis.acceptedMissing = {u"landlock"_s};
    QVERIFY(diagnosis.isSafe());
    diagnosis.engine.layers[1].state = LayerStatus::State::Failed;
    QVERIFY(!diagnosis.isSafe());
}

void tst_Diagnosis::reportsAll()
{
    const Json document = diagnosisJson(healthy());
    QCOMPARE(shown(document["safe"]), shown(Json(true)));
    QCOMPARE(shown(document["engine"]), shown(Json("ready")));
    QCOMPARE(shown(document["layers"][1]),
             shown(Json::parse(R"({"name":"landlock","state":"active","detail":"ABI 7"})")));
    QCOMPARE(shown(document["attacks"][0]["blocked"]), shown(Json(true)));
    QCOMPARE(shown(document["versions"]["python"]), shown(Json("3.11.2")));
    QCOMPARE(shown(document["versions"]["pandas"]), shown(Json()));
    QVERIFY(document["versions"]["qt"].is_string());
}

QTEST_APPLESS_MAIN(tst_Diagnosis)
#include "tst_Diagnosis.moc"
