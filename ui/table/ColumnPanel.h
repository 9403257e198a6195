// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/ColumnSummary.h"

#include <memory>
#include <QScrollArea>
#include <QTimer>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace assay {

class Appearance;
class BarsView;

/// What one column of a table holds: how many cells, how many missing and different, mean and quantiles,
/// a histogram, the most frequent values. Found out in the background, of the rows that are shown.
class ColumnPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ColumnPanel(const Appearance &appearance, QWidget *parent = nullptr);

    /// Asks a moment later, so that keys may hurry over columns. `rows`: null: all. The frame may be null.
    void show(const std::shared_ptr<const Frame> &frame, const std::shared_ptr<const RowList> &rows, std::size_t column);
    /// Lines as they stand there.
    [[nodiscard]] QStringList lines() const;

Q_SIGNALS:
    /// Rows with this value alone.
    void valueWanted(std::size_t column, const QString &exactText);
    void filled();

private:
    void ask();
    void clear();
    void fill(const ColumnSummary &summary);
    void addLine(const QString &name, const QString &value);
    void addNumbers(const NumberSummary &numbers);
    void addFrequent(const ColumnSummary &summary);

    const Appearance &m_appearance;
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const RowList> m_rows;
    std::size_t m_column = 0;
    QWidget *m_body = nullptr;
    QFormLayout *m_form = nullptr;
    QStringList m_lines;
    QTimer m_delay;
    int m_asked = 0;
    QuestionThread m_counting;
};

} // namespace assay
