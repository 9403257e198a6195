// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <memory>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QToolButton;

namespace assay {

class Appearance;

/// The line over a table: a condition to type, those that hold as chips, and how many rows meet them.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(const Appearance &appearance, QWidget *parent = nullptr);

    /// What holds now, of this frame.
    void show(const std::shared_ptr<const Frame> &frame, const std::vector<Condition> &conditions);
    void showCount(std::int64_t rows, std::int64_t of);
    /// What is wrong with what was typed; empty: nothing.
    void showProblem(const QString &problem);
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QLineEdit &line() { return *m_line; }
    /// Buttons at the end of the line.
    void addTool(QWidget *tool);
    [[nodiscard]] std::vector<QToolButton *> chips() const { return m_chips; }

Q_SIGNALS:
    void conditionsWanted(const std::vector<assay::Condition> &conditions);
    /// A chip of a column was clicked.
    void filterWanted(std::size_t frameColumn);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addChip(std::size_t place);
    void edit(std::size_t place);
    void remove(std::size_t place);
    void takeLine();

    const Appearance &m_appearance;
    std::shared_ptr<const Frame> m_frame;
    std::vector<Condition> m_conditions;
    QLineEdit *m_line;
    QLabel *m_problem;
    QScrollArea *m_area;
    QHBoxLayout *m_row;
    QHBoxLayout *m_tools;
    QLabel *m_count;
    std::vector<QToolButton *> m_chips;
};

} // namespace assay
