// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "ui/results/ValueModel.h"
#include "ui/results/ValueTable.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace assay;

namespace {

std::shared_ptr<const Json> json(const char *text)
{
    return std::make_shared<const Json>(Json::parse(text));
}

QString shown(const ValueModel &model, const QModelIndex &index, int column)
{
    return model.data(index.siblingAtColumn(column)).toString();
}

QString column(const Frame &frame, std::size_t at)
{
    QStringList texts{QString::fromStdString(frame.schema().columns[at].name)};
    for (std::int64_t row = 0; row < frame.rows(); ++row)
        texts << (frame.isMissing(at, row) ? QStringLiteral("NA") : QString::fromStdString(cellText(frame, at, row).text));
    return texts.join(u'|');
}

} // namespace

class tst_ValueModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nestedValues()
    {
        ValueModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false); // it would, in the midst of another
        model.setValue(json("{\"mexc_mm1\": {\"USDT\": 1000.0, \"it's\": [1, null, true, 9223372036854775807]}, \"n\": \"a\\nb\"}"));
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex account = model.index(0, 0);
        QCOMPARE(shown(model, account, ValueModel::Type), QStringLiteral("dict of 2"));
        model.fetchMore(account);
        const QModelIndex list = model.index(1, 0, account);
        QCOMPARE(shown(model, list, ValueModel::Value), QStringLiteral("[1, None, True, 9223372036854775807]"));
        model.fetchMore(list);
        QCOMPARE(model.path(model.index(3, 0, list)), QStringLiteral("result['mexc_mm1']['it\\'s'][3]"));
        QCOMPARE(shown(model, model.index(3, 0, list), ValueModel::Value), QStringLiteral("9223372036854775807"));
        QCOMPARE(shown(model, model.index(0, 0, account), ValueModel::Value), QStringLiteral("1000.0"));
        QCOMPARE(shown(model, model.index(1, 0), ValueModel::Value), QStringLiteral("'a\\nb'"));
        QVERIFY(!model.hasChildren(model.index(1, 0)));
        QCOMPARE(model.parent(list), account);
    }

    void longListsComeInPieces()
    {
        Json list = Json::array();
        for (int i = 0; i < 2500; ++i)
            list.push_back(i);
        ValueModel model;
        model.setValue(std::make_shared<const Json>(std::move(list)));
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(model.rowCount(), ValueModel::rowsAtOnce);
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 2500);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.path(model.index(2499, 0)), QStringLiteral("result[2499]"));
    }

    void nothing()
    {
        ValueModel model;
        QCOMPARE(model.rowCount(), 0);
        model.setValue(json("{}"));
        QVERIFY(!model.hasChildren());
        model.setValue(nullptr);
        QVERIFY(!model.hasChildren());
    }

    void whatTricksIsWrittenOut()
    {
        ValueModel model;
        model.setValue(json(R"({"\u202eevil": "<b>\u0007</b>"})"));
        model.fetchMore({});
        QCOMPARE(shown(model, model.index(0, 0), ValueModel::Key), QStringLiteral("\\u202eevil"));
        QCOMPARE(shown(model, model.index(0, 0), ValueModel::Value), QStringLiteral("'<b>\\x07</b>'"));
    }

    void tables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("columns");
        QTest::newRow("list of dicts") << QByteArray(R"([{"a": 1, "b": "x"}, {"b": null, "c": 2.5, "a": 9223372036854775807}])")
                                       << QStringList{QStringLiteral("a|1|9223372036854775807"), QStringLiteral("b|x|NA"), QStringLiteral("c|NA|2.5")};
        QTest::newRow("dict of dicts") << QByteArray(R"({"mexc": {"USDT": 1}, "kraken": {"USDT": 2, "BTC": 0.5}})")
                                       << QStringList{QStringLiteral("key|mexc|kraken"), QStringLiteral("USDT|1|2"), QStringLiteral("BTC|NA|0.5")};
        QTest::newRow("dict of lists") << QByteArray(R"({"a": [1, 2], "b": ["x", true]})")
                                       << QStringList{QStringLiteral("a|1|2"), QStringLiteral("b|x|True")};
        QTest::newRow("dict of values") << QByteArray(R"({"a": 1, "b": 2.5})")
                                        << QStringList{QStringLiteral("key|a|b"), QStringLiteral("value|1.0|2.5")};
        QTest::newRow("list of values") << QByteArray(R"([3, 1])") << QStringList{QStringLiteral("value|3|1")};
        QTest::newRow("integers no real holds, and a gap") << QByteArray(R"([{"a": 9007199254740993}, {}])")
                                                           << QStringList{QStringLiteral("a|9007199254740993|NA")};
        QTest::newRow("mixed") << QByteArray(R"([{"a": 1}, 2])") << QStringList();
        QTest::newRow("uneven lists") << QByteArray(R"({"a": [1], "b": [1, 2]})") << QStringList();
        QTest::newRow("empty") << QByteArray("[]") << QStringList();
        QTest::newRow("number") << QByteArray("7") << QStringList();
    }
    void tables()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, columns);
        const auto frame = tableOf(*json(text.constData()));
        QCOMPARE(frame != nullptr, !columns.isEmpty());
        if (!frame)
            return;
        QCOMPARE(qsizetype(frame->columnCount()), columns.size());
        for (qsizetype i = 0; i < columns.size(); ++i)
            QCOMPARE(column(*frame, std::size_t(i)), columns[i]);
    }
};

QTEST_GUILESS_MAIN(tst_ValueModel)
#include "tst_ValueModel.moc"
