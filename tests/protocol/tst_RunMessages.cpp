// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/RunMessages.h"
#include "protocol/Wire.h"

#include <QTest>

using namespace assay;

class tst_RunMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBack();
    void eachFieldIsNeeded();
    void strangersAreRefused();
    void findingsAreBounded();
    void fileNotices();
};

namespace {

Finding finding()
{
    return {"import", "Forbidden import: os", "why", "fix", {1, 2, 3, 4}, Severity::Warning};
}

RunReport report()
{
    RunReport full;
    full.end = ReportEnd::Memory;
    full.error = "MemoryError: \xff";
    full.line = 3;
    full.traceback = "trace";
    full.kind = "frame";
    full.type = "DataFrame";
    full.text = std::string("a\0b", 3);
    full.textTruncated = full.isSet = true;
    full.json = "{}";
    full.frameBytes = 1LL << 40;
    full.peakBytes = 5;
    full.findings = {finding(), {}};
    return full;
}

std::vector<FromRun> fromRun()
{
    return {LoadRequest{LoadRequest::What::Snapshots, -7, "kraken", "BTC"},
            LoadRequest{LoadRequest::What::Trades, {}, {}, {}, "MM1", "buy", -1, INT64_MAX, 0, {"price"}},
            report(),
            CheckReport{1, {false, "message", "function", {finding()}, {finding()}}}, InArea{0, 1}};
}

} // namespace

void tst_RunMessages::messagesComeBack()
{
    std::vector<FromRun> messages = fromRun();
    messages.emplace_back(LoadRequest{});
    messages.emplace_back(RunReport{});
    for (const FromRun &message : messages) {
        const auto decoded = decodeFromRun(encode(message));
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == message);
    }
    const std::vector<ToRun> jobs{RunJob{"\xed\xa0\x80", "{}", INT64_MIN}, Announcement{"{}"}, CheckJob{1, "x", "{}", {}},
                                 CheckJob{2, "x", "{}", {CureScope::Of::Script, 0}},
                                 CheckJob{3, "x", "{}", {CureScope::Of::Line, 7}},
                                  LoadReply{"", {{"a", 1.5}}, 0}, LoadReply{"failed", {}, 4096}, LoadReply{"", {}, 1, {"one", "two"}}};
    for (const ToRun &message : jobs) {
        const auto decoded = decodeToRun(encode(message));
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == message);
    }
}

void tst_RunMessages::eachFieldIsNeeded()
{
    for (const FromRun &message : fromRun()) {
        const Json whole = Json::from_cbor(encode(message));
        const bool isLoad = std::holds_alternative<LoadRequest>(message);
        for (const auto &[key, value] : whole.items()) {
            const bool isOptional = isLoad && key != "v" && key != "t" && key != "what" &&
                                    key != "columns";
            Json without = whole;
            without.erase(key);
            QCOMPARE(decodeFromRun(wire::encode(without)).has_value(), isOptional);
            Json wrong = whole;
            wrong[key] = Json::object();
            const auto decoded = decodeFromRun(wire::encode(wrong));
            QVERIFY(!decoded.has_value());
            QVERIFY(key == "v" || key == "t" ||
                    decoded.error().text.find("'" + key + "'") != std::string::npos);
        }
    }
}

void tst_RunMessages::strangersAreRefused()
{
    QVERIFY(!decodeFromRun(encode(ToRun(RunJob{}))).has_value());
    QVERIFY(!decodeToRun(encode(FromRun(RunReport{}))).has_value());
    QVERIFY(!decodeToRun(encode(ToRun(CheckJob{0, "", "", {}}))).has_value());
    QVERIFY(!decodeFromRun(encode(FromRun(InArea{-1, 1}))).has_value());
    QVERIFY(!decodeFromRun(encode(FromRun(InArea{0, 0}))).has_value());
    RunReport lie = report();
    lie.frameBytes = -1;
    QVERIFY(!decodeFromRun(encode(FromRun(lie))).has_value());
    lie = report();
    lie.kind = "figure of speech";
    QVERIFY(!decodeFromRun(encode(FromRun(lie))).has_value());
}

void tst_RunMessages::findingsAreBounded()
{
    RunReport many;
    many.findings.assign(20'000, finding());
    const auto decoded = decodeFromRun(encode(FromRun(many)));
    QVERIFY(decoded.has_value());
    QCOMPARE(std::get<RunReport>(*decoded).findings.size(), std::size_t{10'000});
    Json json = Json::from_cbor(encode(FromRun(RunReport{})));
    json["findings"] = Json::array_t(10'001, Json::object());
    QVERIFY(!decodeFromRun(wire::encode(json)).has_value());
    Json beyond = Json::from_cbor(encode(FromRun(report())));
    beyond["findings"][0]["line"] = 1LL << 40;
    QVERIFY(!decodeFromRun(wire::encode(beyond)).has_value());
}

void tst_RunMessages::fileNotices()
{
    QCOMPARE(fileNotice(encodeFileNotice(123)), std::optional<std::int64_t>(123));
    QVERIFY(!fileNotice(encodeFileNotice(0)));
    QVERIFY(!fileNotice(encodeFileNotice(-5)));
    QVERIFY(!fileNotice(encode(ToRun(RunJob{}))));
    QVERIFY(!fileNotice({}));
}

QTEST_GUILESS_MAIN(tst_RunMessages)
#include "tst_RunMessages.moc"
