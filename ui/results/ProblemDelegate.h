// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace assay {

class Appearance;

/// Draws a problem: its sign, what it is and its line, and below that why, and what to do.
class ProblemDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum Role { LineRole = Qt::UserRole, AdviceRole };

    explicit ProblemDelegate(const Appearance &appearance, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// As wide as the view; the advice is wrapped.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
};

} // namespace assay
