// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartSpec.h"

#include <memory>
#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QListWidget;
class QSpinBox;

namespace assay {

/// Where a person says what a chart is of: kind, columns, groups, how values are put together.
class ChartPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ChartPanel(QWidget *parent = nullptr);

    /// The columns there are to choose from; null: none.
    void setFrame(const std::shared_ptr<const Frame> &frame);
    /// Fills in a chart; tells nothing.
    void setSpec(const ChartSpec &spec);
    [[nodiscard]] ChartSpec spec() const;

Q_SIGNALS:
    void specChanged();

private:
    void addRow(const QString &name, QWidget *field);
    void fillColumns();
    void fillColumn(QComboBox &box, const QString &none, bool (*isWanted)(const ColumnSchema &)) const;
    void choose(QComboBox &box, const std::optional<ColumnRef> &column) const;
    [[nodiscard]] std::optional<ColumnRef> chosen(const QComboBox &box) const;
    /// What the kind of chart has no use for is not shown.
    void showFields();
    void tell();

    std::shared_ptr<const Frame> m_frame;
    QFormLayout *m_form;
    QComboBox *m_kind;
    QComboBox *m_x;
    QListWidget *m_y;
    QComboBox *m_second;
    QComboBox *m_group;
    QComboBox *m_volume;
    QComboBox *m_aggregate;
    QComboBox *m_interval;
    QSpinBox *m_bins;
    QCheckBox *m_stacked;
    QCheckBox *m_logarithmic;
    bool m_isFilling = false;
};

} // namespace assay
