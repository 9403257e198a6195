// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/DiffTable.h"

#include "compare/GatheredColumn.h"

#include "compare/KeyJoin.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace assay {
namespace {

using Role = DiffColumn::Role;
using Side = CellPlace::Side;

std::string named(std::string pattern, const std::string &name)
{
    return pattern.replace(pattern.find("%1"), 2, name);
}

/// Two digits after the point; of what is tiny as many as it takes for three that say something.
double roundedPercent(double percent)
{
    if (percent == 0 || !std::isfinite(percent))
        return percent;
    constexpr double tiny = 0.1;
    const double digits = std::abs(percent) >= tiny ? 2 : std::min(300.0, 2 - std::floor(std::log10(std::abs(percent))));
    const double scale = std::pow(10.0, digits);
    const double rounded = std::round(percent * scale) / scale;
    return std::isfinite(rounded) ? rounded : percent;
}

bool fitsInt64(Wide value)
{
    return value > std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

/// Puts the table together, column by column.
class TableMaker
{
public:
    TableMaker(const Frame &before, const Frame &after, const FrameDiff &diff, const DiffTableRequest &request, const std::stop_token &stop)
        : m_before(before)
        , m_after(after)
        , m_diff(diff)
        , m_words(request.words)
        , m_stop(stop)
    {
        chooseRows(request);
    }

    Result<DiffTable> make()
    {
        FrameBuilder builder(static_cast<std::int64_t>(m_table.rows.size()));
        addChange(builder);
        addKeys(builder);
        for (const bool wantChanged : {true, false})
            for (std::size_t column = 0; column < m_diff.columns.size() && !m_stop.stop_requested(); ++column)
                if ((m_diff.changedCells[column] > 0) == wantChanged)
                    addColumn(builder, column);
        if (m_stop.stop_requested())
            return failure(ErrorCode::Cancelled, "Comparing was cancelled.");
        Result<SealedFrame> sealed = builder.build();
        if (!sealed)
            return tl::unexpected<Error>(sealed.error());
        Result<std::shared_ptr<const Frame>> frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
        if (!frame)
            return tl::unexpected<Error>(frame.error());
        m_table.frame = std::move(*frame);
        return std::move(m_table);
    }

private:
    void chooseRows(const DiffTableRequest &request)
    {
        for (std::uint32_t row = 0; row < m_diff.rows.size(); ++row) {
            const RowDifference &difference = m_diff.rows[row];
            if (request.only && difference.change != *request.only)
                continue;
            m_table.isCut = m_table.rows.size() == request.mostRows;
            if (m_table.isCut)
                return;
            m_table.rows.push_back(row);
            const auto [before, after] = difference.rows;
            m_beforePlaces.push_back({before == noRow ? Side::None : Side::Before, before});
            m_afterPlaces.push_back({after == noRow ? Side::None : Side::After, after});
            m_eitherPlaces.push_back(after == noRow ? m_beforePlaces.back() : m_afterPlaces.back());
        }
    }
    [[nodiscard]] const RowDifference &difference(std::size_t row) const { return m_diff.rows[m_table.rows[row]]; }
    [[nodiscard]] bool isChanged(std::size_t row, std::size_t column) const
    {
        return difference(row).change == RowChange::Changed && m_diff.isChanged(difference(row), column);
    }
    [[nodiscard]] std::string nameOf(const ColumnPair &pair) const { return pair.name.empty() ? m_words.unnamed : pair.name; }

    void addChange(FrameBuilder &builder)
    {
        ColumnBuffers buffers;
        std::vector<std::int32_t> codes;
        for (std::size_t row = 0; row < m_table.rows.size(); ++row)
            codes.push_back(static_cast<std::int32_t>(difference(row).change));
        std::vector<std::int64_t> ends{0};
        for (const std::string &text : m_words.changes) {
            const auto bytes = std::as_bytes(std::span(text));
            buffers.data.insert(buffers.data.end(), bytes.begin(), bytes.end());
            ends.push_back(static_cast<std::int64_t>(buffers.data.size()));
        }
        const auto codeBytes = std::as_bytes(std::span(codes)), endBytes = std::as_bytes(std::span(ends));
        buffers.values.assign(codeBytes.begin(), codeBytes.end());
        buffers.offsets.assign(endBytes.begin(), endBytes.end());
        ColumnSchema column;
        column.name = m_words.change;
        column.dtype = "category";
        column.type = ColumnType::Dictionary;
        column.isIndex = true;
        put(Role::Change, 0);
        builder.addColumn(std::move(column), std::move(buffers));
    }
    void addKeys(FrameBuilder &builder)
    {
        if (m_diff.keys.empty())
            return addPlaces(builder);
        for (std::size_t key = 0; key < m_diff.keys.size(); ++key) {
            const ColumnPair &pair = m_diff.keys[key];
            put(Role::Key, key);
            addGathered(builder, nameOf(pair), {&m_before, pair.before}, {&m_after, pair.after}, m_eitherPlaces);
        }
    }
    void addPlaces(FrameBuilder &builder)
    {
        std::vector<std::optional<std::int64_t>> places;
        for (const CellPlace &place : m_eitherPlaces)
            places.push_back(place.row);
        ColumnSchema column;
        column.name = m_words.place;
        column.dtype = "int64";
        put(Role::Key, 0);
        addValues(builder, std::move(column), places);
    }
    void addColumn(FrameBuilder &builder, std::size_t column)
    {
        const ColumnPair &pair = m_diff.columns[column];
        const FrameColumn before{&m_before, pair.before}, after{&m_after, pair.after};
        if (m_diff.changedCells[column] == 0) {
            put(Role::Same, column);
            return addGathered(builder, nameOf(pair), before, after, m_eitherPlaces);
        }
        put(Role::Before, column);
        addGathered(builder, named(m_words.before, nameOf(pair)), before, before, m_beforePlaces);
        put(Role::After, column);
        addGathered(builder, named(m_words.after, nameOf(pair)), after, after, m_afterPlaces);
        const CellChange change(before, after);
        if (!change.isMeasurable())
            return;
        put(Role::Delta, column);
        addDelta(builder, column, change);
        if (change.form() == CellForm::Time)
            return;
        put(Role::Percent, column);
        addPercent(builder, column, change);
    }
    void addDelta(FrameBuilder &builder, std::size_t column, const CellChange &change)
    {
        ColumnSchema schema;
        schema.name = named(m_words.delta, nameOf(m_diff.columns[column]));
        if (change.form() == CellForm::Real) {
            schema.dtype = "float64";
            schema.type = ColumnType::Float64;
            addValues(builder, std::move(schema), gathered<double>(column, [&](RowPair rows) { return realDelta(change, rows); }));
        } else if (change.form() == CellForm::Decimal) {
            addDecimals(builder, std::move(schema), column, change);
        } else {
            addWhole(builder, std::move(schema), column, change);
        }
    }
    /// The number nearest to the difference of what is written; of infinities the plain one.
    static std::optional<double> realDelta(const CellChange &change, RowPair rows)
    {
        const std::optional<std::string> written = change.written(rows);
        return written ? parseReal<double>(*written) : change.real(rows);
    }
    void addWhole(FrameBuilder &builder, ColumnSchema schema, std::size_t column, const CellChange &change)
    {
        bool fits = true;
        const auto values = gathered<std::int64_t>(column, [&](RowPair rows) -> std::optional<std::int64_t> {
            const std::optional<Wide> difference = change.whole(rows);
            fits = fits && (!difference || fitsInt64(*difference));
            return difference && fitsInt64(*difference) ? std::optional(static_cast<std::int64_t>(*difference)) : std::nullopt;
        });
        const bool isWhole = change.form() == CellForm::Whole;
        if (isWhole && !fits)
            return addDecimals(builder, std::move(schema), column, change);
        schema.dtype = isWhole ? "int64" : "timedelta64";
        schema.type = isWhole ? ColumnType::Int64 : ColumnType::Duration;
        schema.unit = change.unit();
        addValues(builder, std::move(schema), values);
    }
    void addDecimals(FrameBuilder &builder, ColumnSchema schema, std::size_t column, const CellChange &change)
    {
        schema.dtype = "decimal";
        schema.type = ColumnType::Decimal;
        addTexts(builder, std::move(schema), gathered<std::string>(column, [&](RowPair rows) -> std::optional<std::string> {
                     std::string text = change.delta(rows);
                     return text.empty() ? std::nullopt : std::optional(std::move(text));
                 }));
    }
    void addPercent(FrameBuilder &builder, std::size_t column, const CellChange &change)
    {
        ColumnSchema schema;
        schema.name = named(m_words.percent, nameOf(m_diff.columns[column]));
        schema.dtype = "percent";
        schema.type = ColumnType::Float64;
        addValues(builder, std::move(schema), gathered<double>(column, [&](RowPair rows) -> std::optional<double> {
                      const std::optional<double> percent = change.percent(rows);
                      return percent ? std::optional(roundedPercent(*percent)) : std::nullopt;
                  }));
    }
    /// What a figure is of each row in which the column changed.
    template <typename T, typename Figure>
    [[nodiscard]] std::vector<std::optional<T>> gathered(std::size_t column, const Figure &figure) const
    {
        std::vector<std::optional<T>> values(m_table.rows.size());
        for (std::size_t row = 0; row < values.size() && !m_stop.stop_requested(); ++row)
            if (isChanged(row, column))
                values[row] = figure(difference(row).rows);
        return values;
    }
    void put(Role role, std::size_t column) { m_table.columns.push_back({role, column}); }

    const Frame &m_before;
    const Frame &m_after;
    const FrameDiff &m_diff;
    const DiffWords &m_words;
    const std::stop_token &m_stop;
    DiffTable m_table;
    std::vector<CellPlace> m_beforePlaces, m_afterPlaces, m_eitherPlaces; ///< of each row
};

} // namespace

Result<DiffTable> diffTable(const Frame &before, const Frame &after, const FrameDiff &diff, const DiffTableRequest &request,
                            const std::stop_token &stop)
{
    return TableMaker(before, after, diff, request, stop).make();
}

} // namespace assay
