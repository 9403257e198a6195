// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/Theme.h"

#include <cmath>
#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QByteArray lightFile()
{
    QFile file(QStringLiteral(":/themes/light.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinThemesAreComplete();
    void textHasEnoughContrast_data();
    void textHasEnoughContrast();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void choiceIsRememberedAndApplied();
    void givenChoiceIsNotRemembered();
    void styleSheetHasNoNameLeft();

private:
    test::Isolation m_isolation;
};

void tst_Theme::builtinThemesAreComplete()
{
    for (const bool dark : {false, true}) {
        const Theme theme = Theme::builtin(dark);
        QCOMPARE(theme.isDark, dark);
        QCOMPARE(theme.colors.size(), qsizetype(Theme::Color::ColorCount));
    }
}

void tst_Theme::textHasEnoughContrast_data()
{
    using Color = Theme::Color;
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("ground");
    QTest::newRow("text on panel") << int(Color::Text) << int(Color::Panel);
    QTest::newRow("text on window") << int(Color::Text) << int(Color::Window);
    QTest::newRow("dim on panel") << int(Color::TextDim) << int(Color::Panel);
    QTest::newRow("dim on window") << int(Color::TextDim) << int(Color::Window);
    QTest::newRow("run button") << int(Color::OnAccent) << int(Color::Accent);
    QTest::newRow("selection") << int(Color::SelectionText) << int(Color::Selection);
    QTest::newRow("error on panel") << int(Color::Error) << int(Color::Panel);
    QTest::newRow("text on error") << int(Color::Text) << int(Color::ErrorSoft);
    QTest::newRow("ok on window") << int(Color::Ok) << int(Color::Window);
    for (int color = int(Color::Default); color < int(Color::ColorCount); ++color)
        QTest::addRow("syntax %d", color) << color << int(Color::EditorBackground);
}

void tst_Theme::textHasEnoughContrast()
{
    QFETCH(int, text);
    QFETCH(int, ground);
    for (const bool dark : {false, true}) {
        const Theme theme = Theme::builtin(dark);
        QVERIFY2(contrast(theme.colors[text], theme.colors[ground]) >= 4.5, qPrintable(theme.name));
    }
}

void tst_Theme::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("named");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("[") << QString();
    QTest::newRow("no name") << QByteArray("\"name\"") << QByteArray("\"nam\"")
                             << QStringLiteral("`name`");
    QTest::newRow("missing") << QByteArray("\"textDim\"") << QByteArray("\"textdim\"")
                             << QStringLiteral("`colors.textDim`");
    QTest::newRow("no colour") << QByteArray("#1b2028") << QByteArray("blackish")
                               << QStringLiteral("`colors.text`");
    QTest::newRow("unknown") << QByteArray("\"caret\":") << QByteArray("\"fur\": 1, \"caret\":")
                             << QStringLiteral("`editor.fur`");
}

void tst_Theme::namesWhatIsWrong()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, named);
    const auto theme = Theme::fromJson(lightFile().replace(from, to));
    QVERIFY(!theme);
    QVERIFY2(QString::fromStdString(theme.error().text).contains(named),
             theme.error().text.c_str());
}

void tst_Theme::choiceIsRememberedAndApplied()
{
    {
        Appearance appearance(Appearance::Choice::Light);
        QSignalSpy changes(&appearance, &Appearance::changed);
        appearance.choose(Appearance::Choice::Dark);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Base),
                 Theme::builtin(true).color(Theme::Color::Panel));
    }
    QCOMPARE(Appearance().choice(), Appearance::Choice::Dark);
}

void tst_Theme::givenChoiceIsNotRemembered()
{
    Appearance(Appearance::Choice::Dark).choose(Appearance::Choice::Dark);
    QCOMPARE(Appearance(Appearance::Choice::Light).choice(), Appearance::Choice::Light);
    QCOMPARE(Appearance().choice(), Appearance::Choice::Dark);
    QVERIFY(!Appearance::choiceFromName(QStringLiteral("sepia")));
}

void tst_Theme::styleSheetHasNoNameLeft()
{
    Appearance appearance(Appearance::Choice::Light);
    QVERIFY(!qApp->styleSheet().isEmpty());
    const QString rules = qApp->styleSheet().section(QStringLiteral("*/"), -1);
    QVERIFY2(!rules.contains(u'@'), qPrintable(rules.mid(rules.indexOf(u'@'), 40)));
}

QTEST_MAIN(tst_Theme)
#include "tst_Theme.moc"
