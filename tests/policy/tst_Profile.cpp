// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Json.h"
#include "policy/BuiltinProfiles.h"
#include "policy/Profile.h"

#include <QFile>
#include <QTest>

using namespace assay;

namespace {

Json slackJson()
{
    return Json::parse(builtinProfile("slack").value());
}

Profile builtin(std::string_view name)
{
    return Profile::fromJson(builtinProfile(name).value()).value();
}

} // namespace

class TestProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinsAreRead();
    void unknownBuiltinIsNamed();
    void slackSaysWhatTheBotDocuments();
    void deployedSaysWhatTheBotDoes();
    void localIsLooserButNotOpen();
    void openHasNoRules();
    void namesMatchExactlyOrBelow();
    void wrongProfileNamesTheKey_data();
    void wrongProfileNamesTheKey();
    void everyKeyIsNeeded();
    void wrongText_data();
    void wrongText();
};

void TestProfile::builtinsAreRead()
{
    QCOMPARE(builtinProfileNames().size(), std::size_t(3));
    for (const std::string_view name : builtinProfileNames()) {
        const auto profile = Profile::fromJson(builtinProfile(name).value());
        QVERIFY2(profile, profile ? "" : profile.error().text.c_str());
        QCOMPARE(profile->name, std::string(name));
    }
}

void TestProfile::unknownBuiltinIsNamed()
{
    const auto profile = builtinProfile("slak");
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, ErrorCode::NotFound);
    QVERIFY(profile.error().text.find("slak") != std::string::npos);
    QVERIFY(profile.error().text.find("deployed") != std::string::npos);
}

void TestProfile::slackSaysWhatTheBotDocuments()
{
    const Profile slack = builtin("slack");
    QCOMPARE(slack.textRules.size(), std::size_t(31));
    QCOMPARE(slack.textRules.front(), std::string("import os"));
    QCOMPARE(slack.textRules.back(), std::string("yield from"));
    QCOMPARE(slack.forbiddenNames.size(), std::size_t(26));
    QCOMPARE(slack.forbiddenAttributes.size(), std::size_t(12));
    QVERIFY(slack.importsWork);
    QCOMPARE(slack.namespaces, Profile::Namespaces::One);
    QVERIFY(slack.imports.contains("pandas"));
    QVERIFY(!slack.imports.contains("numpy.linalg"));
    QVERIFY(slack.builtins.contains("__build_class__"));
    QVERIFY(slack.builtins.contains("UnicodeTranslateError"));
    QVERIFY(slack.refuse.lambda && slack.refuse.async && slack.refuse.yieldFrom);
    QCOMPARE(slack.timeoutSeconds, 30);
    for (const std::string &name : slack.forbiddenNames)
        QVERIFY2(!slack.builtins.contains(name), name.c_str());
}

void TestProfile::deployedSaysWhatTheBotDoes()
{
    const Profile deployed = builtin("deployed");
    const Profile slack = builtin("slack");
    QCOMPARE(deployed.textRules, slack.textRules);
    QCOMPARE(deployed.forbiddenNames, slack.forbiddenNames);
    QCOMPARE(deployed.imports, slack.imports);
    QVERIFY(!deployed.importsWork);
    QCOMPARE(deployed.namespaces, Profile::Namespaces::Separate);
    QCOMPARE(deployed.builtins.names.size(), std::size_t(5));
    QVERIFY(deployed.globalBuiltins.contains("sorted"));
    QVERIFY(!deployed.globalBuiltins.contains("ValueError"));
    QVERIFY(!deployed.globalBuiltins.contains("next"));
    QVERIFY(deployed.loadersTakeAnyKeyword);
}

void TestProfile::localIsLooserButNotOpen()
{
    const Profile local = builtin("local");
    QVERIFY(local.textRules.empty());
    QVERIFY(!local.refuse.lambda);
    for (const char *module : {"pandas", "scipy", "scipy.stats", "sklearn.linear_model",
                               "matplotlib.pyplot", "numpy.linalg"})
        QVERIFY2(local.imports.contains(module), module);
    for (const char *module : {"os", "sys", "subprocess", "socket", "io", "pathlib", "ctypes"})
        QVERIFY2(!local.imports.contains(module), module);
    for (const char *name : {"eval", "exec", "open", "compile", "getattr", "setattr", "__import__",
                             "globals", "vars"}) {
        QVERIFY2(local.forbiddenNames.contains(name), name);
        QVERIFY2(!local.builtins.contains(name), name);
    }
}

void TestProfile::openHasNoRules()
{
    QFile file(QStringLiteral(ASSAY_TEST_DATA "/profiles/open.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto open = Profile::fromJson(file.readAll().toStdString());
    QVERIFY2(open, open ? "" : open.error().text.c_str());
    QVERIFY(open->textRules.empty() && open->forbiddenNames.empty());
    QVERIFY(open->imports.all && open->builtins.all && open->globals.all);
    QVERIFY(open->imports.contains("os.path") && open->builtins.contains("eval"));
}

void TestProfile::namesMatchExactlyOrBelow()
{
    const Profile::Names names{false, {"math", "scipy.*"}};
    QVERIFY(names.contains("math"));
    QVERIFY(!names.contains("math.x"));
    QVERIFY(!names.contains("Math"));
    QVERIFY(!names.contains(""));
    QVERIFY(names.contains("scipy"));
    QVERIFY(names.contains("scipy.stats.mstats"));
    QVERIFY(!names.contains("scipyx"));
    QVERIFY(!names.contains("scip"));
    QVERIFY(!Profile::Names{}.contains(""));
}

void TestProfile::wrongProfileNamesTheKey_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("error");

    QTest::newRow("unknown") << QByteArray("/text_rule") << QByteArray("[]")
                             << QByteArray("`text_rule` is unknown");
    QTest::newRow("unknown within") << QByteArray("/refuse/lamda") << QByteArray("true")
                                    << QByteArray("`refuse.lamda` is unknown");
    QTest::newRow("wrong within") << QByteArray("/refuse/lambda") << QByteArray("1")
                                  << QByteArray("`refuse.lambda` must be true or false, not 1");
    QTest::newRow("list is text") << QByteArray("/text_rules") << QByteArray("\"open(\"")
                                  << QByteArray("`text_rules` must be a list of texts");
    QTest::newRow("empty pattern") << QByteArray("/text_rules") << QByteArray("[\"\"]")
                                   << QByteArray("`text_rules` must be a list of texts");
    QTest::newRow("list of numbers") << QByteArray("/forbidden_names") << QByteArray("[1]")
                                     << QByteArray("`forbidden_names` must be a list");
    QTest::newRow("another star") << QByteArray("/imports") << QByteArray("\"all\"")
                                  << QByteArray("`imports` must be a list of names or \"*\"");
    QTest::newRow("null") << QByteArray("/builtins") << QByteArray("null")
                          << QByteArray("`builtins` must be a list of names or \"*\", not null");
    QTest::newRow("word") << QByteArray("/namespaces") << QByteArray("\"two\"")
                          << QByteArray("`namespaces` must be \"one\" or \"separate\"");
    QTest::newRow("flag") << QByteArray("/refuse_empty") << QByteArray("\"yes\"")
                          << QByteArray("`refuse_empty` must be true or false");
    QTest::newRow("no time") << QByteArray("/timeout_seconds") << QByteArray("0")
                             << QByteArray("`timeout_seconds` must be a whole number from 1");
    QTest::newRow("half") << QByteArray("/timeout_seconds") << QByteArray("1.5")
                          << QByteArray("`timeout_seconds` must be a whole number");
    QTest::newRow("huge") << QByteArray("/memory_mebibytes") << QByteArray("18446744073709551615")
                          << QByteArray("`memory_mebibytes` must be a whole number");
    QTest::newRow("object") << QByteArray("/refuse") << QByteArray("[]")
                            << QByteArray("`refuse` must be an object, not a list");
    QTest::newRow("name") << QByteArray("/name") << QByteArray("\"\"")
                          << QByteArray("`name` is empty");
    QTest::newRow("description") << QByteArray("/description") << QByteArray("{}")
                                 << QByteArray("`description` must be a text, not an object");
}

void TestProfile::wrongProfileNamesTheKey()
{
    QFETCH(const QByteArray, pointer);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, error);
    Json json = slackJson();
    json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
    const auto profile = Profile::fromJson(json.dump());
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, ErrorCode::InvalidInput);
    QVERIFY2(profile.error().text.find(error.toStdString()) != std::string::npos,
             profile.error().text.c_str());
}

void TestProfile::everyKeyIsNeeded()
{
    const Json whole = slackJson();
    for (const auto &item : whole.items()) {
        Json json = whole;
        json.erase(item.key());
        const auto profile = Profile::fromJson(json.dump());
        QVERIFY2(!profile, item.key().c_str());
        QCOMPARE(profile.error().text, "Profile: key `" + item.key() + "` is missing.");
    }
}

void TestProfile::wrongText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");

    QTest::newRow("empty") << QByteArray() << QByteArray("not JSON");
    QTest::newRow("cut") << QByteArray("{\"name\": ") << QByteArray("not JSON");
    QTest::newRow("not UTF-8") << QByteArray("{\"name\": \"\xff\"}") << QByteArray("not JSON");
    QTest::newRow("two documents") << QByteArray("{} {}") << QByteArray("not JSON");
    QTest::newRow("list") << QByteArray("[]") << QByteArray("expected an object");
    QTest::newRow("twice") << QByteArray("{\"name\": \"a\", \"name\": \"b\"}")
                           << QByteArray("`name` stands twice");
    QTest::newRow("deep") << QByteArray(100'000, '[') << QByteArray("not JSON");
}

void TestProfile::wrongText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, error);
    const auto profile = Profile::fromJson(text.toStdString());
    QVERIFY(!profile);
    QVERIFY2(profile.error().text.find(error.toStdString()) != std::string::npos,
             profile.error().text.c_str());
}

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_Profile.moc"
