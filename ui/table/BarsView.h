// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <span>
#include <vector>

namespace assay {

class Appearance;

/// A small histogram.
class BarsView : public QWidget
{
    Q_OBJECT

public:
    explicit BarsView(const Appearance &appearance, QWidget *parent = nullptr);

    void show(std::span<const std::int64_t> bins);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    std::vector<std::int64_t> m_bins;
};

/// A value, how often it is there, and a bar behind it as long as that is of the most frequent.
class ShareButton : public QAbstractButton
{
    Q_OBJECT

public:
    ShareButton(const Appearance &appearance, const QString &value, const QString &count, double part, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_value;
    QString m_count;
    double m_part;
};

} // namespace assay
