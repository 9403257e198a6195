// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ChartPanel.h"

#include "ui/results/ShownText.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QSpinBox>

namespace assay {
namespace {

constexpr qsizetype longestName = 60;
constexpr std::int64_t second = 1'000'000'000;

bool isAnything(const ColumnSchema &)
{
    return true;
}

QString shownName(const ColumnSchema &column)
{
    const QString name = oneLine(column.name, longestName);
    return name.isEmpty() ? (column.isIndex ? QStringLiteral("index") : QStringLiteral("\"\"")) : name;
}

} // namespace

ChartPanel::ChartPanel(QWidget *parent)
    : QScrollArea(parent)
    , m_kind(new QComboBox)
    , m_x(new QComboBox)
    , m_y(new QListWidget)
    , m_second(new QComboBox)
    , m_group(new QComboBox)
    , m_volume(new QComboBox)
    , m_aggregate(new QComboBox)
    , m_interval(new QComboBox)
    , m_bins(new QSpinBox)
    , m_stacked(new QCheckBox(tr("&Stacked")))
    , m_logarithmic(new QCheckBox(tr("&Logarithmic")))
{
    setObjectName(QStringLiteral("columnPanel"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("columnBody"));
    m_form = new QFormLayout(body);
    m_form->setContentsMargins(12, 12, 12, 12);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setVerticalSpacing(3);
    m_kind->addItems({tr("Line"), tr("Area"), tr("Bars"), tr("Scatter"), tr("Histogram"), tr("Box"), tr("Candlestick"), tr("Pie")});
    m_aggregate->addItems({tr("Each row"), tr("Sum"), tr("Mean"), tr("Count"), tr("Lowest"), tr("Highest"), tr("Median"), tr("First"), tr("Last")});
    const std::pair<QString, std::int64_t> intervals[] = {{tr("as it is"), 0}, {tr("1 second"), 1}, {tr("1 minute"), 60}, {tr("5 minutes"), 300}, {tr("15 minutes"), 900},
                                                          {tr("1 hour"), 3600}, {tr("4 hours"), 14'400}, {tr("1 day"), 86'400}, {tr("1 week"), 604'800}};
    for (const auto &[name, seconds] : intervals)
        m_interval->addItem(name, qint64(seconds * second));
    m_bins->setRange(1, ChartSpec::mostBins);
    m_y->setMinimumHeight(90);
    m_y->setMaximumHeight(150);
    addRow(tr("&Kind"), m_kind);
    addRow(tr("&Across"), m_x);
    addRow(tr("&Up"), m_y);
    addRow(tr("&Group by"), m_group);
    addRow(tr("&Put together"), m_aggregate);
    addRow(tr("&Interval"), m_interval);
    addRow(tr("&Volume"), m_volume);
    addRow(tr("On the &right axis"), m_second);
    addRow(tr("&Bins"), m_bins);
    m_form->addRow(m_stacked);
    m_form->addRow(m_logarithmic);
    setWidget(body);
    for (QComboBox *box : {m_kind, m_x, m_group, m_aggregate, m_interval, m_volume, m_second})
        connect(box, &QComboBox::currentIndexChanged, this, &ChartPanel::tell);
    connect(m_y, &QListWidget::itemChanged, this, &ChartPanel::tell);
    connect(m_bins, &QSpinBox::valueChanged, this, &ChartPanel::tell);
    for (QCheckBox *box : {m_stacked, m_logarithmic})
        connect(box, &QCheckBox::toggled, this, &ChartPanel::tell);
}

void ChartPanel::addRow(const QString &name, QWidget *field)
{
    auto *label = new QLabel(name);
    label->setObjectName(QStringLiteral("summary"));
    label->setBuddy(field);
    field->setAccessibleName(QString(name).remove(u'&'));
    if (auto *box = qobject_cast<QComboBox *>(field)) {
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        box->setMinimumContentsLength(8);
    }
    m_form->addRow(label, field);
}

void ChartPanel::setFrame(const std::shared_ptr<const Frame> &frame)
{
    m_frame = frame;
    m_isFilling = true;
    fillColumns();
    m_isFilling = false;
}

void ChartPanel::fillColumns()
{
    fillColumn(*m_x, tr("the row"), isAnything);
    fillColumn(*m_group, tr("nothing"), isAnything);
    fillColumn(*m_volume, tr("nothing"), isNumeric);
    fillColumn(*m_second, tr("nothing"), isNumeric);
    m_y->clear();
    if (!m_frame)
        return;
    for (std::size_t i = 0; i < m_frame->columnCount(); ++i) {
        const ColumnSchema &column = m_frame->schema().columns[i];
        if (!isNumeric(column))
            continue;
        auto *item = new QListWidgetItem(shownName(column), m_y);
        item->setData(Qt::UserRole, int(i));
        item->setCheckState(Qt::Unchecked);
    }
}

void ChartPanel::fillColumn(QComboBox &box, const QString &none, bool (*isWanted)(const ColumnSchema &)) const
{
    box.clear();
    box.addItem(none, -1);
    if (m_frame)
        for (std::size_t i = 0; i < m_frame->columnCount(); ++i)
            if (isWanted(m_frame->schema().columns[i]))
                box.addItem(shownName(m_frame->schema().columns[i]), int(i));
}

void ChartPanel::choose(QComboBox &box, const std::optional<ColumnRef> &column) const
{
    const auto place = column && m_frame ? columnOf(*m_frame, *column) : std::nullopt;
    box.setCurrentIndex(std::max(0, place ? box.findData(int(*place)) : 0));
}

std::optional<ColumnRef> ChartPanel::chosen(const QComboBox &box) const
{
    const int place = box.currentData().toInt();
    return m_frame && place >= 0 && box.count() > 0 ? std::optional(refOf(*m_frame, std::size_t(place))) : std::nullopt;
}

void ChartPanel::setSpec(const ChartSpec &spec)
{
    m_isFilling = true;
    m_kind->setCurrentIndex(int(spec.kind));
    m_aggregate->setCurrentIndex(int(spec.aggregate));
    choose(*m_x, spec.x);
    choose(*m_group, spec.group);
    choose(*m_volume, spec.volume);
    choose(*m_second, spec.second.empty() ? std::nullopt : std::optional(spec.second.front()));
    if (m_interval->findData(qint64(spec.interval)) < 0)
        m_interval->addItem(tr("%1 seconds").arg(double(spec.interval) / double(second)), qint64(spec.interval));
    m_interval->setCurrentIndex(m_interval->findData(qint64(spec.interval)));
    m_bins->setValue(spec.bins);
    m_stacked->setChecked(spec.isStacked);
    m_logarithmic->setChecked(spec.isLogarithmic);
    for (int i = 0; m_frame && i < m_y->count(); ++i) {
        const ColumnRef column = refOf(*m_frame, std::size_t(m_y->item(i)->data(Qt::UserRole).toInt()));
        m_y->item(i)->setCheckState(std::ranges::find(spec.y, column) != spec.y.end() ? Qt::Checked : Qt::Unchecked);
    }
    m_isFilling = false;
    showFields();
}

ChartSpec ChartPanel::spec() const
{
    ChartSpec spec;
    spec.kind = ChartKind(m_kind->currentIndex());
    spec.aggregate = Aggregate(m_aggregate->currentIndex());
    spec.x = chosen(*m_x);
    spec.group = chosen(*m_group);
    spec.volume = chosen(*m_volume);
    spec.interval = m_interval->currentData().toLongLong();
    spec.bins = m_bins->value();
    spec.isStacked = m_stacked->isChecked();
    spec.isLogarithmic = m_logarithmic->isChecked();
    for (int i = 0; m_frame && i < m_y->count(); ++i)
        if (m_y->item(i)->checkState() == Qt::Checked)
            spec.y.push_back(refOf(*m_frame, std::size_t(m_y->item(i)->data(Qt::UserRole).toInt())));
    const auto onRight = chosen(*m_second);
    if (onRight && std::ranges::find(spec.y, *onRight) != spec.y.end())
        spec.second = {*onRight};
    return spec;
}

void ChartPanel::showFields()
{
    const auto kind = ChartKind(m_kind->currentIndex());
    const bool hasSeries = kind <= ChartKind::Scatter;
    const std::pair<QWidget *, bool> fields[] = {{m_x, kind != ChartKind::Histogram},
                                                 {m_group, hasSeries},
                                                 {m_aggregate, hasSeries},
                                                 {m_interval, hasSeries || kind == ChartKind::Candlestick},
                                                 {m_volume, kind == ChartKind::Candlestick},
                                                 {m_second, hasSeries && kind != ChartKind::Bar},
                                                 {m_bins, kind == ChartKind::Histogram},
                                                 {m_stacked, kind == ChartKind::Area || kind == ChartKind::Bar},
                                                 {m_logarithmic, kind == ChartKind::Line || kind == ChartKind::Scatter || kind == ChartKind::Box}};
    for (const auto &[field, isShown] : fields) {
        field->setVisible(isShown);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(isShown);
    }
}

void ChartPanel::tell()
{
    if (m_isFilling)
        return;
    showFields();
    Q_EMIT specChanged();
}

} // namespace assay
