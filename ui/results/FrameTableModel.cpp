// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameTableModel.h"

#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"

#include "frames/CellText.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {
namespace {

constexpr int unknownDecimals = -2;
constexpr int mostDecimals = 10;
constexpr std::int64_t sampledRows = 200;
constexpr qsizetype cellLimit = 300; ///< more letters than that no column is wide
constexpr qsizetype toolTipLimit = 4000;
constexpr qsizetype headerLimit = 200;
constexpr double mostRounded = 1e15; ///< beyond that digits after the point say nothing
constexpr qsizetype leastGroupedReal = 4;
constexpr qsizetype leastGroupedInteger = 5; ///< so that years stay as they are

bool standsRight(ColumnType type)
{
    return type <= ColumnType::Float64 || type == ColumnType::Decimal || type == ColumnType::Duration;
}

/// Digits after the point; -1 for what has none to align, such as `1e-09` or `inf`.
int digitsAfterPoint(std::string_view number)
{
    const std::size_t point = number.find('.');
    if (point == std::string_view::npos || number.find('e') != std::string_view::npos)
        return -1;
    return int(number.size() - point - 1);
}

} // namespace

FrameTableModel::FrameTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FrameTableModel::setFrame(std::shared_ptr<const Frame> frame)
{
    beginResetModel();
    m_frame = std::move(frame);
    m_rows.reset();
    m_columns.clear();
    m_decimals.clear();
    m_formats.clear();
    m_indexLevels = 0;
    if (m_frame) {
        const std::vector<ColumnSchema> &columns = m_frame->schema().columns;
        m_decimals.assign(columns.size(), unknownDecimals);
        for (const bool wantIndex : {true, false})
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (columns[i].isIndex == wantIndex)
                    m_columns.push_back(i);
        m_formats.resize(columns.size());
        m_indexLevels = int(std::count_if(columns.begin(), columns.end(),
                                          [](const ColumnSchema &c) { return c.isIndex; }));
    }
    endResetModel();
}

void FrameTableModel::setRows(std::shared_ptr<const std::vector<std::uint32_t>> rows)
{
    Q_EMIT layoutAboutToBeChanged();
    m_rows = std::move(rows);
    Q_EMIT layoutChanged();
}

/// Qt counts rows in an int; a frame of more is shown as far as that goes.
int FrameTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_frame)
        return 0;
    const std::int64_t rows = m_rows ? std::int64_t(m_rows->size()) : m_frame->rows();
    return int(std::min<std::int64_t>(rows, std::numeric_limits<int>::max()));
}

int FrameTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant FrameTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_frame)
        return {};
    Q_ASSERT(checkIndex(index));
    const int column = index.column();
    const std::int64_t row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return shownText(row, column);
    case Qt::TextAlignmentRole:
        return int(alignment(column));
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case IsMissingRole:
        return isMissing(row, column);
    case IsIndexRole:
        return column < m_indexLevels;
    case ExactTextRole:
        return exactText(row, column);
    default:
        return {};
    }
}

Qt::Alignment FrameTableModel::alignment(int column) const
{
    const bool isRight = standsRight(m_frame->schema().columns[frameColumn(column)].type);
    return (isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

QString FrameTableModel::toolTip(std::int64_t row, int column) const
{
    return plainToolTip(safeShown(cellText(*m_frame, frameColumn(column), frameRow(row)).text), toolTipLimit);
}

bool FrameTableModel::isMissing(std::int64_t row, int column) const
{
    return m_frame->isMissing(frameColumn(column), frameRow(row));
}

QString FrameTableModel::exactText(std::int64_t row, int column) const
{
    return wholeText(cellText(*m_frame, frameColumn(column), frameRow(row)).text);
}

QVariant FrameTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || !m_frame)
        return {};
    if (orientation == Qt::Horizontal)
        return section < columnCount() ? columnHeader(section, role) : QVariant();
    return role == Qt::DisplayRole && section < rowCount() ? QVariant(section) : QVariant();
}

QVariant FrameTableModel::columnHeader(int section, int role) const
{
    const ColumnSchema &column = m_frame->schema().columns[m_columns[std::size_t(section)]];
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(column.name, headerLimit);
    case DtypeRole:
        return oneLine(column.dtype, headerLimit);
    case IsIndexRole:
        return section < m_indexLevels;
    case Qt::TextAlignmentRole:
        return int(alignment(section));
    case Qt::ToolTipRole:
        return plainToolTip(safeShown(column.name) + u'\n' + safeShown(column.dtype), toolTipLimit);
    default:
        return {};
    }
}

int FrameTableModel::decimals(std::size_t column) const
{
    int &known = m_decimals[column];
    if (known != unknownDecimals)
        return known;
    known = -1;
    const std::int64_t rows = std::min(m_frame->rows(), sampledRows);
    for (std::int64_t row = 0; row < rows; ++row)
        if (!m_frame->isMissing(column, row))
            known = std::max(known, digitsAfterPoint(cellText(*m_frame, column, row).text));
    if (known > mostDecimals)
        known = -1;
    return known;
}

QString FrameTableModel::shownText(std::int64_t row, int shownColumn) const
{
    const std::size_t column = frameColumn(shownColumn);
    const auto [text, isMissingCell] = cellText(*m_frame, column, frameRow(row));
    if (isMissingCell)
        return QStringLiteral("NA");
    const NumberFormat format = this->format(shownColumn);
    const ColumnType type = m_frame->schema().columns[column].type;
    if (type < ColumnType::Float32)
        return format.hasThousands ? groupedText(QString::fromStdString(text), leastGroupedInteger) : QString::fromStdString(text);
    return isReal(shownColumn) ? realText(text, column, format) : oneLine(text, cellLimit);
}

QString FrameTableModel::realText(const std::string &text, std::size_t column, const NumberFormat &format) const
{
    QString shown = QString::fromStdString(text);
    int padding = 0;
    const std::optional<double> value = format.digits ? std::optional(shown.toDouble()) : std::nullopt;
    if (value && std::abs(*value) < mostRounded) {
        shown = QString::number(*value, 'f', *format.digits);
    } else {
        const int digits = digitsAfterPoint(text);
        padding = digits < 0 ? 0 : std::max(0, decimals(column) - digits);
    }
    return (format.hasThousands ? groupedText(shown, leastGroupedReal) : shown) + QString(padding, u'0');
}

int FrameTableModel::shownColumn(std::size_t column) const
{
    return int(std::ranges::find(m_columns, column) - m_columns.begin());
}

void FrameTableModel::setFormat(int column, NumberFormat format)
{
    m_formats[std::size_t(column)] = format;
}

bool FrameTableModel::isNumber(int column) const
{
    const ColumnType type = m_frame->schema().columns[frameColumn(column)].type;
    return type <= ColumnType::Float64 || type == ColumnType::Decimal;
}

bool FrameTableModel::isReal(int column) const
{
    const ColumnType type = m_frame->schema().columns[frameColumn(column)].type;
    return type == ColumnType::Float32 || type == ColumnType::Float64;
}

double FrameTableModel::number(std::int64_t row, int shownColumn) const
{
    const std::size_t column = frameColumn(shownColumn);
    const ColumnType type = m_frame->schema().columns[column].type;
    if (isReal(shownColumn))
        return m_frame->real(column, frameRow(row));
    if (type == ColumnType::Decimal)
        return exactText(row, shownColumn).toDouble();
    const std::int64_t value = m_frame->integer(column, frameRow(row));
    return type == ColumnType::UInt64 ? double(std::uint64_t(value)) : double(value);
}

} // namespace assay
