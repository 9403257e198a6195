// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ChartPlot.h"

#include "ui/charts/AxisTicks.h"
#include "ui/charts/SeriesColors.h"
#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <cmath>
#include <QAreaSeries>
#include <QBarSeries>
#include <QBarSet>
#include <QBoxPlotSeries>
#include <QBoxSet>
#include <QCandlestickSeries>
#include <QCandlestickSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QPieSeries>
#include <QStackedBarSeries>
#include <QValueAxis>
#include <QWheelEvent>
#include <unordered_set>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int leftMargin = 74, rightMargin = 18, secondMargin = 68, topMargin = 38, bottomMargin = 44;
constexpr int pixelsPerXTick = 96, pixelsPerYTick = 44;
constexpr std::size_t mostCandles = 400;
constexpr std::size_t mostMarks = 5000;
constexpr double shortest = 1e-7; ///< part of the whole that can be zoomed to
constexpr int clickRadius = 14;
constexpr std::size_t readOutLines = 12;

} // namespace

ChartPlot::ChartPlot(const Appearance &appearance, QWidget *parent)
    : QChartView(new QChart, parent)
    , m_appearance(appearance)
    , m_chart(chart())
    , m_axisX(new QValueAxis)
    , m_axisY(new QValueAxis)
    , m_axisSecond(new QValueAxis)
{
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->addAxis(m_axisX, Qt::AlignBottom);
    m_chart->addAxis(m_axisY, Qt::AlignLeft);
    m_chart->addAxis(m_axisSecond, Qt::AlignRight);
    for (QAbstractAxis *axis : {m_axisX, m_axisY, m_axisSecond})
        axis->setVisible(false); // painted here
    setRenderHint(QPainter::Antialiasing, false);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setViewportUpdateMode(FullViewportUpdate);
    setAccessibleName(tr("Chart"));
    connect(&appearance, &Appearance::changed, this, &ChartPlot::applyTheme);
    applyTheme();
}

ChartPlot::~ChartPlot() = default;

void ChartPlot::applyTheme()
{
    setBackgroundBrush(m_appearance.color(Color::Panel));
    rebuild();
}

void ChartPlot::setPrepared(std::shared_ptr<const PreparedChart> prepared)
{
    const bool isAlike = m_prepared && prepared && m_prepared->wholeX() == prepared->wholeX() && m_prepared->isByPlace() == prepared->isByPlace();
    m_prepared = std::move(prepared);
    m_cross.reset();
    m_isShown.assign(m_prepared ? std::size_t(m_prepared->names().size()) : 0, true);
    if (!isAlike && m_prepared)
        m_x = m_prepared->wholeX();
    m_hasOwnHeight = false;
    m_origin = m_prepared && !m_prepared->isByPlace() ? m_prepared->wholeX().from : 0;
    m_scale = m_prepared && m_prepared->hasTimes() && !m_prepared->isByPlace() ? 1e-9 : 1;
    rebuild();
    markRows(m_marked);
}

void ChartPlot::copyFrom(const ChartPlot &other)
{
    setPrepared(other.m_prepared);
    m_isShown = other.m_isShown;
    m_x = other.m_x;
    m_y = other.m_y;
    m_second = other.m_second;
    m_hasOwnHeight = other.m_hasOwnHeight;
    rebuild();
}

// The series of Qt Charts --------------------------------------------------------------------------

QColor ChartPlot::colorOf(std::size_t series) const
{
    return seriesColor(m_appearance.theme(), series);
}

void ChartPlot::addSeries(QAbstractSeries *series, bool isSecond)
{
    m_chart->addSeries(series);
    series->attachAxis(m_axisX);
    series->attachAxis(isSecond ? m_axisSecond : m_axisY);
    m_series.emplace_back(series);
}

void ChartPlot::rebuild()
{
    m_chart->removeAllSeries();
    m_series.clear();
    m_drawn = 0;
    if (!m_prepared)
        return viewport()->update();
    switch (m_prepared->data.kind) {
    case ChartKind::Line:
        buildLines();
        break;
    case ChartKind::Area:
        buildAreas();
        break;
    case ChartKind::Bar:
        buildBars();
        break;
    case ChartKind::Histogram:
        buildHistogram();
        break;
    case ChartKind::Box:
        buildBoxes();
        break;
    case ChartKind::Pie:
        buildPie();
        break;
    case ChartKind::Scatter:
    case ChartKind::Candlestick: // made of what is seen
        break;
    }
    layOut();
    refill();
}

void ChartPlot::buildLines()
{
    for (std::size_t i = 0; i < m_prepared->data.series.size(); ++i) {
        auto *line = new QLineSeries;
        line->setPen(QPen(colorOf(i), 1));
        line->setVisible(m_isShown[i]);
        addSeries(line, m_prepared->data.series[i].isSecond);
    }
}

void ChartPlot::buildAreas()
{
    for (std::size_t i = 0; i < m_prepared->data.series.size(); ++i) {
        auto *area = new QAreaSeries(new QLineSeries, new QLineSeries);
        area->upperSeries()->setParent(area);
        area->lowerSeries()->setParent(area);
        QColor fill = colorOf(i);
        fill.setAlphaF(m_prepared->spec.isStacked ? 0.75F : 0.3F);
        area->setBrush(fill);
        area->setPen(QPen(colorOf(i), 1));
        area->setVisible(m_isShown[i]);
        addSeries(area, m_prepared->data.series[i].isSecond);
    }
}

void ChartPlot::buildBars()
{
    QAbstractBarSeries *bars = m_prepared->spec.isStacked ? static_cast<QAbstractBarSeries *>(new QStackedBarSeries) : new QBarSeries;
    bars->setBarWidth(m_prepared->data.series.size() > 1 ? 0.8 : 0.7);
    for (std::size_t i = 0; i < m_prepared->data.series.size(); ++i) {
        if (!m_isShown[i])
            continue;
        auto *set = new QBarSet(QString());
        for (const double y : m_prepared->heights(i))
            set->append(std::isnan(y) ? 0 : y);
        set->setBrush(colorOf(i));
        set->setPen(Qt::NoPen);
        m_drawn += set->count();
        bars->append(set);
    }
    addSeries(bars, false);
}

void ChartPlot::buildHistogram()
{
    auto *bars = new QBarSeries;
    bars->setBarWidth(m_prepared->data.bins.size() > 60 ? 1.0 : 0.94);
    auto *set = new QBarSet(QString());
    for (const HistogramBin &bin : m_prepared->data.bins)
        set->append(double(bin.count));
    set->setBrush(colorOf(0));
    set->setPen(Qt::NoPen);
    bars->append(set);
    m_drawn = set->count();
    addSeries(bars, false);
}

void ChartPlot::buildBoxes()
{
    auto *boxes = new QBoxPlotSeries;
    for (std::size_t i = 0; i < m_prepared->data.boxes.size(); ++i) {
        const BoxFigure &box = m_prepared->data.boxes[i];
        const auto at = [this](double value) { return m_prepared->height(value); };
        auto *set = new QBoxSet(at(box.low), at(box.lower), at(box.median), at(box.upper), at(box.high));
        QColor fill = colorOf(0);
        fill.setAlphaF(0.35F);
        set->setBrush(fill);
        set->setPen(QPen(colorOf(0), 1));
        boxes->append(set);
    }
    boxes->setBoxWidth(0.5);
    m_drawn = std::int64_t(m_prepared->data.boxes.size());
    addSeries(boxes, false);
}

void ChartPlot::buildPie()
{
    auto *pie = new QPieSeries;
    pie->setPieSize(0.86);
    pie->setHoleSize(0.5);
    for (std::size_t i = 0; i < m_prepared->data.slices.size(); ++i) {
        if (!m_isShown[i])
            continue;
        QPieSlice *slice = pie->append(QString(), m_prepared->data.slices[i].value);
        slice->setBrush(colorOf(i));
        slice->setPen(QPen(m_appearance.color(Color::Panel), 2));
    }
    m_drawn = pie->count();
    m_chart->addSeries(pie);
    m_series.emplace_back(pie);
}

// What is seen -------------------------------------------------------------------------------------

QRectF ChartPlot::plotArea() const
{
    const int right = m_prepared && m_prepared->hasSecond() ? secondMargin : rightMargin;
    return QRectF(viewport()->rect()).adjusted(leftMargin, topMargin, -right, -bottomMargin);
}

void ChartPlot::layOut()
{
    m_chart->resize(viewport()->size());
    m_chart->setPlotArea(plotArea());
}

void ChartPlot::refill()
{
    if (!m_prepared || plotArea().width() < 1)
        return;
    if (!m_hasOwnHeight) {
        m_y = m_prepared->heightsOver(m_x, false, m_isShown);
        m_second = m_prepared->heightsOver(m_x, true, m_isShown);
    }
    m_axisX->setRange(shifted(m_x.from), shifted(m_x.to));
    m_axisY->setRange(m_y.from, m_y.to);
    m_axisSecond->setRange(m_second.from, m_second.to);
    if (m_prepared->data.kind == ChartKind::Line || m_prepared->data.kind == ChartKind::Area)
        refillLines();
    else if (m_prepared->data.kind == ChartKind::Candlestick)
        refillCandles();
    viewport()->update();
    Q_EMIT windowChanged();
}

QList<QPointF> ChartPlot::pointsOf(const std::vector<std::uint32_t> &places, std::size_t series) const
{
    const std::vector<double> &x = m_prepared->data.series[series].x, &y = m_prepared->heights(series);
    QList<QPointF> points;
    points.reserve(qsizetype(places.size()));
    for (const std::uint32_t place : places)
        if (!std::isnan(y[place]))
            points.append({shifted(x[place]), y[place]});
    return points;
}

void ChartPlot::refillLines()
{
    m_drawn = 0;
    const double bottom = m_prepared->spec.isLogarithmic ? m_y.from : 0;
    QList<QPointF> below;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        if (!m_isShown[i])
            continue;
        QList<QPointF> points = pointsOf(m_prepared->pyramids[i].thinned(m_x.from, m_x.to, int(plotArea().width())), i);
        m_drawn += points.size();
        if (auto *line = qobject_cast<QLineSeries *>(m_series[i])) {
            line->replace(points);
            continue;
        }
        auto *area = static_cast<QAreaSeries *>(m_series[i].data());
        QList<QPointF> ground = below;
        if (ground.isEmpty() && !points.isEmpty())
            ground = {{points.front().x(), bottom}, {points.back().x(), bottom}};
        if (m_prepared->spec.isStacked)
            below = points;
        area->lowerSeries()->replace(ground);
        area->upperSeries()->replace(points);
    }
}

void ChartPlot::refillCandles()
{
    m_chart->removeAllSeries();
    m_series.clear();
    auto *series = new QCandlestickSeries;
    series->setIncreasingColor(m_appearance.color(Color::Ok));
    series->setDecreasingColor(m_appearance.color(Color::Error));
    series->setPen(QPen(m_appearance.color(Color::TextDim), 1));
    series->setBodyOutlineVisible(false);
    series->setMinimumColumnWidth(1);
    const std::vector<Candle> candles = m_prepared->candlesOver(m_x, mostCandles);
    QList<QCandlestickSet *> sets;
    for (const Candle &candle : candles)
        sets << new QCandlestickSet(candle.open, candle.high, candle.low, candle.close, shifted(candle.from));
    series->append(sets);
    m_drawn = std::int64_t(candles.size());
    addSeries(series, false);
}

std::int64_t ChartPlot::allPoints() const
{
    if (!m_prepared)
        return 0;
    const ChartData &chart = m_prepared->data;
    std::int64_t all = std::int64_t(chart.candles.size() + chart.boxes.size() + chart.slices.size() + chart.bins.size());
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const auto begin = std::ranges::lower_bound(chart.series[i].x, m_x.from), end = std::ranges::upper_bound(chart.series[i].x, m_x.to);
        all += m_isShown[i] && begin < end ? end - begin : 0;
    }
    return all;
}

void ChartPlot::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    setSceneRect(viewport()->rect());
    layOut();
    refill();
}

double ChartPlot::toX(double pixel) const
{
    const QRectF area = plotArea();
    return m_x.from + (pixel - area.left()) / area.width() * m_x.length();
}

QPointF ChartPlot::toPixel(double x, double y, bool isSecond) const
{
    const QRectF area = plotArea();
    const Stretch &height = isSecond ? m_second : m_y;
    return {area.left() + (x - m_x.from) / m_x.length() * area.width(), area.bottom() - (y - height.from) / height.length() * area.height()};
}

void ChartPlot::setWindow(Stretch x)
{
    if (!m_prepared)
        return;
    const Stretch whole = m_prepared->wholeX();
    const double length = std::clamp(x.length(), whole.length() * shortest, whole.length());
    const double from = std::clamp(x.from, whole.from, whole.to - length);
    m_x = {from, from + length};
    refill();
}

void ChartPlot::zoom(double factor, double around)
{
    m_hasOwnHeight = false;
    setWindow({around - (around - m_x.from) / factor, around + (m_x.to - around) / factor});
}

void ChartPlot::pan(double part)
{
    setWindow({m_x.from + part * m_x.length(), m_x.to + part * m_x.length()});
}

void ChartPlot::reset()
{
    if (!m_prepared)
        return;
    m_hasOwnHeight = false;
    m_x = m_prepared->wholeX();
    refill();
}

void ChartPlot::zoomInto(const QRectF &box)
{
    const QRectF area = plotArea(), inner = box.normalized() & area;
    if (inner.width() < 4 || inner.height() < 4)
        return;
    const auto heightAt = [&](const Stretch &height, double pixel) { return height.from + (area.bottom() - pixel) / area.height() * height.length(); };
    m_y = {heightAt(m_y, inner.bottom()), heightAt(m_y, inner.top())};
    m_second = {heightAt(m_second, inner.bottom()), heightAt(m_second, inner.top())};
    m_hasOwnHeight = true;
    setWindow({toX(inner.left()), toX(inner.right())});
}

void ChartPlot::toggle(std::size_t series)
{
    if (series >= m_isShown.size())
        return;
    m_isShown[series] = !m_isShown[series];
    rebuild();
}

// Marks and the cross-hair -------------------------------------------------------------------------

void ChartPlot::markRows(const RowList &rows)
{
    m_marked.assign(rows.begin(), rows.begin() + std::ptrdiff_t(std::min(rows.size(), mostMarks)));
    m_marks.clear();
    const std::unordered_set<std::uint32_t> wanted(m_marked.begin(), m_marked.end());
    if (m_prepared && !wanted.empty())
        for (std::size_t i = 0; i < m_prepared->data.series.size(); ++i) {
            const std::vector<std::uint32_t> &of = m_prepared->data.series[i].rows;
            for (std::size_t point = 0; point < of.size(); ++point)
                if (wanted.contains(of[point]))
                    m_marks.push_back({i, point});
        }
    viewport()->update();
}

std::vector<ChartPlot::Place> ChartPlot::placesAt(double x) const
{
    std::vector<Place> places;
    for (std::size_t i = 0; i < m_prepared->pyramids.size(); ++i) {
        const std::size_t point = m_prepared->pyramids[i].nearest(x);
        if (m_isShown[i] && point < m_prepared->data.series[i].x.size())
            places.push_back({i, point});
    }
    return places;
}

void ChartPlot::setCrossHair(std::optional<double> x)
{
    m_cross = m_prepared && m_prepared->data.kind != ChartKind::Pie ? x : std::nullopt;
    if (m_cross && m_prepared->isByPlace())
        m_cross = std::round(*m_cross);
    viewport()->update();
}

void ChartPlot::stepCrossHair(int points)
{
    if (!m_prepared)
        return;
    if (m_prepared->isByPlace() || m_prepared->pyramids.empty()) {
        const double step = m_prepared->isByPlace() ? 1 : m_x.length() / double(mostCandles);
        setCrossHair(m_cross ? *m_cross + points * step : m_x.from);
        return;
    }
    const auto places = placesAt(m_cross.value_or(m_x.from));
    if (places.empty())
        return;
    const std::vector<double> &x = m_prepared->data.series[places.front().series].x;
    const auto at = std::int64_t(places.front().point) + (m_cross ? points : 0);
    const double next = x[std::size_t(std::clamp<std::int64_t>(at, 0, std::int64_t(x.size()) - 1))];
    if (next < m_x.from || next > m_x.to)
        setWindow({next - m_x.length() / 2, next + m_x.length() / 2});
    setCrossHair(next);
}

QStringList ChartPlot::readOut() const
{
    if (!m_cross || !m_prepared)
        return {};
    const ChartData &chart = m_prepared->data;
    QStringList lines;
    const auto place = std::size_t(std::max(0.0, std::round(*m_cross)));
    if (chart.kind == ChartKind::Candlestick) {
        const auto after = std::ranges::upper_bound(chart.candles, *m_cross, {}, &Candle::from);
        if (after == chart.candles.begin())
            return {};
        const Candle &candle = *std::prev(after);
        return {plotTime(candle.from), tr("open %1").arg(plotNumber(candle.open)), tr("high %1").arg(plotNumber(candle.high)), tr("low %1").arg(plotNumber(candle.low)),
                tr("close %1").arg(plotNumber(candle.close)), tr("volume %1").arg(plotNumber(candle.volume)), tr("%1 trades").arg(countText(candle.trades))};
    }
    if (chart.kind == ChartKind::Box && place < chart.boxes.size()) {
        const BoxFigure &box = chart.boxes[place];
        return {m_prepared->xText(*m_cross), tr("highest %1").arg(plotNumber(box.high)), tr("75 % %1").arg(plotNumber(box.upper)), tr("median %1").arg(plotNumber(box.median)),
                tr("25 % %1").arg(plotNumber(box.lower)), tr("lowest %1").arg(plotNumber(box.low)), tr("%1 values").arg(countText(box.count))};
    }
    if (chart.kind == ChartKind::Histogram && place < chart.bins.size())
        return {m_prepared->xText(*m_cross), tr("%1 values").arg(countText(chart.bins[place].count))};
    for (const Place &at : placesAt(*m_cross)) {
        if (lines.isEmpty())
            lines << m_prepared->xText(at.series, at.point);
        if (std::size_t(lines.size()) > readOutLines)
            break;
        lines << m_prepared->names().at(qsizetype(at.series)) + QStringLiteral("  ") + m_prepared->yText(at.series, at.point);
    }
    return lines;
}

// Painting -----------------------------------------------------------------------------------------

void ChartPlot::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_appearance.color(Color::Panel));
    if (!m_prepared)
        return;
    painter->setFont(font());
    if (m_prepared->data.kind != ChartKind::Pie)
        paintAxes(*painter);
    paintLegend(*painter);
}

void ChartPlot::paintAxes(QPainter &painter) const
{
    const QRectF area = plotArea();
    paintXLabels(painter, area);
    paintYLabels(painter, area, false);
    if (m_prepared->hasSecond())
        paintYLabels(painter, area, true);
    painter.setPen(m_appearance.color(Color::BorderStrong));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
}

void ChartPlot::paintXLabels(QPainter &painter, const QRectF &area) const
{
    const int most = std::max(2, int(area.width()) / pixelsPerXTick);
    std::vector<Tick> ticks;
    if (m_prepared->isByPlace()) {
        const double step = std::max(1.0, std::ceil(m_x.length() / most));
        for (double place = std::max(0.0, std::ceil(m_x.from)); place <= m_x.to; place += step)
            ticks.push_back({place, m_prepared->data.kind == ChartKind::Histogram ? plotNumber(std::stod(QString::number(m_prepared->data.bins[std::size_t(place)].from, 'g', 4).toStdString()))
                                                                                  : m_prepared->xText(place)});
    } else {
        ticks = m_prepared->hasTimes() ? timeTicks(m_x.from, m_x.to, most) : numberTicks(m_x.from, m_x.to, most);
    }
    const QFontMetricsF metrics(font());
    double free = area.left() - pixelsPerXTick;
    for (const Tick &tick : ticks) {
        const double x = toPixel(tick.value, m_y.from, false).x();
        if (!m_prepared->isByPlace()) {
            painter.setPen(m_appearance.color(Color::Border));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
        const QString text = metrics.elidedText(tick.text, Qt::ElideRight, pixelsPerXTick * 1.4);
        const double width = metrics.horizontalAdvance(text);
        if (x - width / 2 < free)
            continue;
        free = x + width / 2 + 8;
        painter.setPen(m_appearance.color(Color::TextDim));
        painter.drawText(QRectF(x - width, area.bottom() + 4, 2 * width, metrics.height()), Qt::AlignHCenter | Qt::AlignTop, text);
    }
    painter.setPen(m_appearance.color(Color::TextFaint));
    painter.drawText(QRectF(area.left(), area.bottom() + 6 + metrics.height(), area.width(), metrics.height()), Qt::AlignRight | Qt::AlignTop,
                     metrics.elidedText(oneLine(m_prepared->data.xName, 80), Qt::ElideRight, area.width()));
}

void ChartPlot::paintYLabels(QPainter &painter, const QRectF &area, bool isSecond) const
{
    const Stretch &height = isSecond ? m_second : m_y;
    const int most = std::max(2, int(area.height()) / pixelsPerYTick);
    const std::vector<Tick> ticks = m_prepared->spec.isLogarithmic && !isSecond ? powerTicks(height.from, height.to, most) : numberTicks(height.from, height.to, most);
    const QFontMetricsF metrics(font());
    for (const Tick &tick : ticks) {
        const double y = toPixel(m_x.from, tick.value, isSecond).y();
        if (!isSecond) {
            painter.setPen(m_appearance.color(Color::Border));
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        }
        painter.setPen(m_appearance.color(Color::TextDim));
        const QRectF place = isSecond ? QRectF(area.right() + 8, y - metrics.height() / 2, secondMargin - 10, metrics.height())
                                      : QRectF(0, y - metrics.height() / 2, area.left() - 8, metrics.height());
        painter.drawText(place, (isSecond ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, tick.text);
    }
}

/// A coloured square and a name each, in one line; what has no room is left to the keys and the menu.
std::vector<QRectF> ChartPlot::legendPlaces() const
{
    std::vector<QRectF> places;
    const QFontMetricsF metrics(font());
    double x = leftMargin;
    const QStringList names = m_prepared->names();
    for (const QString &name : names) {
        const double width = std::min(metrics.horizontalAdvance(name), 180.0) + 30;
        if (x + width > viewport()->width() - rightMargin)
            break;
        places.emplace_back(x, 8, width, metrics.height() + 6);
        x += width;
    }
    return places;
}

void ChartPlot::paintLegend(QPainter &painter) const
{
    const QStringList names = m_prepared->names();
    const QFontMetricsF metrics(font());
    const std::vector<QRectF> places = legendPlaces();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const QRectF square(places[i].left(), places[i].center().y() - 5, 10, 10);
        if (m_isShown[i])
            painter.fillRect(square, colorOf(i));
        painter.setPen(m_isShown[i] ? colorOf(i) : m_appearance.color(Color::TextFaint));
        painter.drawRect(square.adjusted(0, 0, -1, -1));
        painter.setPen(m_appearance.color(m_isShown[i] ? Color::Text : Color::TextFaint));
        painter.drawText(places[i].adjusted(16, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(names.at(qsizetype(i)), Qt::ElideRight, places[i].width() - 24));
    }
    if (names.size() > qsizetype(places.size())) {
        const double left = places.empty() ? leftMargin : places.back().right();
        painter.setPen(m_appearance.color(Color::TextFaint));
        painter.drawText(QPointF(left, 8 + metrics.ascent() + 3), tr("+%1").arg(names.size() - qsizetype(places.size())));
    }
}

void ChartPlot::drawForeground(QPainter *painter, const QRectF &)
{
    if (!m_prepared)
        return;
    painter->save();
    painter->setClipRect(plotArea());
    if (m_prepared->data.kind == ChartKind::Scatter)
        paintCloud(*painter);
    paintOutliers(*painter);
    paintMarks(*painter);
    painter->setClipping(false);
    paintCrossHair(*painter);
    if (!m_box.isNull()) {
        QColor fill = m_appearance.color(Color::Accent);
        painter->setPen(fill);
        fill.setAlphaF(0.15F);
        painter->setBrush(fill);
        painter->drawRect(m_box);
    }
    painter->restore();
}

/// One point for each pixel in which any lies; Qt's own scatter series makes an object of each.
void ChartPlot::paintCloud(QPainter &painter) const
{
    const QRectF area = plotArea();
    std::int64_t drawn = 0;
    for (std::size_t i = 0; i < m_prepared->data.series.size(); ++i) {
        const ChartSeries &series = m_prepared->data.series[i];
        if (!m_isShown[i])
            continue;
        const Stretch &height = series.isSecond ? m_second : m_y;
        const auto places = thinnedCloud(series.x, m_prepared->heights(i), {m_x.from, m_x.to, height.from, height.to, int(area.width()), int(area.height())});
        QList<QPointF> points;
        for (const std::uint32_t place : places)
            points << toPixel(series.x[place], m_prepared->heights(i)[place], series.isSecond);
        drawn += points.size();
        painter.setPen(QPen(colorOf(i), points.size() > 20'000 ? 2 : points.size() > 2'000 ? 3 : 5, Qt::SolidLine, Qt::RoundCap));
        painter.drawPoints(points.constData(), int(points.size()));
    }
    const_cast<ChartPlot *>(this)->m_drawn = drawn;
}

void ChartPlot::paintOutliers(QPainter &painter) const
{
    QColor color = colorOf(0);
    color.setAlphaF(0.6F);
    painter.setPen(QPen(color, 4, Qt::SolidLine, Qt::RoundCap));
    for (std::size_t i = 0; i < m_prepared->data.boxes.size(); ++i)
        for (const double value : m_prepared->data.boxes[i].outliers)
            painter.drawPoint(toPixel(double(i), m_prepared->height(value), false));
}

void ChartPlot::paintMarks(QPainter &painter) const
{
    painter.setPen(QPen(m_appearance.color(Color::Panel), 1));
    painter.setBrush(m_appearance.color(Color::Accent));
    for (const Place &mark : m_marks) {
        const ChartSeries &series = m_prepared->data.series[mark.series];
        const double y = m_prepared->heights(mark.series)[mark.point];
        if (m_isShown[mark.series] && !std::isnan(y))
            painter.drawEllipse(toPixel(series.x[mark.point], y, series.isSecond), 5, 5);
    }
}

void ChartPlot::paintCrossHair(QPainter &painter) const
{
    const QStringList lines = readOut();
    if (lines.isEmpty())
        return;
    const QRectF area = plotArea();
    const double x = toPixel(*m_cross, m_y.from, false).x();
    painter.setPen(QPen(m_appearance.color(Color::TextFaint), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QFontMetricsF metrics(font());
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    QRectF box(x + 12, area.top() + 8, width + 18, metrics.height() * double(lines.size()) + 12);
    if (box.right() > viewport()->width())
        box.moveRight(x - 12);
    painter.setPen(m_appearance.color(Color::BorderStrong));
    painter.setBrush(m_appearance.color(Color::Raised));
    painter.drawRoundedRect(box, 5, 5);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        painter.setPen(m_appearance.color(i == 0 ? Color::TextDim : Color::Text));
        painter.drawText(QPointF(box.left() + 9, box.top() + 6 + metrics.ascent() + metrics.height() * double(i)), lines[i]);
    }
}

// Mouse and keys -----------------------------------------------------------------------------------

void ChartPlot::wheelEvent(QWheelEvent *event)
{
    zoom(std::pow(1.0015, event->angleDelta().y()), toX(event->position().x()));
    event->accept();
}

void ChartPlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_prepared)
        return;
    const std::vector<QRectF> legend = legendPlaces();
    const auto name = std::ranges::find_if(legend, [&](const QRectF &place) { return place.contains(event->position()); });
    if (name != legend.end())
        return toggle(std::size_t(name - legend.begin()));
    m_pressed = event->position();
    m_pressedX = m_x;
}

void ChartPlot::mouseMoveEvent(QMouseEvent *event)
{
    const bool isDragging = m_pressed && event->buttons().testFlag(Qt::LeftButton);
    if (isDragging && event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_box = QRectF(*m_pressed, event->position()).normalized();
        viewport()->update();
    } else if (isDragging) {
        const double shift = (m_pressed->x() - event->position().x()) / plotArea().width() * m_pressedX.length();
        setWindow({m_pressedX.from + shift, m_pressedX.to + shift});
    } else {
        const bool isWithin = m_prepared && plotArea().contains(event->position());
        setCrossHair(isWithin ? std::optional(toX(event->position().x())) : std::nullopt);
    }
}

void ChartPlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const QRectF box = std::exchange(m_box, {});
    const QPointF pressed = *std::exchange(m_pressed, {});
    if (!box.isNull())
        zoomInto(box);
    else if ((event->position() - pressed).manhattanLength() < 4)
        pick(event->position());
    viewport()->update();
}

void ChartPlot::mouseDoubleClickEvent(QMouseEvent *)
{
    reset();
}

/// The row of the point that was clicked, if it was one.
void ChartPlot::pick(const QPointF &place)
{
    double nearest = clickRadius;
    std::optional<std::uint32_t> row;
    for (const Place &at : placesAt(toX(place.x()))) {
        const ChartSeries &series = m_prepared->data.series[at.series];
        const double y = m_prepared->heights(at.series)[at.point];
        const double distance = std::isnan(y) ? nearest : (toPixel(series.x[at.point], y, series.isSecond) - place).manhattanLength();
        if (!series.rows.empty() && distance < nearest) {
            nearest = distance;
            row = series.rows[at.point];
        }
    }
    if (row)
        Q_EMIT rowsPicked({*row});
}

void ChartPlot::leaveEvent(QEvent *event)
{
    setCrossHair({});
    QChartView::leaveEvent(event);
}

void ChartPlot::keyPressEvent(QKeyEvent *event)
{
    constexpr double step = 1.4;
    const double middle = m_cross.value_or((m_x.from + m_x.to) / 2);
    const bool isCtrl = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        return isCtrl ? pan(-0.2) : stepCrossHair(-1);
    case Qt::Key_Right:
        return isCtrl ? pan(0.2) : stepCrossHair(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(step, middle);
    case Qt::Key_Minus:
        return zoom(1 / step, middle);
    case Qt::Key_Home:
        return reset();
    case Qt::Key_Escape:
        setCrossHair({});
        return markRows({});
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cross && m_prepared)
            for (const Place &at : placesAt(*m_cross))
                if (const auto &rows = m_prepared->data.series[at.series].rows; !rows.empty())
                    return Q_EMIT rowsPicked({rows[at.point]});
        return;
    default:
        break;
    }
    if (event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9)
        toggle(std::size_t(event->key() - Qt::Key_1));
    else
        QWidget::keyPressEvent(event);
}

} // namespace assay
