// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "ui/results/FrameLook.h"

#include <memory>
#include <QAbstractTableModel>
#include <vector>

namespace assay {

/// A frame as a table: the levels of its index first, then its columns. Only the cells a view asks
/// for are turned into text; nothing is kept per row.
class FrameTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        IsMissingRole = Qt::UserRole, ///< bool: the cell holds no value
        IsIndexRole,                  ///< bool: a level of the index (cells and headers)
        ExactTextRole,                ///< QString: the whole text, nothing padded, cut or escaped
        DtypeRole                     ///< QString: pandas' name of the column's type (headers)
    };
    explicit FrameTableModel(QObject *parent = nullptr);

    void setFrame(std::shared_ptr<const Frame> frame);
    [[nodiscard]] const std::shared_ptr<const Frame> &frame() const { return m_frame; }
    /// How many leading columns are levels of the index.
    [[nodiscard]] int indexLevels() const { return m_indexLevels; }
    /// Shows these rows of the frame, in this order; null: all of them, as they lie.
    void setRows(std::shared_ptr<const std::vector<std::uint32_t>> rows);
    [[nodiscard]] bool isArranged() const { return m_rows != nullptr; }
    /// The place in the frame of a row that is shown.
    [[nodiscard]] std::int64_t frameRow(std::int64_t row) const { return m_rows ? (*m_rows)[std::size_t(row)] : row; }
    /// The frame's column of one that is shown.
    [[nodiscard]] std::size_t frameColumn(int column) const { return m_columns[std::size_t(column)]; }

    /// The reverse; the column must be the frame's.
    [[nodiscard]] int shownColumn(std::size_t column) const;
    void setFormat(int column, NumberFormat format);
    [[nodiscard]] NumberFormat format(int column) const { return m_formats[std::size_t(column)]; }
    /// Whether its cells are numbers (durations are none), and whether these have fractions.
    [[nodiscard]] bool isNumber(int column) const;
    [[nodiscard]] bool isReal(int column) const;
    /// A number's value to draw with; 0 of what is none.
    [[nodiscard]] double number(std::int64_t row, int column) const;

    // Of a cell that is shown; it must be there.
    [[nodiscard]] QString shownText(std::int64_t row, int column) const;
    [[nodiscard]] QString exactText(std::int64_t row, int column) const;
    [[nodiscard]] QString toolTip(std::int64_t row, int column) const;
    [[nodiscard]] bool isMissing(std::int64_t row, int column) const;
    [[nodiscard]] Qt::Alignment alignment(int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    /// Digits after the point that the first rows of a real column need, so that points stand in
    /// one line; -1 where padding would not help.
    [[nodiscard]] int decimals(std::size_t column) const;
    [[nodiscard]] QString realText(const std::string &text, std::size_t column, const NumberFormat &format) const;
    [[nodiscard]] QVariant columnHeader(int section, int role) const;

    std::shared_ptr<const Frame> m_frame;
    std::shared_ptr<const std::vector<std::uint32_t>> m_rows;
    std::vector<std::size_t> m_columns;  ///< the frame's column of each of the model's
    std::vector<NumberFormat> m_formats; ///< of each of the model's columns
    mutable std::vector<int> m_decimals; ///< by the frame's column; unknown until asked for
    int m_indexLevels = 0;
};

} // namespace assay
