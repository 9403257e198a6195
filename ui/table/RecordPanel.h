// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <memory>
#include <QWidget>

class QLabel;
class QStandardItemModel;
class QTreeView;

namespace assay {

/// One row of a table, a column a line, each value whole and exact.
class RecordPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RecordPanel(QWidget *parent = nullptr);

    /// `columns`: of the frame, in the order they are shown. The frame may be null.
    void show(const std::shared_ptr<const Frame> &frame, std::int64_t row, const std::vector<std::size_t> &columns);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString value(int line) const;

Q_SIGNALS:
    /// The row before (-1) or after (1) the one that is shown.
    void stepWanted(int step);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *m_title;
    QStandardItemModel *m_model;
    QTreeView *m_lines;
};

} // namespace assay
