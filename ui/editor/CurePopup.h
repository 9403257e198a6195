// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace assay {

class Appearance;
class DiffView;

/// Shows what a cure would change, below the cursor, and whether that is proven. Enter puts it in,
/// Escape or a click elsewhere leaves the script as it is.
class CurePopup : public QFrame
{
    Q_OBJECT

public:
    explicit CurePopup(const Appearance &appearance, QWidget *window);

    /// Opens; until told otherwise the proof is under way. `corner`, in the window's coordinates, is
    /// where the upper left corner is wanted; `hasMore`: the cure is of one problem among others.
    void offer(const QString &before, const Cure &cure, bool hasMore, const QPoint &corner);
    /// The proof's end; `why` is a sentence where it has failed.
    void tell(bool isProven, const QString &why);

Q_SIGNALS:
    void accepted();
    /// A cure of everything is wanted instead.
    void allWanted();
    /// Closed without being accepted.
    void dropped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void place(const QPoint &corner);
    void showState(const QString &icon, int color, const QString &text);

    const Appearance &m_appearance;
    QLabel *m_heading;
    DiffView *m_changes;
    QLabel *m_stateIcon;
    QLabel *m_state;
    QPushButton *m_all;
    QPushButton *m_apply;
    bool m_isAccepted = false;
};

} // namespace assay
