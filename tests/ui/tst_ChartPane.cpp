// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/charts/AxisTicks.h"
#include "ui/charts/ChartExport.h"
#include "ui/charts/ChartPane.h"
#include "ui/charts/ChartPanel.h"
#include "ui/theme/Appearance.h"

#include <cmath>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>

using namespace assay;

class tst_ChartPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
        m_pane = std::make_unique<ChartPane>(m_appearance);
        m_pane->resize(900, 500);
        m_pane->show();
    }
    void cleanup() { m_pane.reset(); }
    void everyKindIsDrawn_data();
    void everyKindIsDrawn();
    void barsStandOverTheirNames();
    void readsOutExactly();
    void zoomsAndMoves();
    void theMouseZoomsIntoABox();
    void theLegendShowsAndHides();
    void millionsAreThinnedAndTold();
    void aClickPicksTheRow();
    void marksRows();
    void namesAreNeverMarkup();
    void exportsWhatIsSeen();
    void saysWhyNothingIsDrawn();
    void thePanelTellsTheChart();
    void onlyTheRowsThatAreShown();
    void ticksAreRound();

private:
    /// `names`: of the group's texts.
    static std::shared_ptr<const Frame> frame(const char *column = "price", const char *name = "mexc")
    {
        const std::vector<std::int64_t> times{1'000'000'001, 61'000'000'002, 122'000'000'003};
        const std::vector<std::int64_t> ids{1, 9'007'199'254'740'993, 3};
        const std::vector<double> prices{10.5, 20.25, 15};
        const std::vector<std::optional<std::string>> venues{name, "kraken", name};
        FrameBuilder builder(3);
        builder.addTimestamp("time", times);
        builder.addInt64("id", ids);
        builder.addFloat64(column, prices);
        builder.addText("venue", venues);
        return test::built(builder);
    }
    static ChartSpec specOf(ChartKind kind, const char *x, const char *y)
    {
        ChartSpec spec;
        spec.kind = kind;
        spec.x = ColumnRef{x, 0};
        spec.y = {ColumnRef{y, 0}};
        return spec;
    }
    /// Draws it, and waits until that is done.
    void draw(const std::shared_ptr<const Frame> &of, const ChartSpec &spec)
    {
        m_pane->setFrame(of);
        QSignalSpy drawn(m_pane.get(), &ChartPane::drawn);
        m_pane->setSpec(spec);
        QTRY_VERIFY(!drawn.isEmpty());
        QTRY_VERIFY(!m_pane->isBusy());
    }
    ChartPlot &plot() { return m_pane->plot(); }

    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
    std::unique_ptr<ChartPane> m_pane;
};

void tst_ChartPane::everyKindIsDrawn_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("x");
    QTest::addColumn<bool>("isStacked");
    QTest::newRow("line") << int(ChartKind::Line) << u"time"_qs << false;
    QTest::newRow("area") << int(ChartKind::Area) << u"time"_qs << false;
    QTest::newRow("stacked area") << int(ChartKind::Area) << u"time"_qs << true;
    QTest::newRow("bars") << int(ChartKind::Bar) << u"venue"_qs << false;
    QTest::newRow("stacked bars") << int(ChartKind::Bar) << u"venue"_qs << true;
    QTest::newRow("scatter") << int(ChartKind::Scatter) << u"time"_qs << false;
    QTest::newRow("histogram") << int(ChartKind::Histogram) << u"time"_qs << false;
    QTest::newRow("box") << int(ChartKind::Box) << u"venue"_qs << false;
    QTest::newRow("candlestick") << int(ChartKind::Candlestick) << u"time"_qs << false;
    QTest::newRow("pie") << int(ChartKind::Pie) << u"venue"_qs << false;
}

/// Something of it has a series' colour.
void tst_ChartPane::everyKindIsDrawn()
{
    QFETCH(int, kind);
    QFETCH(QString, x);
    QFETCH(bool, isStacked);
    ChartSpec spec = specOf(ChartKind(kind), x.toUtf8().constData(), "price");
    spec.isStacked = isStacked;
    spec.interval = ChartKind(kind) == ChartKind::Candlestick ? 3'600'000'000'000 : 0;
    if (isStacked)
        spec.group = ColumnRef{"venue", 0};
    draw(frame(), spec);
    QCOMPARE(m_pane->problem(), QString());
    QVERIFY(!m_pane->caption().isEmpty());
    const QImage image = plot().grab().toImage();
    int colored = 0;
    for (int y = 60; y < image.height() - 60; ++y)
        for (int at = 90; at < image.width() - 30; ++at)
            colored += image.pixelColor(at, y).saturation() > 90 ? 1 : 0;
    QVERIFY2(colored >= 9, qPrintable(QString::number(colored)));
}

/// Two bars: the middle of each quarter and three quarters of the way is coloured, the middle is not.
void tst_ChartPane::barsStandOverTheirNames()
{
    draw(frame(), specOf(ChartKind::Bar, "venue", "price"));
    const QImage image = plot().grab().toImage();
    const int left = 74, right = image.width() - 18, bottom = image.height() - 44;
    const auto isColored = [&](double part) { return image.pixelColor(int(left + part * (right - left)), bottom - 8).saturation() > 90; };
    QVERIFY(isColored(0.25) && isColored(0.75));
    QVERIFY(!isColored(0.5) && !isColored(0.02) && !isColored(0.98));
}

void tst_ChartPane::readsOutExactly()
{
    draw(frame(), specOf(ChartKind::Line, "time", "id"));
    plot().setCrossHair(61e9);
    QCOMPARE(plot().readOut(), (QStringList{u"1970-01-01 00:01:01.000000002"_qs, u"id  9,007,199,254,740,993"_qs}));
    plot().setFocus();
    QTest::keyClick(&plot(), Qt::Key_Right);
    QCOMPARE(plot().readOut().back(), QStringLiteral("id  3"));
    QTest::keyClick(&plot(), Qt::Key_Escape);
    QVERIFY(plot().readOut().isEmpty());
}

void tst_ChartPane::zoomsAndMoves()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    const Stretch whole = plot().window();
    plot().zoom(2, whole.from);
    QCOMPARE(plot().window().from, whole.from);
    QVERIFY(std::abs(plot().window().length() - whole.length() / 2) < 1);
    plot().pan(0.5);
    QVERIFY(plot().window().from > whole.from);
    plot().pan(99); // never beyond the data
    QCOMPARE(plot().window().to, whole.to);
    QTest::keyClick(&plot(), Qt::Key_Home);
    QCOMPARE(plot().window(), whole);
    QTest::keyClick(&plot(), Qt::Key_Plus);
    QVERIFY(plot().window().length() < whole.length());
    QTest::mouseDClick(plot().viewport(), Qt::LeftButton, {}, plot().viewport()->rect().center());
    QCOMPARE(plot().window(), whole);
}

void tst_ChartPane::theMouseZoomsIntoABox()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    const Stretch whole = plot().window();
    const QPoint from(200, 100), to(400, 250);
    QTest::mousePress(plot().viewport(), Qt::LeftButton, Qt::ShiftModifier, from);
    QMouseEvent move(QEvent::MouseMove, to, plot().viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(plot().viewport(), &move);
    QTest::mouseRelease(plot().viewport(), Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(plot().window().length() < whole.length() / 2);
}

void tst_ChartPane::theLegendShowsAndHides()
{
    ChartSpec spec = specOf(ChartKind::Line, "time", "price");
    spec.group = ColumnRef{"venue", 0};
    draw(frame(), spec);
    QVERIFY(plot().isShown(0) && plot().isShown(1));
    QTest::mouseClick(plot().viewport(), Qt::LeftButton, {}, QPoint(80, 16));
    QVERIFY(!plot().isShown(0));
    QTest::keyClick(&plot(), Qt::Key_1);
    QVERIFY(plot().isShown(0));
}

void tst_ChartPane::millionsAreThinnedAndTold()
{
    constexpr std::int64_t rows = 1'000'000;
    std::vector<double> values(rows);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(double(i) / 10'000);
    values[654'321] = 50;
    FrameBuilder builder(rows);
    builder.addFloat64("v", values);
    ChartSpec spec;
    spec.y = {ColumnRef{"v", 0}};
    draw(test::built(builder), spec);
    QVERIFY(plot().drawnPoints() < 4 * 1000);
    QVERIFY(m_pane->caption().contains(QStringLiteral("1,000,000 points")));
    // The spike is there: the highest of all that is drawn.
    QVERIFY(plot().prepared()->heightsOver(plot().window(), false, {true}).to > 50);
    plot().setWindow({654'300, 654'340});
    QVERIFY(!m_pane->caption().contains(QStringLiteral("first, lowest")));
    QVERIFY(plot().drawnPoints() >= 40);
}

void tst_ChartPane::aClickPicksTheRow()
{
    draw(frame(), specOf(ChartKind::Scatter, "time", "price"));
    QSignalSpy picked(m_pane.get(), &ChartPane::rowsPicked);
    plot().setCrossHair(61e9);
    QTest::keyClick(&plot(), Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QVERIFY(picked.front().front().value<RowList>() == (RowList{1}));
}

void tst_ChartPane::marksRows()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    const QImage before = plot().grab().toImage();
    plot().markRows({1});
    QVERIFY(plot().grab().toImage() != before);
    plot().markRows({});
    QVERIFY(plot().grab().toImage() == before);
}

/// What a script names is drawn letter by letter.
void tst_ChartPane::namesAreNeverMarkup()
{
    const char *name = "<img src='file:///etc/passwd'><b>\xe2\x80\xae" "bold</b>";
    ChartSpec spec = specOf(ChartKind::Line, "time", name);
    spec.group = ColumnRef{"venue", 0};
    draw(frame(name, name), spec);
    plot().setCrossHair(1e9);
    const QString shown = plot().readOut().join(u'\n');
    QVERIFY(shown.contains(QStringLiteral("<b>")));
    QVERIFY(!shown.contains(QChar(0x202e)));
    for (const ChartKind kind : {ChartKind::Pie, ChartKind::Bar, ChartKind::Box}) {
        draw(frame(name, name), specOf(kind, "venue", name));
        QVERIFY(!plot().grab().isNull());
    }
    const QString path = m_isolation.path(QStringLiteral("markup.svg"));
    QVERIFY(exportChart(m_appearance, plot(), path, {600, 400}).has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("<img"));
}

void tst_ChartPane::exportsWhatIsSeen()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    const auto bytesOf = [this](const QString &name) {
        const QString path = m_isolation.path(name);
        const auto done = exportChart(m_appearance, plot(), path, {640, 360});
        QFile file(path);
        return done && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QImage png = QImage::fromData(bytesOf(QStringLiteral("a.png")));
    QCOMPARE(png.size(), QSize(1280, 720));
    QVERIFY(bytesOf(QStringLiteral("a.pdf")).startsWith("%PDF"));
    QXmlStreamReader svg(bytesOf(QStringLiteral("a.svg")));
    while (!svg.atEnd())
        svg.readNext();
    QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    QVERIFY(!exportChart(m_appearance, plot(), m_isolation.path(QStringLiteral("a.gif")), {10, 10}).has_value());
    QVERIFY(!exportChart(m_appearance, plot(), QStringLiteral("/dev/null/a.png"), {10, 10}).has_value());
    m_pane->copyImage();
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
}

void tst_ChartPane::saysWhyNothingIsDrawn()
{
    draw(frame(), specOf(ChartKind::Candlestick, "venue", "price"));
    QVERIFY(m_pane->problem().contains(QStringLiteral("times")));
    m_pane->setFrame(nullptr);
    QVERIFY(!m_pane->problem().isEmpty());
}

void tst_ChartPane::thePanelTellsTheChart()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    QSignalSpy drawn(m_pane.get(), &ChartPane::drawn);
    m_pane->panel().findChild<QComboBox *>()->setCurrentIndex(int(ChartKind::Histogram));
    QTRY_COMPARE(drawn.size(), 1);
    QVERIFY(m_pane->spec().kind == ChartKind::Histogram);
    QVERIFY(m_pane->spec().y.front().name == "price");
    // Another frame with the same columns keeps the chart, one with others gets its own.
    m_pane->setFrame(frame());
    QVERIFY(m_pane->spec().kind == ChartKind::Histogram);
    m_pane->setFrame(test::tallFrame(3));
    QVERIFY(m_pane->spec().kind == ChartKind::Line);
}

void tst_ChartPane::onlyTheRowsThatAreShown()
{
    draw(frame(), specOf(ChartKind::Line, "time", "price"));
    QSignalSpy drawn(m_pane.get(), &ChartPane::drawn);
    m_pane->setRows(std::make_shared<const RowList>(RowList{0, 2}));
    QTRY_COMPARE(drawn.size(), 1);
    QVERIFY(m_pane->caption().startsWith(QStringLiteral("2 rows")));
}

void tst_ChartPane::ticksAreRound()
{
    QStringList texts;
    for (const Tick &tick : numberTicks(0, 10'000, 5))
        texts << tick.text;
    QCOMPARE(texts, (QStringList{u"0"_qs, u"2,000"_qs, u"4,000"_qs, u"6,000"_qs, u"8,000"_qs, u"10,000"_qs}));
    QVERIFY(numberTicks(1, 1, 5).empty());
    QVERIFY(numberTicks(0, std::numeric_limits<double>::infinity(), 5).empty());
    texts.clear();
    for (const Tick &tick : timeTicks(0, 86'400e9, 4))
        texts << tick.text;
    QCOMPARE(texts, (QStringList{u"1 Jan"_qs, u"06:00"_qs, u"12:00"_qs, u"18:00"_qs, u"2 Jan"_qs}));
    for (const double span : {1.0, 1e3, 1e6, 1e9, 1e11, 1e13, 1e15, 1e17, 1e18})
        QVERIFY2(timeTicks(1.7e18, 1.7e18 + span, 8).size() <= 10, qPrintable(QString::number(span)));
}

QTEST_MAIN(tst_ChartPane)
#include "tst_ChartPane.moc"
