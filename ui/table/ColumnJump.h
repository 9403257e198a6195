// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace assay {

/// Finds a column by some letters of its name, also a hidden one.
class ColumnJump : public QFrame
{
    Q_OBJECT

public:
    /// Names as they are shown; hidden ones are marked.
    ColumnJump(const QStringList &names, const std::vector<bool> &hidden, QWidget *parent);

    [[nodiscard]] QLineEdit &line() { return *m_line; }

Q_SIGNALS:
    void chosen(int column);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void choose();

    QStringList m_names;
    std::vector<bool> m_hidden;
    QLineEdit *m_line;
    QListWidget *m_list;
};

} // namespace assay
