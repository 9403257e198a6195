// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartColumns.h"

#include "frames/CellText.h"
#include "frames/ColumnValues.h"
#include "frames/SafeText.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <unordered_map>

namespace assay {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double nanosecondsADay = 86'400e9;
constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;

/// What a value of the column is multiplied by.
double scaleOf(const ColumnSchema &column)
{
    switch (column.type) {
    case ColumnType::Timestamp:
        return static_cast<double>(nanosecondsOf(column.unit));
    case ColumnType::Duration:
        return static_cast<double>(nanosecondsOf(column.unit)) / 1e9;
    case ColumnType::Date:
        return nanosecondsADay;
    default:
        return 1;
    }
}

/// Finds the code of a text, or gives it the next.
class Codes
{
public:
    explicit Codes(ChartCategories &categories)
        : m_categories(categories)
    {
    }

    std::int32_t of(std::string_view text)
    {
        const auto [found, isNew] = m_codes.try_emplace(text, static_cast<std::int32_t>(m_categories.names.size()));
        if (isNew) {
            m_categories.names.push_back(validUtf8(text));
            m_categories.counts.push_back(0);
        }
        return found->second;
    }

private:
    ChartCategories &m_categories;
    std::unordered_map<std::string_view, std::int32_t> m_codes; ///< the frame's own texts
};

/// Values of which the text has to be made: kept here, so that views stay good.
class MadeCodes
{
public:
    explicit MadeCodes(ChartCategories &categories)
        : m_categories(categories)
    {
    }

    std::int32_t of(std::string text)
    {
        const auto [found, isNew] = m_codes.try_emplace(std::move(text), static_cast<std::int32_t>(m_categories.names.size()));
        if (isNew) {
            m_categories.names.push_back(found->first);
            m_categories.counts.push_back(0);
        }
        return found->second;
    }

private:
    ChartCategories &m_categories;
    std::unordered_map<std::string, std::int32_t> m_codes;
};

} // namespace

std::vector<double> numbersOf(const Frame &frame, std::size_t column, const ChartRows &rows)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    const double scale = scaleOf(schema);
    std::vector<double> numbers(rows.size());
    visitColumn(frame, column, [&]<typename Cells>(const Cells &cells) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const std::size_t row = rows[i];
            if (cells.isMissing(row))
                numbers[i] = missing;
            else if constexpr (std::same_as<Cells, ColumnTexts>)
                numbers[i] = schema.type == ColumnType::Decimal ? parseReal<double>(cells[row]).value_or(missing) : missing;
            else
                numbers[i] = schema.type == ColumnType::Dictionary ? missing : static_cast<double>(cells[row]) * scale;
        }
    });
    return numbers;
}

Result<ChartCategories> categoriesOf(const Frame &frame, std::size_t column, const ChartRows &rows, const std::stop_token &stop)
{
    const ColumnType type = frame.schema().columns[column].type;
    const bool hasTexts = liesAsText(type) || type == ColumnType::Dictionary;
    ChartCategories categories;
    categories.codes.resize(rows.size());
    Codes codes(categories);
    MadeCodes made(categories);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rowsBetweenLooks == 0 && stop.stop_requested())
            return failure(ErrorCode::Cancelled, "The chart was cancelled.");
        const std::int64_t row = rows[i];
        if (frame.isMissing(column, row)) {
            categories.codes[i] = -1;
            continue;
        }
        const std::int32_t code = hasTexts ? codes.of(frame.text(column, row)) : made.of(cellText(frame, column, row).text);
        categories.codes[i] = code;
        ++categories.counts[static_cast<std::size_t>(code)];
        if (categories.names.size() > ChartCategories::most)
            return failure(ErrorCode::InvalidInput, "Column \"" + frame.schema().columns[column].name + "\" has more than a million different values: too many to tell apart.");
    }
    return categories;
}

std::size_t keepFrequent(ChartCategories &categories, std::size_t most)
{
    const std::size_t count = categories.names.size();
    if (count <= most)
        return 0;
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i] = i;
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return categories.counts[i]; });
    order.resize(most);
    std::ranges::sort(order);
    std::vector<std::int32_t> places(count, -1);
    ChartCategories kept;
    for (const std::size_t i : order) {
        places[i] = static_cast<std::int32_t>(kept.names.size());
        kept.names.push_back(std::move(categories.names[i]));
        kept.counts.push_back(categories.counts[i]);
    }
    for (std::int32_t &code : categories.codes)
        code = code < 0 ? -1 : places[static_cast<std::size_t>(code)];
    categories.names = std::move(kept.names);
    categories.counts = std::move(kept.counts);
    return count - most;
}

} // namespace assay
