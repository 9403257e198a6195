// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"
#include "frames/FoldCase.h"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace assay {
namespace {

constexpr std::size_t mostLines = 5; ///< more are a tangle
constexpr std::int64_t fewTexts = 50;
constexpr std::int64_t rowsLookedAt = 10'000;

std::string smallOf(const std::string &name)
{
    std::string small;
    foldCase(name, small);
    return small;
}

class Suggesting
{
public:
    explicit Suggesting(const Frame &frame)
        : m_frame(frame)
    {
        for (std::size_t i = 0; i < frame.columnCount(); ++i)
            sort(i);
        // A number that names something is drawn only where there is no other.
        if (m_numbers.empty())
            m_numbers = m_ids;
    }

    [[nodiscard]] ChartSpec chart() const
    {
        ChartSpec spec;
        if (m_numbers.empty())
            return spec;
        if (m_time)
            return overTime();
        spec.y = {refOf(m_frame, m_numbers.front())};
        if (const auto text = fewOfText()) {
            spec.kind = ChartKind::Bar;
            spec.x = refOf(m_frame, *text);
        } else if (m_level) {
            spec.x = refOf(m_frame, *m_level);
            spec.y = lines();
        } else if (m_numbers.size() > 1) {
            spec.kind = ChartKind::Scatter;
            spec.x = spec.y.front();
            spec.y = {refOf(m_frame, m_numbers[1])};
        }
        return spec;
    }

private:
    void sort(std::size_t i)
    {
        const ColumnSchema &column = m_frame.schema().columns[i];
        const bool isNumber = isNumeric(column) && column.type != ColumnType::Bool;
        if (isTemporal(column)) {
            // The index is what its author ordered the rows by.
            if (!m_time || (column.isIndex && !m_frame.schema().columns[*m_time].isIndex))
                m_time = i;
        } else if (isNumber && column.isIndex) {
            m_level = m_level ? m_level : std::optional(i);
        } else if (isNumber) {
            (isId(column.name) ? m_ids : m_numbers).push_back(i);
        } else if (column.type == ColumnType::Text || column.type == ColumnType::Dictionary) {
            m_texts.push_back(i);
        }
    }

    static bool isId(const std::string &name)
    {
        const std::string small = smallOf(name);
        return small == "id" || small.ends_with("_id") || small.ends_with(" id");
    }

    [[nodiscard]] ChartSpec overTime() const
    {
        ChartSpec spec;
        spec.x = refOf(m_frame, *m_time);
        const auto price = numberNamed({"price"}), amount = numberNamed({"amount", "volume", "qty", "quantity", "size"});
        if (price && amount)
            spec.y = {refOf(m_frame, *price)};
        else
            spec.y = lines();
        return spec;
    }

    [[nodiscard]] std::vector<ColumnRef> lines() const
    {
        std::vector<ColumnRef> refs;
        for (std::size_t i = 0; i < std::min(m_numbers.size(), mostLines); ++i)
            refs.push_back(refOf(m_frame, m_numbers[i]));
        return refs;
    }

    [[nodiscard]] std::optional<std::size_t> numberNamed(std::initializer_list<const char *> words) const
    {
        for (const std::size_t column : m_numbers)
            for (const char *word : words)
                if (smallOf(m_frame.schema().columns[column].name).find(word) != std::string::npos)
                    return column;
        return std::nullopt;
    }

    /// Of the texts the first that has few of them.
    [[nodiscard]] std::optional<std::size_t> fewOfText() const
    {
        const auto found = std::ranges::find_if(m_texts, [this](std::size_t column) { return hasFew(column); });
        return found != m_texts.end() ? std::optional(*found) : std::nullopt;
    }

    [[nodiscard]] bool hasFew(std::size_t column) const
    {
        std::set<std::string_view> texts;
        for (std::int64_t row = 0; row < std::min(m_frame.rows(), rowsLookedAt) && std::ssize(texts) <= fewTexts; ++row)
            if (!m_frame.isMissing(column, row))
                texts.insert(m_frame.text(column, row));
        return !texts.empty() && std::ssize(texts) <= fewTexts;
    }

    const Frame &m_frame;
    std::optional<std::size_t> m_time, m_level; ///< level: an index of numbers
    std::vector<std::size_t> m_numbers, m_ids, m_texts;
};

} // namespace

ChartSpec suggestedChart(const Frame &frame)
{
    return Suggesting(frame).chart();
}

} // namespace assay
