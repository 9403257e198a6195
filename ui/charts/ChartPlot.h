// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PreparedChart.h"

#include <optional>
#include <QChartView>
#include <QPointer>

class QAbstractAxis;
class QAbstractSeries;
class QChart;
class QValueAxis;

namespace assay {

class Appearance;

/// Draws a chart and lets a person move in it: wheel zooms at the pointer, a drag moves, Shift with a
/// drag zooms into a box, a double click shows all again; a click picks the row of a point; arrow keys step
/// a cross-hair from point to point. Only what makes a difference on the screen is given to the series, so
/// ten million points move like a thousand. Axes, legend and read-out are painted as plain text.
class ChartPlot : public QChartView
{
    Q_OBJECT

public:
    explicit ChartPlot(const Appearance &appearance, QWidget *parent = nullptr);
    ~ChartPlot() override;

    /// Null: nothing is shown. Keeps the window where the axis is the same as before.
    void setPrepared(std::shared_ptr<const PreparedChart> prepared);
    [[nodiscard]] const std::shared_ptr<const PreparedChart> &prepared() const { return m_prepared; }

    [[nodiscard]] Stretch window() const { return m_x; }
    void setWindow(Stretch x);
    /// By a factor, around a value of x: less than 1 shows more.
    void zoom(double factor, double around);
    /// By a part of the window.
    void pan(double part);
    void reset();
    [[nodiscard]] bool isShown(std::size_t series) const { return series < m_isShown.size() && m_isShown[series]; }
    /// As a click on the legend does.
    void toggle(std::size_t series);
    /// Marks the points of these rows of the frame.
    void markRows(const RowList &rows);
    /// What the cross-hair tells, a line each; empty where there is none.
    [[nodiscard]] QStringList readOut() const;
    /// Puts the cross-hair at the point nearest to a value of x; nothing: away.
    void setCrossHair(std::optional<double> x);
    void stepCrossHair(int points);
    /// How many points, candles or bars are drawn, and of how many.
    [[nodiscard]] std::int64_t drawnPoints() const { return m_drawn; }
    [[nodiscard]] std::int64_t allPoints() const;
    /// Takes over what another shows: for a picture of another size.
    void copyFrom(const ChartPlot &other);

Q_SIGNALS:
    void windowChanged();
    /// Rows of the frame, by a click on a point.
    void rowsPicked(const assay::RowList &rows);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// A point of a series.
    struct Place
    {
        std::size_t series = 0, point = 0;
    };

    void applyTheme();
    void rebuild();
    void addSeries(QAbstractSeries *series, bool isSecond);
    void buildLines();
    void buildAreas();
    void buildBars();
    void buildHistogram();
    void buildBoxes();
    void buildPie();
    /// What lies in the window, anew.
    void refill();
    void refillCandles();
    void refillLines();
    [[nodiscard]] QList<QPointF> pointsOf(const std::vector<std::uint32_t> &places, std::size_t series) const;
    void layOut();
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] double toX(double pixel) const;
    [[nodiscard]] QPointF toPixel(double x, double y, bool isSecond) const;
    /// Seconds after the first point: what is given to the series, which compare loosely.
    [[nodiscard]] double shifted(double x) const { return m_scale * (x - m_origin); }
    [[nodiscard]] QColor colorOf(std::size_t series) const;
    [[nodiscard]] std::vector<Place> placesAt(double x) const;
    [[nodiscard]] std::vector<QRectF> legendPlaces() const;
    void paintAxes(QPainter &painter) const;
    void paintXLabels(QPainter &painter, const QRectF &area) const;
    void paintYLabels(QPainter &painter, const QRectF &area, bool isSecond) const;
    void paintLegend(QPainter &painter) const;
    void paintCloud(QPainter &painter) const;
    void paintOutliers(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    void paintCrossHair(QPainter &painter) const;
    void pick(const QPointF &place);
    void zoomInto(const QRectF &box);

    const Appearance &m_appearance;
    std::shared_ptr<const PreparedChart> m_prepared;
    QChart *m_chart;
    QValueAxis *m_axisX;
    QValueAxis *m_axisY;
    QValueAxis *m_axisSecond;
    std::vector<QPointer<QAbstractSeries>> m_series; ///< Qt's of each of ours; of an area two lines
    std::vector<bool> m_isShown;
    Stretch m_x, m_y, m_second;
    bool m_hasOwnHeight = false; ///< zoomed into a box: the height is not fitted to what is seen
    double m_origin = 0, m_scale = 1;
    std::vector<Place> m_marks;
    RowList m_marked;
    std::optional<double> m_cross;
    std::int64_t m_drawn = 0;
    std::optional<QPointF> m_pressed;
    Stretch m_pressedX;
    QRectF m_box; ///< being drawn with the mouse
};

} // namespace assay
