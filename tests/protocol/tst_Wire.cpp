// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Wire.h"

#include <QTest>

using namespace assay;
using wire::Sender;

class tst_Wire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBack();
    void brokenMessagesAreRefused_data();
    void brokenMessagesAreRefused();
    void everyPrefixIsRefused();
    void depthIsLimited();
    void keysAndValuesOfAProcessAreLimited();
    void saneJson_data();
    void saneJson();
    void theFirstWrongFieldIsNamed();
    void numbersKeepToTheirRange();
};

namespace {

using Bytes = std::vector<std::uint8_t>;

Json nested(int depth)
{
    Json value = Json::array();
    for (int i = 1; i < depth; ++i)
        value = Json::array({value});
    return value;
}

} // namespace

void tst_Wire::messagesComeBack()
{
    Json message = wire::message("greeting");
    message["text"] = "\u00e4\0b";
    message["list"] = {1, -1, 1.5, nullptr, true};
    for (const Sender sender : {Sender::Host, Sender::Process}) {
        const Result<Json> decoded = wire::decode(wire::encode(message), sender);
        QVERIFY(decoded.has_value());
        QVERIFY(*decoded == message);
    }
}

void tst_Wire::brokenMessagesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char *name, const Bytes &bytes) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char *>(bytes.data()),
                                          static_cast<qsizetype>(bytes.size()));
    };
    Json other = wire::message("x");
    other["v"] = wire::version + 1;
    Json text = wire::message("x");
    text["v"] = "1";
    Json untyped = wire::message("x");
    untyped["t"] = 7;
    Bytes longer = wire::encode(wire::message("x"));
    longer.push_back(0);
    add("nothing", {});
    add("no object", wire::encode(Json::array({1})));
    add("another version", wire::encode(other));
    add("a version that is text", wire::encode(text));
    add("no version", wire::encode(Json{{"t", "x"}}));
    add("no type", wire::encode(Json{{"v", wire::version}}));
    add("a type that is no text", wire::encode(untyped));
    add("more behind it", longer);
    add("a tag", {0xc1, 0x00});
    add("indefinite length", {0xbf, 0xff});
    add("chunked texts in chunked texts", Bytes(8U << 20, 0x7f));
    add("arrays in arrays", Bytes(8U << 20, 0x81));
    add("a longer text than there is", {0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    add("a longer list than there is", {0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    add("a larger map than there is", {0xbb, 0x80, 0, 0, 0, 0, 0, 0, 0});
}

void tst_Wire::brokenMessagesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const Bytes message(bytes.begin(), bytes.end());
    for (const Sender sender : {Sender::Host, Sender::Process}) {
        const Result<Json> decoded = wire::decode(message, sender);
        QVERIFY(!decoded.has_value());
        QCOMPARE(decoded.error().code, ErrorCode::Protocol);
    }
}

void tst_Wire::everyPrefixIsRefused()
{
    Json message = wire::message("x");
    message["list"] = {"text", 1000, {{"a", 1.5}}};
    Bytes bytes = wire::encode(message);
    while (!bytes.empty()) {
        bytes.pop_back();
        QVERIFY(!wire::decode(bytes, Sender::Process).has_value());
    }
}

void tst_Wire::depthIsLimited()
{
    Json message = wire::message("x");
    message["deep"] = nested(wire::maxDepth - 1);
    QVERIFY(wire::decode(wire::encode(message), Sender::Process).has_value());
    message["deep"] = nested(wire::maxDepth);
    QVERIFY(!wire::decode(wire::encode(message), Sender::Process).has_value());
    QVERIFY(!wire::decode(wire::encode(message), Sender::Host).has_value());
}

void tst_Wire::keysAndValuesOfAProcessAreLimited()
{
    Json message = wire::message("x");
    for (int i = 0; i < 70; ++i)
        message["key " + std::to_string(i)] = i;
    QVERIFY(!wire::decode(wire::encode(message), Sender::Process).has_value());
    QVERIFY(wire::decode(wire::encode(message), Sender::Host).has_value());
    message = wire::message("x");
    message["list"] = Json::array_t(300'000, Json(0));
    QVERIFY(!wire::decode(wire::encode(message), Sender::Process).has_value());
    QVERIFY(wire::decode(wire::encode(message), Sender::Host).has_value());
}

void tst_Wire::saneJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isSane");
    QTest::newRow("object") << QByteArray(R"({"a": [1, 2.5, null, "x"]})") << true;
    QTest::newRow("number") << QByteArray("1e5") << true;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("NaN") << QByteArray("NaN") << false;
    QTest::newRow("two") << QByteArray("1 2") << false;
    QTest::newRow("not UTF-8") << QByteArray("\"\xff\"") << false;
    QTest::newRow("zero") << QByteArray("\"\0\"", 3) << false;
    QTest::newRow("48 deep") << QByteArray(48, '[') + QByteArray(48, ']') << true;
    QTest::newRow("49 deep") << QByteArray(49, '[') + QByteArray(49, ']') << false;
    QTest::newRow("a million deep") << QByteArray(1'000'000, '[') << false;
}

void tst_Wire::saneJson()
{
    QFETCH(QByteArray, text);
    QTEST(wire::isSaneJson(text.toStdString()), "isSane");
}

void tst_Wire::theFirstWrongFieldIsNamed()
{
    const Json object{{"text", 1}, {"flag", true}};
    wire::Fields fields(object);
    QVERIFY(fields.flag("flag"));
    QVERIFY(!fields.failed());
    QCOMPARE(fields.text("text"), std::string());
    QCOMPARE(fields.integer("missing", 3, 5), std::int64_t{3});
    QVERIFY(fields.list("flag").empty());
    QCOMPARE(fields.error().value().text, std::string("malformed message: wrong field 'text'"));
    const Json list = Json::array();
    wire::Fields none(list);
    QVERIFY(!none.flag("flag"));
    QVERIFY(none.failed());
}

void tst_Wire::numbersKeepToTheirRange()
{
    const Json object{{"large", UINT64_MAX}, {"real", 1.0}, {"ten", 10}};
    wire::Fields large(object);
    (void)large.integer("large", INT64_MIN, INT64_MAX);
    QVERIFY(large.failed());
    wire::Fields real(object);
    (void)real.integer("real", 0, 5);
    QVERIFY(real.failed());
    wire::Fields fields(object);
    QCOMPARE(fields.integer("ten", 10, 10), std::int64_t{10});
    QVERIFY(!fields.failed());
    (void)fields.integer("ten", 11, 20);
    QVERIFY(fields.failed());
}

QTEST_GUILESS_MAIN(tst_Wire)
#include "tst_Wire.moc"
