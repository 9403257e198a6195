// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellSearch.h"

#include "frames/CellText.h"
#include "frames/ColumnValues.h"
#include "frames/TextTest.h"

#include <algorithm>
#include <memory>

namespace assay {
namespace {

constexpr std::int64_t rowsBetweenLooks = 1 << 12;

bool isNumber(ColumnType type)
{
    return type <= ColumnType::Float64 || type == ColumnType::Decimal;
}

/// One column's cells against the text.
class ColumnFinder
{
public:
    ColumnFinder(const Frame &frame, std::size_t column, const std::string &text)
        : m_frame(frame)
        , m_column(column)
        , m_type(frame.schema().columns[column].type)
        , m_test(TextCondition{column, TextMatch::Contains, false, patternFor(m_type, text)})
        , m_isPossible(mayStandIn(m_type, patternFor(m_type, text)))
    {
        if (m_type != ColumnType::Dictionary)
            return;
        const std::size_t texts = frame.schema().columns[column].offsets.bytes / sizeof(std::int64_t) - 1;
        for (std::size_t code = 0; code < texts; ++code)
            m_codes.push_back(m_test.isMet(frame.dictionaryText(column, code)) ? 1 : 0);
    }

    [[nodiscard]] bool isPossible() const { return m_isPossible; }

    [[nodiscard]] bool finds(std::int64_t row)
    {
        if (m_frame.isMissing(m_column, row))
            return false;
        if (m_type == ColumnType::Dictionary)
            return m_codes[static_cast<std::size_t>(m_frame.integer(m_column, row))] != 0;
        return liesAsText(m_type) ? m_test.isMet(m_frame.text(m_column, row)) : m_test.isMet(cellText(m_frame, m_column, row).text);
    }

private:
    /// Numbers are shown with commas, which their texts do not have.
    static std::string patternFor(ColumnType type, std::string text)
    {
        if (isNumber(type))
            std::erase(text, ',');
        return text;
    }

    /// Spares writing out numbers and times that cannot hold the text anyway.
    static bool mayStandIn(ColumnType type, const std::string &pattern)
    {
        if (type == ColumnType::Bool || type > ColumnType::Float64)
            return true;
        return pattern.find_first_not_of("0123456789.+-eEinfINF") == std::string::npos;
    }

    const Frame &m_frame;
    std::size_t m_column;
    ColumnType m_type;
    TextTest m_test;
    bool m_isPossible;
    std::vector<std::uint8_t> m_codes; ///< of each text of a Dictionary: whether it holds the pattern
};

} // namespace

Result<std::optional<CellPlace>> findCell(const Frame &frame, const CellSearch &search, const std::stop_token &stop)
{
    const std::int64_t rows = search.rows != nullptr ? static_cast<std::int64_t>(search.rows->size()) : frame.rows();
    const auto width = static_cast<std::int64_t>(search.columns.size());
    if (rows == 0 || width == 0 || search.text.empty())
        return std::nullopt;
    std::vector<std::unique_ptr<ColumnFinder>> finders;
    for (const std::size_t column : search.columns)
        finders.push_back(std::make_unique<ColumnFinder>(frame, column, search.text));
    const int step = search.isForward ? 1 : -1;
    std::int64_t row = std::clamp<std::int64_t>(search.from.row, 0, rows - 1);
    std::int64_t column = std::min<std::int64_t>(static_cast<std::int64_t>(search.from.column), width - 1) + step;
    for (std::int64_t line = 0; line <= rows; ++line) { // the first line twice: from here on, and up to here
        if (line % rowsBetweenLooks == 0 && stop.stop_requested())
            return failure(ErrorCode::Cancelled, "The search was cancelled.");
        const auto frameRow = search.rows != nullptr ? std::int64_t{(*search.rows)[static_cast<std::size_t>(row)]} : row;
        for (; column >= 0 && column < width; column += step) {
            ColumnFinder &finder = *finders[static_cast<std::size_t>(column)];
            if (finder.isPossible() && finder.finds(frameRow))
                return CellPlace{row, static_cast<std::size_t>(column)};
        }
        column = search.isForward ? 0 : width - 1;
        row = (row + step + rows) % rows;
    }
    return std::nullopt;
}

} // namespace assay
