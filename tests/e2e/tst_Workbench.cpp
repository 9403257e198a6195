// SPDX-License-Identifier: GPL-3.0-or-later
// The program assay-workbench as it is started from a shell.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class tst_Workbench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItIs();
    void wrongUseIsOneLine_data();
    void wrongUseIsOneLine();
    void withoutADisplayItSaysSo();
    void staysUntilItIsEnded();

private:
    static QProcessEnvironment environment(const QTemporaryDir &home)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.remove(QStringLiteral("QT_FATAL_WARNINGS"));
        return environment;
    }
    void run(QProcess &process, const QStringList &arguments)
    {
        process.start(QStringLiteral(ASSAY_WORKBENCH), arguments);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    }

    QTemporaryDir m_home;
};

void tst_Workbench::saysWhatItIs()
{
    QProcess process;
    run(process, {QStringLiteral("--version")});
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().startsWith("assay-workbench "));
    run(process, {QStringLiteral("--help")});
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("--profile"));
}

void tst_Workbench::wrongUseIsOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("option") << QStringList{QStringLiteral("--colour")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("sepia")};
    QTest::newRow("profile") << QStringList{QStringLiteral("--profile"), QStringLiteral("none")};
    QTest::newRow("data") << QStringList{QStringLiteral("--data"), QStringLiteral("moon:")};
}

void tst_Workbench::wrongUseIsOneLine()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    run(process, arguments);
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    const QByteArray problem = process.readAllStandardError();
    QVERIFY(problem.startsWith("assay-workbench: "));
    QCOMPARE(problem.count('\n'), 1);
}

void tst_Workbench::withoutADisplayItSaysSo()
{
    QProcess process;
    QProcessEnvironment bare = environment(m_home);
    for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
        bare.remove(QLatin1String(name));
    process.setProcessEnvironment(bare);
    run(process, {});
    QCOMPARE(process.exitCode(), 8);
    QVERIFY(process.readAllStandardError().contains("display"));
}

void tst_Workbench::staysUntilItIsEnded()
{
    QProcess process;
    process.setProcessEnvironment(environment(m_home));
    process.start(QStringLiteral(ASSAY_WORKBENCH), {});
    QVERIFY(process.waitForStarted());
    QVERIFY2(!process.waitForFinished(1500), process.readAllStandardError().constData());
    process.terminate();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_Workbench)
#include "tst_Workbench.moc"
