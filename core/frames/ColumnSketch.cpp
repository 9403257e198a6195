// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/ColumnSketch.h"

#include "frames/ColumnValues.h"
#include "frames/SafeText.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace assay {
namespace {

constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;

class Sketching
{
public:
    Sketching(const Frame &frame, std::size_t column, const RowList *subset, const std::stop_token &stop)
        : m_frame(frame)
        , m_column(column)
        , m_type(frame.schema().columns[column].type)
        , m_subset(subset)
        , m_rows(subset != nullptr ? subset->size() : static_cast<std::size_t>(frame.rows()))
        , m_stop(stop)
    {
    }

    Result<ColumnSketch> sketch()
    {
        m_sketch.rows = static_cast<std::int64_t>(m_rows);
        visitColumn(m_frame, m_column, [&]<typename Cells>(const Cells &cells) {
            if constexpr (std::same_as<Cells, ColumnTexts>)
                m_type == ColumnType::Decimal ? binDecimals(cells) : countTexts(cells);
            else if (m_type == ColumnType::Dictionary)
                countCodes(cells);
            else if (m_type == ColumnType::Bool)
                countTruths(cells);
            else
                binNumbers(cells, [](auto value) { return static_cast<double>(value); });
        });
        if (m_stop.stop_requested())
            return failure(ErrorCode::Cancelled, "The sketch was cancelled.");
        return std::move(m_sketch);
    }

private:
    /// Every row, until it is to stop.
    template <typename Look>
    void eachRow(const Look &look) const
    {
        for (std::size_t begin = 0; begin < m_rows && !m_stop.stop_requested(); begin += rowsBetweenLooks) {
            const std::size_t end = std::min(m_rows, begin + rowsBetweenLooks);
            if (m_subset != nullptr)
                for (std::size_t i = begin; i < end; ++i)
                    look(std::size_t{(*m_subset)[i]});
            else
                for (std::size_t i = begin; i < end; ++i)
                    look(i);
        }
    }

    template <typename Cells, typename NumberOf>
    void binNumbers(const Cells &cells, const NumberOf &numberOf)
    {
        double least = std::numeric_limits<double>::infinity(), most = -least;
        std::int64_t missing = 0;
        eachRow([&](std::size_t row) {
            if (cells.isMissing(row)) {
                ++missing;
            } else if (const double value = numberOf(cells[row]); std::isfinite(value)) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
        });
        m_sketch.missing = missing;
        m_sketch.from = least;
        m_sketch.to = most;
        if (!(least <= most))
            return;
        const double width = (most - least) / ColumnSketch::binCount;
        const double scale = width > 0 && std::isfinite(width) ? 1 / width : 0;
        std::array<std::int64_t, ColumnSketch::binCount> bins{};
        eachRow([&](std::size_t row) {
            if (cells.isMissing(row))
                return;
            if (const double value = numberOf(cells[row]); std::isfinite(value))
                ++bins[std::min(static_cast<std::size_t>((value - least) * scale), ColumnSketch::binCount - 1)];
        });
        m_sketch.bins = bins;
    }

    void binDecimals(const ColumnTexts &cells)
    {
        binNumbers(cells, [](std::string_view text) { return parseReal<double>(text).value_or(std::numeric_limits<double>::quiet_NaN()); });
    }

    template <typename Cells>
    void countTruths(const Cells &cells)
    {
        std::array<std::int64_t, 2> counts{};
        eachRow([&](std::size_t row) { cells.isMissing(row) ? ++m_sketch.missing : ++counts[cells[row] != 0 ? 1 : 0]; });
        tell({{"True", counts[1]}, {"False", counts[0]}});
    }

    template <typename Cells>
    void countCodes(const Cells &cells)
    {
        const ColumnSchema &schema = m_frame.schema().columns[m_column];
        std::vector<std::int64_t> counts(schema.offsets.bytes / sizeof(std::int64_t) - 1);
        eachRow([&](std::size_t row) { cells.isMissing(row) ? ++m_sketch.missing : ++counts[static_cast<std::size_t>(cells[row])]; });
        std::vector<ValueCount> all;
        for (std::size_t code = 0; code < counts.size(); ++code)
            all.push_back({validUtf8(m_frame.dictionaryText(m_column, code)), counts[code]});
        tell(std::move(all));
    }

    void countTexts(const ColumnTexts &cells)
    {
        std::unordered_map<std::string_view, std::int64_t> counts;
        bool isMany = false;
        eachRow([&](std::size_t row) {
            if (cells.isMissing(row)) {
                ++m_sketch.missing;
            } else if (!isMany) {
                ++counts[cells[row]];
                isMany = counts.size() > ColumnSketch::mostKinds;
            }
        });
        if (isMany) {
            m_sketch.kinds = ColumnSketch::mostKinds + 1;
            return;
        }
        std::vector<ValueCount> all;
        for (const auto &[text, count] : counts)
            all.push_back({validUtf8(text), count});
        tell(std::move(all));
    }

    void tell(std::vector<ValueCount> all)
    {
        std::erase_if(all, [](const ValueCount &one) { return one.count == 0; });
        m_sketch.kinds = static_cast<std::int64_t>(all.size());
        const auto comesBefore = [](const ValueCount &left, const ValueCount &right) {
            return left.count != right.count ? left.count > right.count : left.text < right.text;
        };
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), ColumnSketch::mostShares));
        std::partial_sort(all.begin(), end, all.end(), comesBefore);
        m_sketch.shares.assign(all.begin(), end);
    }

    const Frame &m_frame;
    std::size_t m_column;
    ColumnType m_type;
    const RowList *m_subset;
    std::size_t m_rows;
    const std::stop_token &m_stop;
    ColumnSketch m_sketch;
};

} // namespace

Result<ColumnSketch> sketch(const Frame &frame, std::size_t column, const RowList *subset, const std::stop_token &stop)
{
    return Sketching(frame, column, subset, stop).sketch();
}

} // namespace assay
