// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/MappingBook.h"
#include "tests/data/sqlite/TradeCache.h"
#include "tests/ui/Support.h"
#include "ui/data/ConnectionDialog.h"
#include "ui/data/MappingDialog.h"
#include "ui/theme/Appearance.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_DataDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_CONFIG_HOME", m_isolation.path(QStringLiteral("config")).toLocal8Bit());
        m_appearance = std::make_unique<Appearance>(Appearance::Choice::Light);
    }

    void aGoodSourceIsTestedAndAdded()
    {
        TradeCache cache;
        cache.addOrdinary(25);
        ConnectionDialog dialog(*m_appearance);
        QSignalSpy added(&dialog, &ConnectionDialog::added);
        QVERIFY(dialog.source().isEmpty());
        field(dialog, "Database")->setText(cache.path());
        QCOMPARE(dialog.source().toStdString(), cache.source());
        dialog.test();
        QTRY_VERIFY2(dialog.found().startsWith(QStringLiteral("trades: 25 rows")), qPrintable(dialog.found()));
        press(dialog, "Add");
        QCOMPARE(added.value(0).value(0).toString().toStdString(), cache.source());
        QVERIFY(dialog.result() == QDialog::Accepted);
    }

    void whatCannotBeReadIsNotAdded()
    {
        ConnectionDialog dialog(*m_appearance);
        QSignalSpy added(&dialog, &ConnectionDialog::added);
        field(dialog, "Database")->setText(QStringLiteral("/nowhere.db"));
        press(dialog, "Add");
        QTRY_VERIFY(dialog.found().startsWith(QStringLiteral("There is no file")));
        QVERIFY(added.isEmpty());
    }

    void aServersPasswordIsNoPartOfItsSource()
    {
        ConnectionDialog dialog(*m_appearance);
        dialog.setKind(QStringLiteral("postgresql"));
        QList<QLineEdit *> lines;
        for (QLineEdit *line : dialog.findChildren<QLineEdit *>())
            if (line->isVisibleTo(&dialog) && line->objectName() != QStringLiteral("qt_spinbox_lineedit"))
                lines << line;
        for (QLineEdit *line : lines)
            line->setText(line->echoMode() == QLineEdit::Password ? QStringLiteral("s3cret") : QStringLiteral("a b"));
        QVERIFY2(dialog.source().startsWith(QStringLiteral("postgresql://")) , qPrintable(dialog.source()));
        QVERIFY(!dialog.source().contains(QStringLiteral("s3cret")));
        QVERIFY(dialog.source().contains(QStringLiteral("sslmode=verify-full")));
    }

    void aForeignFileIsMapped()
    {
        const QString path = m_isolation.path(QStringLiteral("export.csv"));
        const QByteArray row = "20.11.2025 08:00:07;ALKIMI;BUY;1.047,25;0,05;0,01;USDT;7\n";
        write(path, "Date(UTC);Pair;Side;Executed;Price;Fee;Fee Coin;Order ID\n" + row.repeated(20) + "20.11.2025 08:02:07;ALKIMI\n");
        const QString source = QStringLiteral("csv:") + path;
        MappingDialog dialog(*m_appearance, source);
        QSignalSpy previewed(&dialog, &MappingDialog::previewed), added(&dialog, &MappingDialog::added);
        QTRY_VERIFY(!previewed.isEmpty());
        QVERIFY2(dialog.found().startsWith(QStringLiteral("20 trades")), qPrintable(dialog.found()));
        QVERIFY(dialog.found().contains(QStringLiteral("Line 22")));
        box(dialog, "exchange")->setCurrentIndex(1); // always …
        field(dialog, "exchange, the same text for all")->setText(QStringLiteral("mexc"));
        QVERIFY(std::get<files::FixedText>(dialog.mapping().origin(files::Field::Exchange)).text == "mexc");
        QTRY_VERIFY(dialog.canAdd());
        press(dialog, "Add");
        QCOMPARE(added.size(), 1);
        const auto opened = openSource(source.toStdString());
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        QCOMPARE((*opened)->trades({}, 0, {})->rows, std::int64_t{20});
    }

    void anotherSeparatorMakesOtherColumns()
    {
        const QString path = m_isolation.path(QStringLiteral("bars.csv"));
        write(path, "a|b,c\n1|2,3\n");
        MappingDialog dialog(*m_appearance, QStringLiteral("csv:") + path);
        QSignalSpy previewed(&dialog, &MappingDialog::previewed);
        QTRY_VERIFY(!previewed.isEmpty());
        box(dialog, "Separator")->setCurrentIndex(box(dialog, "Separator")->findData(QStringLiteral("|")));
        QTRY_VERIFY(box(dialog, "price")->findText(QStringLiteral("b,c")) > 0);
        box(dialog, "Separator")->setCurrentIndex(box(dialog, "Separator")->findData(QStringLiteral(",")));
        QTRY_VERIFY(box(dialog, "price")->findText(QStringLiteral("a|b")) > 0);
    }

    void aFileThatIsNoneIsToldOf()
    {
        MappingDialog dialog(*m_appearance, QStringLiteral("csv:/nowhere.csv"));
        QTRY_VERIFY(dialog.found().contains(QStringLiteral("/nowhere.csv")));
        QVERIFY(!dialog.canAdd());
    }

private:
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    template <typename Widget>
    static Widget *named(const QWidget &dialog, const char *name)
    {
        for (Widget *one : dialog.findChildren<Widget *>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        qFatal("no %s", name);
    }
    static QLineEdit *field(const QWidget &dialog, const char *name) { return named<QLineEdit>(dialog, name); }
    static QComboBox *box(const QWidget &dialog, const char *name) { return named<QComboBox>(dialog, name); }
    static void press(const QWidget &dialog, const char *text)
    {
        for (QPushButton *one : dialog.findChildren<QPushButton *>())
            if (one->text() == QLatin1String(text))
                one->click();
    }

    test::Isolation m_isolation;
    std::unique_ptr<Appearance> m_appearance;
};

QTEST_MAIN(tst_DataDialogs)
#include "tst_DataDialogs.moc"
