// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <memory>
#include <QTableView>

namespace assay {

class Appearance;
class FrameHeader;
class FrameTableModel;

/// A frame in a grid. The widths a person gave the columns outlive a re-run with the same columns.
class FrameView : public QTableView
{
    Q_OBJECT

public:
    explicit FrameView(const Appearance &appearance, QWidget *parent = nullptr);

    void setFrame(std::shared_ptr<const Frame> frame);
    [[nodiscard]] const FrameTableModel &frameModel() const { return *m_model; }
    /// Puts the selection on the clipboard: one cell as it is, more as lines of tab-separated
    /// values under their headers.
    void copySelection();

Q_SIGNALS:
    /// Something a person should know, such as a selection too large to copy.
    void said(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyTheme();
    void fitColumns();

    const Appearance &m_appearance;
    FrameTableModel *m_model;
    FrameHeader *m_header;
};

} // namespace assay
