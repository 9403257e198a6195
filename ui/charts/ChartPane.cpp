// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ChartPane.h"

#include "ui/charts/ChartExport.h"
#include "ui/charts/ChartPanel.h"
#include "ui/results/Figures.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/BusyStrip.h"
#include "ui/widgets/EmptyState.h"

#include <algorithm>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace assay {
namespace {

constexpr int panelWidth = 190;

bool hasColumns(const Frame &frame, const ChartSpec &spec)
{
    const auto isThere = [&](const ColumnRef &column) { return columnOf(frame, column).has_value(); };
    return !spec.y.empty() && std::ranges::all_of(spec.y, isThere) && (!spec.x || isThere(*spec.x)) && (!spec.group || isThere(*spec.group));
}

} // namespace

ChartPane::ChartPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_plot(new ChartPlot(appearance))
    , m_panel(new ChartPanel)
    , m_pages(new QStackedWidget)
    , m_empty(new EmptyState(appearance))
    , m_caption(new QLabel)
    , m_busy(new BusyStrip(this))
    , m_making(QStringLiteral("assay-chart"))
{
    build();
    connect(m_panel, &ChartPanel::specChanged, this, [this] {
        m_spec = m_panel->spec();
        make();
    });
    connect(m_plot, &ChartPlot::windowChanged, this, &ChartPane::updateCaption);
    connect(m_plot, &ChartPlot::rowsPicked, this, &ChartPane::rowsPicked);
    connect(m_busy, &BusyStrip::cancelled, this, [this] {
        m_making.cancel();
        m_busy->end();
    });
}

void ChartPane::build()
{
    m_panel->setFixedWidth(panelWidth);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_plot);
    m_caption->setObjectName(QStringLiteral("summary"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_caption->setContentsMargins(14, 2, 8, 6);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(0, 0, 10, 4);
    tools->addWidget(m_caption, 1);
    const std::tuple<QString, QString, void (ChartPane::*)()> actions[] = {{tr("Copy"), tr("Copy the chart as a picture"), &ChartPane::copyImage},
                                                                            {tr("Export…"), tr("Write the chart to a PNG, SVG or PDF file"), &ChartPane::openExport}};
    for (const auto &[name, tip, action] : actions) {
        auto *button = new QToolButton;
        button->setObjectName(QStringLiteral("wayButton"));
        button->setText(name);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, action);
        tools->addWidget(button);
    }
    auto *reset = new QToolButton;
    reset->setObjectName(QStringLiteral("wayButton"));
    reset->setText(tr("Show All"));
    reset->setToolTip(tr("Zoom out to the whole chart (Home or double click)\nWheel: zoom · drag: move · Shift+drag: zoom into a box · arrow keys: read values · 1–9: show or hide a series"));
    reset->setFocusPolicy(Qt::TabFocus);
    connect(reset, &QToolButton::clicked, m_plot, &ChartPlot::reset);
    tools->insertWidget(1, reset);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addLayout(tools);
    column->addWidget(m_busy);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_panel);
    row->addLayout(column, 1);
    setFocusProxy(m_plot);
}

void ChartPane::setFrame(std::shared_ptr<const Frame> frame)
{
    m_frame = std::move(frame);
    m_rows.reset();
    m_panel->setFrame(m_frame);
    if (m_frame && !hasColumns(*m_frame, m_spec))
        m_spec = suggestedChart(*m_frame);
    m_panel->setSpec(m_spec);
    make();
}

void ChartPane::setRows(std::shared_ptr<const RowList> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    make();
}

void ChartPane::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    m_panel->setSpec(spec);
    make();
}

void ChartPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        make();
}

void ChartPane::make()
{
    m_making.cancel();
    m_isDue = !isVisible();
    const int number = ++m_asked;
    if (!m_frame)
        return take(nullptr, tr("There is no table to draw."));
    if (m_isDue)
        return;
    m_busy->begin(tr("Drawing…"));
    m_making.ask([this, frame = m_frame, rows = m_rows, spec = m_spec, number](const LoadWatch &watch) -> QuestionThread::Answer {
        Result<ChartData> made = chartData(*frame, rows.get(), spec, watch.stop);
        const bool isCancelled = !made && made.error().code == ErrorCode::Cancelled;
        const QString problem = made ? QString() : QString::fromStdString(made.error().text);
        auto chart = made ? std::make_shared<const PreparedChart>(frame, spec, std::move(*made)) : nullptr;
        return [this, chart, problem, number, isCancelled] {
            if (number == m_asked && !isCancelled)
                take(chart, problem);
        };
    });
}

void ChartPane::take(const std::shared_ptr<const PreparedChart> &chart, const QString &problem)
{
    m_busy->end();
    const bool hasSomething = chart && (!chart->pyramids.empty() || !chart->data.candles.empty() || !chart->data.boxes.empty() || !chart->data.slices.empty() || !chart->data.bins.empty());
    m_plot->setPrepared(hasSomething ? chart : nullptr);
    if (!hasSomething)
        m_empty->tell(QStringLiteral("chart"), tr("Nothing to draw"), problem.isEmpty() ? tr("The columns hold no values.") : problem);
    m_pages->setCurrentWidget(hasSomething ? static_cast<QWidget *>(m_plot) : m_empty);
    updateCaption();
    Q_EMIT drawn();
}

void ChartPane::updateCaption()
{
    const std::shared_ptr<const PreparedChart> &chart = m_plot->prepared();
    if (!chart)
        return m_caption->clear();
    QStringList parts{tr("%1 rows").arg(countText(chart->data.rows))};
    if (chart->data.missing > 0)
        parts << tr("%1 without a value").arg(countText(chart->data.missing));
    const bool isLine = chart->data.kind == ChartKind::Line || chart->data.kind == ChartKind::Area;
    if (isLine && m_plot->drawnPoints() + 4 < m_plot->allPoints())
        parts << tr("of each pixel's %1 points the first, lowest, highest and last are drawn").arg(countText(m_plot->allPoints()));
    if (chart->data.kind == ChartKind::Candlestick && m_plot->drawnPoints() < qint64(chart->data.candles.size()))
        parts << tr("%1 of %2 candles fit: neighbours are drawn as one").arg(countText(m_plot->drawnPoints()), countText(qint64(chart->data.candles.size())));
    QString text = parts.join(QStringLiteral(" · "));
    for (const std::string &note : chart->data.notes)
        text += QStringLiteral(". ") + QString::fromStdString(note).chopped(1);
    m_caption->setText(text + u'.');
}

QString ChartPane::caption() const
{
    return m_caption->text();
}

QString ChartPane::problem() const
{
    return m_pages->currentWidget() == m_empty ? m_empty->hint() : QString();
}

void ChartPane::copyImage()
{
    if (m_plot->prepared())
        QGuiApplication::clipboard()->setImage(chartImage(m_appearance, *m_plot, m_plot->size(), 2));
}

void ChartPane::openExport()
{
    if (!m_plot->prepared())
        return;
    auto *dialog = new QFileDialog(this, tr("Export Chart"), QDir::homePath(), tr("Pictures (*.png *.svg *.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this, &ChartPane::exportTo);
    dialog->open();
}

void ChartPane::exportTo(const QString &path)
{
    const Result<void> done = exportChart(m_appearance, *m_plot, path, m_plot->size());
    Q_EMIT said(done ? tr("The chart was written to %1.").arg(path) : QString::fromStdString(done.error().text));
}

} // namespace assay
