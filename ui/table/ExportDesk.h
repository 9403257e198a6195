// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "ui/table/ExportDialog.h"

namespace assay {

class BusyStrip;
class FrameView;

/// Writes the rows of a table to a file that a person chooses, on a thread of its own, with progress and
/// Cancel.
class ExportDesk : public QObject
{
    Q_OBJECT

public:
    /// The view must outlive this; `parent` holds the dialog.
    ExportDesk(FrameView &view, QWidget *parent);

    void open();
    void write(const ExportChoice &choice);
    /// To be put where it is seen.
    [[nodiscard]] BusyStrip &busy() { return *m_busy; }

Q_SIGNALS:
    /// Where it was written to, or why not.
    void said(const QString &text);
    void done();

private:
    FrameView &m_view;
    QWidget *m_window;
    BusyStrip *m_busy;
    std::int64_t m_rows = 0; ///< to be written
    QuestionThread m_writing;
};

} // namespace assay
