// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/FrameDiff.h"

#include <QMenu>

namespace assay {

/// What rows are matched by: as suggested, by their place, or by columns that are ticked. Stays open while
/// columns are ticked.
class KeyMenu : public QMenu
{
    Q_OBJECT

public:
    explicit KeyMenu(QWidget *parent = nullptr);

    /// Offers the columns that both have, and ticks what was compared by.
    void offer(const std::vector<ColumnPair> &common, const FrameDiff &diff);
    /// What is ticked, such as `symbol, exchange`; the place where it is nothing.
    [[nodiscard]] static QString textOf(const FrameDiff &diff);

Q_SIGNALS:
    void chosen(const assay::DiffRequest &request);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void takeTicks();

    QAction *m_suggested;
    QAction *m_place;
    std::vector<std::pair<QAction *, std::string>> m_columns; ///< with their names
};

} // namespace assay
