// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/CellStatistics.h"

#include <memory>
#include <QObject>
#include <QTimer>

namespace assay {

/// Sorts the rows of a grid, and gathers figures of its selected cells, on a thread of its own; only
/// what was asked last is answered.
/// Thread: lives on its owner's.
class FrameArranger : public QObject
{
    Q_OBJECT

public:
    explicit FrameArranger(QObject *parent = nullptr);

    /// Another frame; what is under way is dropped.
    void setFrame(std::shared_ptr<const Frame> frame);
    /// Followed by arranged(); at once where there is no key.
    void sort(std::vector<SortKey> keys);
    /// Followed by told(), where it is not asked anew within a moment.
    void gather(std::vector<CellBlock> blocks);
    void cancel();

Q_SIGNALS:
    /// Sorting has begun.
    void began();
    /// The frame's rows in their order; null: as they lie.
    void arranged(const std::shared_ptr<const assay::RowList> &rows);
    void told(const assay::CellStatistics &statistics);

private:
    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const RowList> m_rows;
    std::vector<CellBlock> m_blocks; ///< to be gathered
    QTimer m_delay;
    int m_asked = 0;
    QuestionThread m_sorting;
    QuestionThread m_gathering;
};

} // namespace assay
