// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/FrameTableModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_FrameTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behavesAsAModel();
    void showsCellsAsText();
    void marksMissingCells();
    void numbersStandRight();
    void headersNameColumnAndType();
    void toolTipsAreNeverRichText();
    void exactTextIsNotTouched();
    void emptyAndGoneFrames();
    void showsRowsInAnotherOrder();
    void hugeCellsAreCut();

private:
    static QString shown(const FrameTableModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
};

void tst_FrameTableModel::behavesAsAModel()
{
    FrameTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFrame(test::smallFrame());
    model.setFrame(test::tallFrame(100));
    model.setFrame(nullptr);
    model.setFrame(test::smallFrame());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 3);
}

void tst_FrameTableModel::showsCellsAsText()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    QCOMPARE(shown(model, 0, 0), QStringLiteral("7"));
    QCOMPARE(shown(model, 1, 0), QStringLiteral("2024"));
    // Beyond 2^53: a grid that goes through double shows …992.
    QCOMPARE(shown(model, 2, 0), QStringLiteral("9,007,199,254,740,993"));
    QCOMPARE(shown(model, 0, 1), QStringLiteral("1.50"));
    QCOMPARE(shown(model, 2, 1), QStringLiteral("-12,345.25"));
    QCOMPARE(shown(model, 0, 2), QStringLiteral("<b>bold</b>"));
    QCOMPARE(shown(model, 1, 2), QStringLiteral("\\x1b[31mred↵next"));
}

void tst_FrameTableModel::marksMissingCells()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    for (const auto &[row, column] : {std::pair{1, 1}, std::pair{2, 2}}) {
        QCOMPARE(shown(model, row, column), QStringLiteral("NA"));
        QVERIFY(model.index(row, column).data(FrameTableModel::IsMissingRole).toBool());
    }
    QVERIFY(!model.index(0, 0).data(FrameTableModel::IsMissingRole).toBool());
}

void tst_FrameTableModel::numbersStandRight()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    const auto isRight = [&](int column) {
        return bool(model.index(0, column).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    };
    QVERIFY(isRight(0));
    QVERIFY(isRight(1));
    QVERIFY(!isRight(2));
}

void tst_FrameTableModel::headersNameColumnAndType()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("price"));
    QCOMPARE(model.headerData(1, Qt::Horizontal, FrameTableModel::DtypeRole).toString(),
             QStringLiteral("float64"));
    QCOMPARE(model.headerData(2, Qt::Vertical).toInt(), 2);
    QVERIFY(!model.headerData(3, Qt::Horizontal).isValid());
    QVERIFY(!model.headerData(-1, Qt::Horizontal).isValid());
}

void tst_FrameTableModel::toolTipsAreNeverRichText()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    const QString tip = model.index(0, 2).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(QStringLiteral("&lt;b&gt;")));
    QVERIFY(!tip.contains(QStringLiteral("<b>")));
}

void tst_FrameTableModel::exactTextIsNotTouched()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    const auto exact = [&](int row, int column) {
        return model.index(row, column).data(FrameTableModel::ExactTextRole).toString();
    };
    QCOMPARE(exact(2, 0), QStringLiteral("9007199254740993"));
    QCOMPARE(exact(0, 1), QStringLiteral("1.5"));
    QCOMPARE(exact(1, 1), QString());
    QCOMPARE(exact(1, 2), QStringLiteral("\x1b[31mred\nnext"));
}

void tst_FrameTableModel::emptyAndGoneFrames()
{
    FrameTableModel model;
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.headerData(0, Qt::Horizontal).isValid());
    FrameBuilder noRows(0);
    noRows.addText("empty", {});
    model.setFrame(test::built(noRows));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 1);
    QVERIFY(!model.data(model.index(0, 0)).isValid());
}

void tst_FrameTableModel::showsRowsInAnotherOrder()
{
    FrameTableModel model;
    model.setFrame(test::smallFrame());
    QSignalSpy changed(&model, &QAbstractItemModel::layoutChanged);
    model.setRows(std::make_shared<const std::vector<std::uint32_t>>(std::vector<std::uint32_t>{2, 0}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.exactText(0, 0), QStringLiteral("9007199254740993"));
    QCOMPARE(model.frameRow(1), std::int64_t{0});
    model.setRows(nullptr);
    QCOMPARE(model.rowCount(), 3);
}

void tst_FrameTableModel::hugeCellsAreCut()
{
    const std::vector<std::optional<std::string>> texts{
        std::string(1 << 20, 'x'), std::string(299, 'x') + "\U0001F600\U0001F600"};
    FrameBuilder builder(2);
    builder.addText("text", texts);
    FrameTableModel model;
    model.setFrame(test::built(builder));
    QVERIFY(shown(model, 0, 0).size() < 400);
    QVERIFY(shown(model, 0, 0).endsWith(u'…'));
    // The cut falls between the two halves of a character.
    QVERIFY(!shown(model, 1, 0).contains(QChar(0xd83d)) || shown(model, 1, 0).isValidUtf16());
}

QTEST_MAIN(tst_FrameTableModel)
#include "tst_FrameTableModel.moc"
