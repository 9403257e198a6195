// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace assay {

class Appearance;

/// What a pane shows while it has nothing to show: a quiet icon, what is the case, what to do.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const Appearance &appearance, QWidget *parent = nullptr);

    /// `icon` names one of `resources/icons`. `hint` may hold several lines.
    void tell(const QString &icon, const QString &title, const QString &hint);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString hint() const { return m_hint; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_icon;
    QString m_title;
    QString m_hint;
};

} // namespace assay
