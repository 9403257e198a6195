// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_Arguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsOptionsAndFiles();
    void endsOptionsAtTwoDashes();
    void refuses_data();
    void refuses();
    void guessesWhatWasMeant();

private:
    const std::vector<OptionSpec> m_options{
        {u"json"_s, {}, {}}, {u"profile"_s, u"NAME"_s, {}}, {u"timeout"_s, u"S"_s, {}}};
};

void tst_Arguments::sortsOptionsAndFiles()
{
    const auto arguments =
        Arguments::parse(m_options, {u"a.py"_s, u"--json"_s, u"--profile"_s, u"slack"_s, u"-"_s,
                                     u"--timeout=1=2"_s, u"--profile"_s, u"local"_s});
    QVERIFY(arguments);
    QCOMPARE(arguments->files(), QStringList({u"a.py"_s, u"-"_s}));
    QVERIFY(arguments->has(u"json"_s));
    QCOMPARE(arguments->value(u"profile"_s).value(), u"local"_s);
    QCOMPARE(arguments->value(u"timeout"_s).value(), u"1=2"_s);
    QVERIFY(!arguments->value(u"nothing"_s));
}

void tst_Arguments::endsOptionsAtTwoDashes()
{
    const auto arguments = Arguments::parse(m_options, {u"--"_s, u"--json"_s, u"--"_s});
    QVERIFY(arguments);
    QVERIFY(!arguments->has(u"json"_s));
    QCOMPARE(arguments->files(), QStringList({u"--json"_s, u"--"_s}));
}

void tst_Arguments::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("misspelt") << QStringList{u"--jsno"_s}
                              << QByteArray("there is no option '--jsno'; did you mean '--json'?");
    QTest::newRow("misspelt with a value")
        << QStringList{u"--profle=x"_s}
        << QByteArray("there is no option '--profle'; did you mean '--profile'?");
    QTest::newRow("unlike any") << QStringList{u"--frobnicate"_s}
                                << QByteArray("there is no option '--frobnicate'");
    QTest::newRow("one dash") << QStringList{u"-j"_s} << QByteArray("there is no option '-j'");
    QTest::newRow("one dash, right word")
        << QStringList{u"-json"_s}
        << QByteArray("there is no option '-json'; did you mean '--json'?");
    QTest::newRow("no value at the end")
        << QStringList{u"--timeout"_s} << QByteArray("the option '--timeout' needs a value: S");
    QTest::newRow("an option for a value") << QStringList{u"--timeout"_s, u"--json"_s}
                                           << QByteArray("the option '--timeout' needs a value: S");
    QTest::newRow("a value for a switch")
        << QStringList{u"--json=yes"_s} << QByteArray("the option '--json' takes no value");
    QTest::newRow("empty name") << QStringList{u"--=x"_s} << QByteArray("there is no option '--'");
}

void tst_Arguments::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, text);
    const auto arguments = Arguments::parse(m_options, words);
    QVERIFY(!arguments);
    QCOMPARE(QByteArray::fromStdString(arguments.error().text), text);
    QCOMPARE(arguments.error().code, ErrorCode::InvalidInput);
}

void tst_Arguments::guessesWhatWasMeant()
{
    const QStringList known{u"run"_s, u"check"_s, u"doctor"_s};
    QCOMPARE(didYouMean(u"rnu"_s, known), u"; did you mean 'run'?"_s);
    QCOMPARE(didYouMean(u"Check"_s, known), u"; did you mean 'check'?"_s);
    QCOMPARE(didYouMean(u"zebra"_s, known), QString());
    QCOMPARE(didYouMean({}, known), QString());
}

QTEST_APPLESS_MAIN(tst_Arguments)
#include "tst_Arguments.moc"
