// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/CellStatistics.h"
#include "frames/RowFilter.h"

#include <memory>
#include <QObject>
#include <QTimer>

namespace assay {

/// Filters and sorts the rows of a grid, and gathers figures of its selected cells, on threads of its
/// own; only what was asked last is answered.
/// Thread: lives on its owner's.
class FrameArranger : public QObject
{
    Q_OBJECT

public:
    explicit FrameArranger(QObject *parent = nullptr);

    /// Another frame; what is under way is dropped.
    void setFrame(std::shared_ptr<const Frame> frame);
    /// Followed by arranged() or failed(); at once where there is neither condition nor key.
    void arrange(std::vector<Condition> conditions, std::vector<SortKey> keys);
    /// Followed by told(), where it is not asked anew within a moment.
    void gather(std::vector<CellBlock> blocks);
    void cancel();
    [[nodiscard]] const std::shared_ptr<const RowList> &rows() const { return m_rows; }
    /// The rows that meet the conditions, in no order a person chose; null: all.
    [[nodiscard]] const std::shared_ptr<const RowList> &filtered() const { return m_filtered; }

Q_SIGNALS:
    /// Arranging has begun.
    void began();
    /// The frame's rows in their order; null: as they lie.
    void arranged(const std::shared_ptr<const assay::RowList> &rows);
    void failed(const QString &problem);
    void told(const assay::CellStatistics &statistics);

private:
    using Rows = std::shared_ptr<const RowList>;

    void take(const Result<Rows> &filtered, const Result<Rows> &rows, std::vector<Condition> conditions);

    std::shared_ptr<const Frame> m_frame;
    Rows m_rows;
    Rows m_filtered;
    std::vector<Condition> m_conditions; ///< that m_filtered meet
    std::vector<CellBlock> m_blocks;     ///< to be gathered
    QTimer m_delay;
    int m_asked = 0;
    QuestionThread m_arranging;
    QuestionThread m_gathering;
};

} // namespace assay
