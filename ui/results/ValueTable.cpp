// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ValueTable.h"

#include "frames/FrameBuilder.h"
#include "ui/results/ValueModel.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <unordered_map>

namespace assay {
namespace {

constexpr std::size_t mostColumns = 10'000;
constexpr qsizetype longestCell = 100'000;
constexpr const char *keyName = "key";
constexpr const char *valueName = "value";

/// Cells, column by column; a null pointer is a cell that is not there.
class Cells
{
public:
    explicit Cells(std::size_t rows)
        : m_rows(rows)
    {
    }

    void put(const std::string &column, std::size_t row, const Json &value)
    {
        const auto [known, isNew] = m_places.try_emplace(column, m_columns.size());
        if (isNew)
            m_columns.push_back({column, std::vector<const Json *>(m_rows, nullptr)});
        m_columns[known->second].cells[row] = &value;
    }
    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }

    [[nodiscard]] std::shared_ptr<const Frame> frame() const
    {
        FrameBuilder builder(static_cast<std::int64_t>(m_rows));
        std::deque<std::vector<double>> reals; // a builder takes numbers by reference
        std::deque<std::vector<std::int64_t>> integers;
        for (const Column &column : m_columns)
            add(builder, column, reals, integers);
        Result<SealedFrame> sealed = builder.build();
        if (!sealed)
            return nullptr;
        auto mapped = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
        return mapped ? *mapped : nullptr;
    }

private:
    struct Column
    {
        std::string name;
        std::vector<const Json *> cells;
    };

    static bool isInt64(const Json *cell)
    {
        return cell != nullptr && cell->is_number_integer() &&
               (!cell->is_number_unsigned() || cell->get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max()));
    }
    /// A number that a double holds exactly, or a missing one.
    static bool fitsReal(const Json *cell)
    {
        constexpr std::int64_t exact = std::int64_t{1} << 53;
        return cell == nullptr || cell->is_null() || cell->is_number_float() ||
               (isInt64(cell) && cell->get<std::int64_t>() <= exact && cell->get<std::int64_t>() >= -exact);
    }

    static void add(FrameBuilder &builder, const Column &column, std::deque<std::vector<double>> &reals,
                    std::deque<std::vector<std::int64_t>> &integers)
    {
        const auto isNumber = [](const Json *cell) { return cell != nullptr && cell->is_number(); };
        if (std::ranges::all_of(column.cells, isInt64)) {
            auto &values = integers.emplace_back();
            for (const Json *cell : column.cells)
                values.push_back(cell->get<std::int64_t>());
            builder.addInt64(column.name, values);
        } else if (std::ranges::all_of(column.cells, fitsReal) && std::ranges::any_of(column.cells, isNumber)) {
            auto &values = reals.emplace_back();
            for (const Json *cell : column.cells)
                values.push_back(isNumber(cell) ? cell->get<double>() : std::numeric_limits<double>::quiet_NaN());
            builder.addFloat64(column.name, values);
        } else {
            std::vector<std::optional<std::string>> texts;
            for (const Json *cell : column.cells)
                texts.push_back(textOf(cell));
            builder.addText(column.name, texts);
        }
    }

    static std::optional<std::string> textOf(const Json *cell)
    {
        if (cell == nullptr || cell->is_null())
            return std::nullopt;
        return cell->is_string() ? cell->get<std::string>() : pythonText(*cell, longestCell).toStdString();
    }

    std::size_t m_rows;
    std::vector<Column> m_columns;
    std::unordered_map<std::string, std::size_t> m_places;
};

bool allAre(const Json &value, bool (Json::*test)() const noexcept)
{
    return std::ranges::all_of(value, [test](const Json &item) { return (item.*test)(); });
}

bool areColumns(const Json &value)
{
    return value.is_object() && allAre(value, &Json::is_array) && !value.front().empty() &&
           std::ranges::all_of(value, [&](const Json &list) { return list.size() == value.front().size(); });
}

} // namespace

std::shared_ptr<const Frame> tableOf(const Json &value)
{
    if (!value.is_structured() || value.empty())
        return nullptr;
    if (areColumns(value)) {
        Cells cells(value.front().size());
        for (const auto &[name, list] : value.items())
            for (std::size_t row = 0; row < list.size(); ++row)
                cells.put(name, row, list[row]);
        return cells.columns() > mostColumns ? nullptr : cells.frame();
    }
    const bool areRows = allAre(value, &Json::is_object), arePlain = std::ranges::none_of(value, [](const Json &item) { return item.is_structured(); });
    if (!areRows && !arePlain)
        return nullptr;
    std::vector<Json> keys; // as cells
    for (auto item = value.begin(); value.is_object() && item != value.end(); ++item)
        keys.emplace_back(item.key());
    Cells cells(value.size());
    std::size_t row = 0;
    for (const Json &item : value) {
        if (!keys.empty())
            cells.put(keyName, row, keys[row]);
        if (arePlain)
            cells.put(valueName, row, item);
        for (auto cell = item.begin(); areRows && cell != item.end(); ++cell)
            cells.put(cell.key(), row, *cell);
        if (cells.columns() > mostColumns)
            return nullptr;
        ++row;
    }
    return cells.frame();
}

} // namespace assay
