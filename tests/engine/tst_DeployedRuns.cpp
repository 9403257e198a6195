// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include <nlohmann/json.hpp>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using Object = nlohmann::json;

/// The deployed bot's own answers to scripts (tests/data/bot/run-vectors.jsonl): its first line is
/// the data, each other one a script with what the bot said.
class DeployedRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_bench.setProfile(QStringLiteral("deployed"));
        QFile file(QStringLiteral(ASSAY_TEST_DATA "/bot/run-vectors.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Object provider = Object::parse(file.readLine().toStdString())["provider"];
        QFile fixture(m_folder.filePath(QStringLiteral("provider.json")));
        QVERIFY(fixture.open(QIODevice::WriteOnly));
        fixture.write(QByteArray::fromStdString(provider.dump()));
        fixture.close();
        m_bench.setSource("fixture:" + fixture.fileName().toStdString());
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine())
            m_vectors.push_back(Object::parse(line.toStdString()));
        QCOMPARE(m_vectors.size(), 78U);
    }

    void everyScriptEndsAsInTheBot()
    {
        for (const Object &vector : m_vectors) {
            const std::string code = vector["code"];
            const RunResult result = m_bench.run(QString::fromStdString(code));
            QVERIFY2((result.end == RunEnd::Ok) == vector["success"].get<bool>(), code.c_str());
            QVERIFY2(result.output.text.toStdString() == vector["output"], code.c_str());
            if (vector["success"]) {
                QVERIFY2(result.value.type.toStdString() == vector["result_type"], code.c_str());
                QVERIFY2(vector["result_text"].is_null() ||
                             result.value.text.toStdString() == vector["result_text"],
                         code.c_str());
            } else {
                QVERIFY2(result.error.toStdString() == vector["error"], code.c_str());
            }
        }
    }

private:
    QTemporaryDir m_folder;
    ScriptBench m_bench;
    std::vector<Object> m_vectors;
};

QTEST_GUILESS_MAIN(DeployedRunsTest)
#include "tst_DeployedRuns.moc"
