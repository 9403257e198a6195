// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>
#include <QProcess>
#include <QTest>

using Json = nlohmann::json;

namespace {

struct Answer
{
    int exitCode = -1;
    Json json;
};

Answer runWithout(const QString &layer, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral(WITHOUT_LAYER),
                  QStringList{layer, QStringLiteral(ASSAY)} + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        return {};
    const QByteArray text = process.readAllStandardOutput();
    return {process.exitCode(), Json::parse(text.begin(), text.end(), nullptr, false)};
}

} // namespace

/// Where a layer is missing, the program says so and runs nothing, unless the user has accepted
/// that very layer's absence.
class MissingLayerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doctorNamesIt_data() { layers(); }
    void doctorNamesIt()
    {
        QFETCH(QString, layer);
        const Answer answer =
            runWithout(layer, {QStringLiteral("doctor"), QStringLiteral("--json")});
        QCOMPARE(answer.exitCode, 8);
        QVERIFY(answer.json.is_object());
        std::string state;
        for (const Json &report : answer.json["layers"])
            if (report["name"] == layer.toStdString())
                state = report["state"];
        QCOMPARE(state, std::string("unavailable"));
    }

    void scriptsAreNotRun_data() { layers(); }
    void scriptsAreNotRun()
    {
        QFETCH(QString, layer);
        const Answer answer = runWithout(
            layer, {QStringLiteral("run"), QStringLiteral("--json"), QStringLiteral("-")},
            "print('ran')\nresult = 1");
        QCOMPARE(answer.exitCode, 8);
        QCOMPARE(answer.json["reason"].get<std::string>(), std::string("unavailable"));
        QCOMPARE(answer.json["output"].get<std::string>(), std::string());
        QVERIFY(answer.json["error"].get<std::string>().find(layer.toStdString()) !=
                std::string::npos);
    }

    void acceptedScriptsAreRun_data() { layers(); }
    void acceptedScriptsAreRun()
    {
        QFETCH(QString, layer);
        const Answer answer =
            runWithout(layer,
                       {QStringLiteral("run"), QStringLiteral("--json"),
                        QStringLiteral("--accept-missing"), layer, QStringLiteral("-")},
                       "result = 1 + 1");
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(answer.json["result"]["value"].get<int>(), 2);
    }

    void acceptingAnotherLayerIsNotEnough()
    {
        const Answer answer = runWithout(QStringLiteral("landlock"),
                                         {QStringLiteral("run"), QStringLiteral("--json"),
                                          QStringLiteral("--accept-missing"),
                                          QStringLiteral("seccomp"), QStringLiteral("-")},
                                         "result = 1");
        QCOMPARE(answer.exitCode, 8);
    }

private:
    static void layers()
    {
        QTest::addColumn<QString>("layer");
        for (const char *layer : {"landlock", "seccomp", "namespaces"})
            QTest::newRow(layer) << QString::fromLatin1(layer);
    }
};

QTEST_GUILESS_MAIN(MissingLayerTest)
#include "tst_MissingLayer.moc"
