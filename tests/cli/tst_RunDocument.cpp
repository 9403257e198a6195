// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckDocument.h"
#include "app/cli/RunDocument.h"
#include "frames/FrameBuilder.h"
#include "JsonShown.h"

#include <cmath>
#include <limits>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> keysOf(const Json &object)
{
    std::vector<std::string> keys;
    for (const auto &[key, value] : object.items())
        keys.push_back(key);
    return keys;
}

Json documentOf(const RunResult &result)
{
    return Json::parse(runDocument({u"a.py"_s, {}, {}}, result));
}

std::shared_ptr<const Frame> sampleFrame(std::int64_t rows)
{
    std::vector<double> prices;
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> times;
    for (std::int64_t row = 0; row < rows; ++row) {
        prices.push_back(row == 1 ? nan : row == 2 ? HUGE_VAL : 0.1 * double(row));
        ids.push_back(9'007'199'254'740'993 + row);
        times.push_back(1'763'640'777'582'000'000 + row);
    }
    std::vector<std::optional<std::string>> texts(std::size_t(rows), "a\x1b"
                                                                     "b");
    if (rows > 1)
        texts[1] = std::nullopt;
    FrameBuilder builder(rows);
    builder.addInt64("id", ids);
    builder.addFloat64("price", prices);
    builder.addTimestamp("time", times);
    builder.addText("text", texts);
    Result<SealedFrame> sealed = builder.build();
    return sealed ? Frame::map(std::move(sealed->fd), 0, sealed->bytes).value_or(nullptr) : nullptr;
}

} // namespace

class tst_RunDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheKeysOfTheContract();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void keepsAValueAsItIs();
    void previewsAFrame();
    void holdsNoSurrogates();
    void roundsTimeUp();
    void saysWhatIsNoScript();
    void hasTheKeysOfACheck();
    void saysThatThereIsNoVerdict();
    void writesSarif();
};

void tst_RunDocument::hasTheKeysOfTheContract()
{
    RunResult result;
    result.end = RunEnd::Ok;
    const Json document = documentOf(result);
    const std::vector<std::string> keys{
        "success",           "reason", "error",    "output",
        "output_truncated",  "result", "findings", "execution_time_ms",
        "peak_memory_bytes", "line"};
    std::vector<std::string> given = keysOf(document);
    given.resize(keys.size());
    QCOMPARE(given, keys);
    const std::vector<std::string> resultKeys{"kind", "type",    "text",   "value",
                                              "rows", "columns", "preview"};
    given = keysOf(document["result"]);
    given.resize(resultKeys.size());
    QCOMPARE(given, resultKeys);
    QCOMPARE(shown(document["result"]["kind"]), shown(Json("none")));
    QCOMPARE(shown(document["result"]["type"]), shown(Json("NoneType")));
    QCOMPARE(shown(document["result"]["text"]), shown(Json("None")));
    QCOMPARE(shown(document["error"]), shown(Json()));
    QCOMPARE(shown(document["line"]), shown(Json()));
    QCOMPARE(shown(document["result_set"]), shown(Json(false)));
}

void tst_RunDocument::saysHowItEnded_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *reason, RunEnd end, const QString &error, const QString &told) {
        QTest::newRow(reason) << int(end) << error << told;
    };
    row("refused", RunEnd::Refused, u"Validation error: Import not allowed: os"_s,
        u"Validation error: Import not allowed: os"_s);
    row("error", RunEnd::Error, u"ValueError: bad"_s, u"ValueError: bad"_s);
    row("timeout", RunEnd::Timeout, u"Execution timed out after 30s"_s,
        u"Execution timed out after 30s"_s);
    row("memory", RunEnd::Memory, u"m"_s, u"m"_s);
    row("crashed", RunEnd::Crashed, u"c"_s, u"c"_s);
    row("cancelled", RunEnd::Cancelled, u"s"_s, u"s"_s);
    row("unavailable", RunEnd::Unavailable, u"u"_s, u"u"_s);
}

void tst_RunDocument::saysHowItEnded()
{
    QFETCH(const int, end);
    QFETCH(const QString, error);
    QFETCH(const QString, told);
    RunResult result;
    result.end = RunEnd(end);
    result.error = error;
    result.line = 3;
    const Json document = documentOf(result);
    QCOMPARE(shown(document["success"]), shown(Json(false)));
    QCOMPARE(shown(document["reason"]), shown(Json(QTest::currentDataTag())));
    QCOMPARE(shown(document["error"]), shown(Json(told.toStdString())));
    QCOMPARE(shown(document["line"]), shown(Json(3)));
    QCOMPARE(shown(document["result"]["kind"]), shown(Json("none")));
}

void tst_RunDocument::keepsAValueAsItIs()
{
    RunResult result;
    result.end = RunEnd::Ok;
    result.value.kind = RunValue::Kind::Value;
    result.value.type = u"list"_s;
    result.value.json = "[1000000000000000000000000000001,\n0.1]";
    const std::string line = runDocument({}, result);
    QVERIFY(line.find("[1000000000000000000000000000001, 0.1]") != std::string::npos);
    QCOMPARE(line.find('\n'), line.size() - 1);
}

void tst_RunDocument::previewsAFrame()
{
    RunResult result;
    result.end = RunEnd::Ok;
    result.value.kind = RunValue::Kind::Frame;
    result.value.frame = sampleFrame(25);
    QVERIFY(result.value.frame);
    const Json frame = documentOf(result)["result"];
    QCOMPARE(shown(frame["kind"]), shown(Json("frame")));
    QCOMPARE(shown(frame["rows"]), shown(Json(25)));
    QCOMPARE(shown(frame["columns"][1]),
             shown(Json::parse(R"({"name":"price","dtype":"float64"})")));
    QCOMPARE(frame["preview"].size(), 10U);
    QCOMPARE(shown(frame["preview"][0]),
             shown(Json::parse(R"([9007199254740993,0.0,"2025-11-20 12:12:57.582","a\u001bb"])")));
    QCOMPARE(shown(frame["preview"][1][1]), shown(Json()));
    QCOMPARE(shown(frame["preview"][1][3]), shown(Json()));
    QCOMPARE(shown(frame["preview"][2][1]), shown(Json()));
    QCOMPARE(shown(frame["value"]), shown(Json()));
}

void tst_RunDocument::holdsNoSurrogates()
{
    RunResult result;
    result.end = RunEnd::Error;
    result.error = u"KeyError: "_s + QChar(0xd800);
    result.output.text = "\xed\xa0\x80";
    result.output.totalBytes = 5;
    result.output.droppedBytes = 2;
    const Json document = documentOf(result);
    QCOMPARE(shown(document["error"]), shown(Json("KeyError: \\ud800")));
    QCOMPARE(shown(document["output_truncated"]), shown(Json(true)));
    QVERIFY(document["output"].get<std::string>().find("\xef\xbf\xbd") != std::string::npos);
}

void tst_RunDocument::roundsTimeUp()
{
    RunResult result;
    result.end = RunEnd::Ok;
    QCOMPARE(shown(documentOf(result)["execution_time_ms"]), shown(Json(1)));
    result.elapsed = std::chrono::microseconds(1001);
    QCOMPARE(shown(documentOf(result)["execution_time_ms"]), shown(Json(2)));
    result.elapsed = std::chrono::microseconds(5000);
    QCOMPARE(shown(documentOf(result)["execution_time_ms"]), shown(Json(5)));
}

void tst_RunDocument::saysWhatIsNoScript()
{
    const Json document = Json::parse(unusableDocument({u"line 2"_s, {}, u"line 2 is bad"_s}));
    QCOMPARE(shown(document["success"]), shown(Json(false)));
    QCOMPARE(shown(document["reason"]), shown(Json()));
    QCOMPARE(shown(document["error"]), shown(Json("Bad input: line 2 is bad")));
    QCOMPARE(shown(document["file"]), shown(Json("line 2")));
    QCOMPARE(shown(document["execution_time_ms"]), shown(Json(0)));
}

void tst_RunDocument::hasTheKeysOfACheck()
{
    const Finding finding{"import", "Import not allowed: os", "why", "how", {2, 3, 2, 12}};
    const CheckAnswer answer{Verdict{false, "Import not allowed: os", "f", {finding}, {}}, {}};
    const Json document = checkDocument({u"a.py"_s, {}, {}}, answer);
    std::vector<std::string> keys = keysOf(document);
    keys.resize(5);
    QCOMPARE(keys,
             (std::vector<std::string>{"valid", "message", "function", "predictions", "findings"}));
    QCOMPARE(shown(document["valid"]), shown(Json(false)));
    QCOMPARE(shown(document["function"]), shown(Json("f")));
    const Json expected = Json::parse(
        R"({"rule":"import","message":"Import not allowed: os","line":2,"column":3,"end_line":2,
            "end_column":12,"fix":"how","reason":"why","severity":"refusal"})");
    QCOMPARE(shown(document["findings"][0]), shown(expected));
    QCOMPARE(shown(checkDocument({}, {Verdict{}, {}})["function"]), shown(Json()));
}

void tst_RunDocument::saysThatThereIsNoVerdict()
{
    const Json document = checkDocument({}, {std::nullopt, u"the checker died"_s});
    QCOMPARE(shown(document["valid"]), shown(Json(false)));
    QCOMPARE(shown(document["error"]), shown(Json("the checker died")));
    QCOMPARE(shown(document["findings"]), shown(Json::array()));
}

void tst_RunDocument::writesSarif()
{
    const Finding finding{"import", "bad", "why", {}, {2, 3, 2, 12}, Severity::Warning};
    const Json log =
        sarifLog({{Script{u"my file.py"_s, {}, {}}, {Verdict{true, {}, {}, {finding}, {}}, {}}},
                  {Script{u"b.py"_s, {}, {}}, {std::nullopt, u"no checker"_s}}});
    QCOMPARE(shown(log["version"]), shown(Json("2.1.0")));
    const Json &run = log["runs"][0];
    QCOMPARE(shown(run["tool"]["driver"]["rules"]), shown(Json::parse(R"([{"id":"import"}])")));
    QCOMPARE(run["results"].size(), 1U);
    QCOMPARE(shown(run["results"][0]["level"]), shown(Json("warning")));
    QCOMPARE(shown(run["results"][0]["message"]["text"]), shown(Json("bad\nwhy")));
    const Json &place = run["results"][0]["locations"][0]["physicalLocation"];
    QCOMPARE(shown(place["artifactLocation"]["uri"]), shown(Json("my%20file.py")));
    QCOMPARE(shown(place["region"]["endColumn"]), shown(Json(12)));
    QCOMPARE(shown(run["invocations"][0]["executionSuccessful"]), shown(Json(false)));
}

QTEST_APPLESS_MAIN(tst_RunDocument)
#include "tst_RunDocument.moc"
