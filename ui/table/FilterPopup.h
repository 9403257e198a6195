// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/QuestionThread.h"
#include "frames/ColumnSummary.h"
#include "frames/RowFilter.h"

#include <memory>
#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStandardItemModel;
class QTreeView;
class QVBoxLayout;

namespace assay {

/// Asks what the rows of a table are to meet in one column: a range of numbers or times, a text, some of
/// its values (with their counts, found out in the background), whether it is missing.
class FilterPopup : public QFrame
{
    Q_OBJECT

public:
    /// `conditions`: those that hold now, of whichever column.
    FilterPopup(std::shared_ptr<const Frame> frame, std::size_t column, const std::vector<Condition> &conditions, QWidget *parent);

    /// What is to hold of the column.
    [[nodiscard]] std::vector<Condition> conditions() const;
    [[nodiscard]] std::size_t column() const { return m_column; }

Q_SIGNALS:
    /// The conditions are to hold in place of those there were of this column.
    void accepted(const std::vector<assay::Condition> &conditions);
    /// The values and their counts are there.
    void filled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addRange(QVBoxLayout &rows);
    void addText(QVBoxLayout &rows);
    void addValues(QVBoxLayout &rows);
    void addMissing(QVBoxLayout &rows);
    void addButtons(QVBoxLayout &rows);
    void take(const Condition &condition);
    void fill(const ColumnSummary &summary);
    void accept();
    [[nodiscard]] const ColumnSchema &schema() const { return m_frame->schema().columns[m_column]; }
    [[nodiscard]] std::optional<ValuesCondition> valuesCondition() const;

    std::shared_ptr<const Frame> m_frame;
    std::size_t m_column;
    ValuesCondition m_before; ///< the values that were chosen
    bool m_hadValues = false;
    QLineEdit *m_min = nullptr;
    QLineEdit *m_max = nullptr;
    QComboBox *m_match = nullptr;
    QLineEdit *m_pattern = nullptr;
    QCheckBox *m_case = nullptr;
    QLineEdit *m_search = nullptr;
    QStandardItemModel *m_values = nullptr;
    QTreeView *m_list = nullptr;
    QLabel *m_note = nullptr;
    QComboBox *m_missing = nullptr;
    QuestionThread m_counting;
};

} // namespace assay
