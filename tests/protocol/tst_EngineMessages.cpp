// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/EngineMessages.h"
#include "protocol/Wire.h"

#include <QTest>

using namespace assay;

class tst_EngineMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBack();
    void eachFieldIsNeeded();
    void strangersAreRefused();
};

namespace {

std::vector<FromEngine> fromEngine()
{
    return {Hello{"3.11", "1.5", "1.24", "why", {{"seccomp", "active", "ok"}, {}}}, Prepared{7},
            PrepareFailed{INT64_MAX, "full"}, Ended{1, 255, 64, 1 << 20, "socket", false},
            AttacksDone{"why", {{"open a file", "landlock", true}, {}}}};
}

} // namespace

void tst_EngineMessages::messagesComeBack()
{
    for (const FromEngine &message : fromEngine()) {
        const auto decoded = decodeFromEngine(encode(message));
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == message);
    }
    for (const ToEngine &message :
         {ToEngine(PrepareRequest{1, 2, 3, 4}), ToEngine(AttackRequest{})}) {
        const auto decoded = decodeToEngine(encode(message));
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == message);
    }
}

void tst_EngineMessages::eachFieldIsNeeded()
{
    for (const FromEngine &message : fromEngine()) {
        const Json whole = Json::from_cbor(encode(message));
        for (const auto &[key, value] : whole.items()) {
            Json without = whole;
            without.erase(key);
            QVERIFY(!decodeFromEngine(wire::encode(without)).has_value());
            Json wrong = whole;
            wrong[key] = Json::object();
            const auto decoded = decodeFromEngine(wire::encode(wrong));
            QVERIFY(!decoded.has_value());
            const bool isEnvelope = key == "v" || key == "t";
            QVERIFY(isEnvelope || decoded.error().text.find("'" + key + "'") != std::string::npos);
        }
    }
}

void tst_EngineMessages::strangersAreRefused()
{
    QVERIFY(!decodeFromEngine(encode(ToEngine(AttackRequest{}))).has_value());
    QVERIFY(!decodeToEngine(encode(FromEngine(Prepared{1}))).has_value());
    QVERIFY(!decodeFromEngine(encode(FromEngine(Prepared{0}))).has_value());
    QVERIFY(!decodeFromEngine(encode(FromEngine(Ended{1, -1, 0, 0, {}, true}))).has_value());
    QVERIFY(!decodeFromEngine(encode(FromEngine(Ended{1, 0, 65, 0, {}, true}))).has_value());
    QVERIFY(!decodeToEngine(encode(ToEngine(PrepareRequest{1, 0, 1, 1}))).has_value());
    QVERIFY(!decodeToEngine(encode(ToEngine(PrepareRequest{1, 1, INT64_MAX, 1}))).has_value());
}

QTEST_GUILESS_MAIN(tst_EngineMessages)
#include "tst_EngineMessages.moc"
