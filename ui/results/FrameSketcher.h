// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/ColumnSketch.h"

#include <memory>
#include <QObject>

namespace assay {

/// Finds out what the columns of a grid hold, one after the other, on a thread of its own.
/// Thread: lives on its owner's.
class FrameSketcher : public QObject
{
    Q_OBJECT

public:
    explicit FrameSketcher(QObject *parent = nullptr);

    /// Followed by a sketched() for each of the frame's columns, in this order; what was asked before
    /// is dropped. `rows`: null: all.
    void ask(const std::shared_ptr<const Frame> &frame, const std::shared_ptr<const RowList> &rows, const std::vector<std::size_t> &columns);

Q_SIGNALS:
    void sketched(std::size_t column, const assay::ColumnSketch &sketch);

private:
    int m_asked = 0;
    QuestionThread m_thread;
};

} // namespace assay
