// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RowTest.h"

#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "frames/ColumnValues.h"
#include "frames/DecimalText.h"
#include "frames/ExpressionTest.h"
#include "frames/SafeText.h"
#include "frames/TextTest.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace assay {
namespace {

using Test = Result<std::unique_ptr<RowTest>>;

/// A row by a question that is asked at each.
template <typename Asked>
class EachRow : public RowTest
{
public:
    explicit EachRow(Asked asked, bool isSlow = false)
        : m_asked(std::move(asked))
        , m_isSlow(isSlow)
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        for (std::size_t i = 0; i < met.size(); ++i)
            if (met[i] != 0)
                met[i] = m_asked(begin + i) ? 1 : 0;
    }
    [[nodiscard]] bool isSlow() const override { return m_isSlow; }

private:
    Asked m_asked;
    bool m_isSlow;
};

template <typename Asked>
Test eachRow(Asked asked, bool isSlow = false)
{
    return std::make_unique<EachRow<Asked>>(std::move(asked), isSlow);
}

/// Values from `min` to `max`, both of which belong to it.
template <typename T>
class WithinBounds : public RowTest
{
public:
    WithinBounds(const ColumnValues<T> &cells, T min, T max)
        : m_cells(cells)
        , m_min(min)
        , m_max(max)
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        const ColumnValues<T> cells = m_cells;
        const T min = m_min, max = m_max;
        for (std::size_t i = 0; i < met.size(); ++i) { // no branches: as many rows at once as the processor can
            const T value = cells[begin + i];
            met[i] &= static_cast<std::uint8_t>(static_cast<unsigned>(value >= min) & static_cast<unsigned>(value <= max));
        }
        if (cells.hasValidity())
            for (std::size_t i = 0; i < met.size(); ++i)
                met[i] &= static_cast<std::uint8_t>(cells.isValid(begin + i));
    }

private:
    ColumnValues<T> m_cells;
    T m_min, m_max;
};

/// What was asked of each text of a Dictionary once.
class ByCode : public RowTest
{
public:
    /// `answers`: of each code, and last of what is missing.
    ByCode(const ColumnValues<std::int32_t> &codes, std::vector<std::uint8_t> answers)
        : m_codes(codes)
        , m_answers(std::move(answers))
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        const std::size_t missing = m_answers.size() - 1;
        for (std::size_t i = 0; i < met.size(); ++i) {
            const std::size_t row = begin + i;
            const std::size_t code = m_codes.isMissing(row) ? missing : static_cast<std::size_t>(m_codes[row]);
            met[i] &= m_answers[code];
        }
    }

private:
    ColumnValues<std::int32_t> m_codes;
    std::vector<std::uint8_t> m_answers;
};

/// Texts in which a pattern stands: looked for in all texts of a block at once, as they lie one right
/// after the other; a place that reaches from one text into the next does not count.
class ContainsPattern : public RowTest
{
public:
    ContainsPattern(const ColumnTexts &texts, std::string pattern, bool isNegated)
        : m_texts(texts)
        , m_pattern(std::move(pattern))
        , m_isNegated(isNegated)
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        if (std::ranges::find(met, 1) == met.end())
            return;
        m_found.assign(met.size(), 0);
        markFound(begin);
        for (std::size_t i = 0; i < met.size(); ++i) {
            const bool isFound = m_found[i] != 0 && !m_texts.isMissing(begin + i);
            met[i] &= static_cast<std::uint8_t>(isFound != m_isNegated);
        }
    }
    [[nodiscard]] bool isSlow() const override { return true; }

private:
    void markFound(std::size_t begin)
    {
        const std::size_t end = begin + m_found.size();
        const std::string_view all = m_texts.stretch(begin, end);
        std::size_t row = begin;
        for (std::size_t from = 0;;) {
            const std::size_t place = placeOf(m_pattern, all.substr(from));
            if (place == std::string_view::npos)
                return;
            from += place;
            while (endOf(begin, row) <= from)
                ++row;
            const bool isWithin = from + m_pattern.size() <= endOf(begin, row);
            m_found[row - begin] = m_found[row - begin] != 0 || isWithin ? 1 : 0;
            from = isWithin ? endOf(begin, row) : from + 1;
        }
    }

    /// Where a row's text ends in the stretch that starts with row `begin`.
    [[nodiscard]] std::size_t endOf(std::size_t begin, std::size_t row) const { return m_texts.stretch(begin, row + 1).size(); }

    ColumnTexts m_texts;
    std::string m_pattern;
    bool m_isNegated;
    std::vector<std::uint8_t> m_found;
};

const ColumnSchema &schemaOf(const Frame &frame, std::size_t column)
{
    return frame.schema().columns[column];
}

/// A Dictionary by an answer a text.
template <typename Asked>
Test byCode(const Frame &frame, std::size_t column, const Asked &asked, bool ofMissing)
{
    const ColumnSchema &schema = schemaOf(frame, column);
    std::vector<std::uint8_t> answers(schema.offsets.bytes / sizeof(std::int64_t));
    for (std::size_t code = 0; code + 1 < answers.size(); ++code)
        answers[code] = asked(frame.dictionaryText(column, code)) ? 1 : 0;
    answers.back() = ofMissing ? 1 : 0;
    return std::make_unique<ByCode>(ColumnValues<std::int32_t>(frame, schema), std::move(answers));
}

// Texts --------------------------------------------------------------------------------------------

Test testOf(const Frame &frame, const TextCondition &condition)
{
    const std::size_t column = condition.column;
    const ColumnSchema &schema = schemaOf(frame, column);
    const auto test = std::make_shared<TextTest>(condition);
    if (schema.type == ColumnType::Dictionary)
        return byCode(frame, column, [&](std::string_view text) { return test->isMet(text); }, test->isMetByNone());
    if (!liesAsText(schema.type)) {
        const auto asked = [&frame, column, test](std::size_t row) {
            const CellText cell = cellText(frame, column, static_cast<std::int64_t>(row));
            return cell.isMissing ? test->isMetByNone() : test->isMet(cell.text);
        };
        return eachRow(asked, true);
    }
    const ColumnTexts texts(frame, schema);
    const bool isContaining = condition.match == TextMatch::Contains || condition.match == TextMatch::ContainsNot;
    if (isContaining && condition.isCaseSensitive && !condition.pattern.empty())
        return std::make_unique<ContainsPattern>(texts, condition.pattern, condition.match == TextMatch::ContainsNot);
    const auto asked = [texts, test](std::size_t row) { return texts.isMissing(row) ? test->isMetByNone() : test->isMet(texts[row]); };
    return eachRow(asked, true);
}

// Ranges -------------------------------------------------------------------------------------------

/// A bound of whole numbers: `value` parts in `divisor`ths, so that a time in nanoseconds can bound one
/// in seconds.
struct WholeBound
{
    Wide value = 0;
    Wide divisor = 1;
};

Wide floorOf(const WholeBound &bound)
{
    return bound.value / bound.divisor - (bound.value % bound.divisor < 0 ? 1 : 0);
}

Wide ceilingOf(const WholeBound &bound)
{
    return bound.value / bound.divisor + (bound.value % bound.divisor > 0 ? 1 : 0);
}

Result<WholeBound> wholeBound(const ColumnSchema &column, const std::string &text)
{
    const auto bound = [&](const auto &value, const char *wanted, Wide divisor) -> Result<WholeBound> {
        if (!value)
            return noSuchValue(column, text, wanted);
        return WholeBound{*value, divisor};
    };
    switch (column.type) {
    case ColumnType::Timestamp:
        return bound(parseTime(text), "a time such as 2025-11-20 08:52:57.5", nanosecondsOf(column.unit));
    case ColumnType::Duration:
        return bound(parseDuration(text), "a duration such as 1 days 02:00:00", nanosecondsOf(column.unit));
    case ColumnType::Date:
        return bound(parseDate(text), "a day such as 2025-11-20", 1);
    case ColumnType::Bool:
        return bound(parseBool(text), "True or False", 1);
    default:
        return bound(parseWhole(text), "a whole number", 1);
    }
}

/// Nothing meets it.
Test never()
{
    return eachRow([](std::size_t) { return false; });
}

template <typename T>
Test wholeRange(const ColumnValues<T> &cells, const ColumnSchema &column, const RangeCondition &condition)
{
    // What a column's smallest value marks as missing lies below every bound.
    const bool hasMark = column.type == ColumnType::Timestamp || column.type == ColumnType::Duration;
    Wide least = Wide{std::numeric_limits<T>::min()} + (hasMark ? 1 : 0), most = std::numeric_limits<T>::max();
    for (const bool isMin : {true, false}) {
        const std::optional<std::string> &text = isMin ? condition.min : condition.max;
        if (!text)
            continue;
        const Result<WholeBound> bound = wholeBound(column, *text);
        if (!bound)
            return tl::unexpected<Error>(bound.error());
        if (isMin)
            least = std::max(least, condition.isInclusive ? ceilingOf(*bound) : floorOf(*bound) + 1);
        else
            most = std::min(most, condition.isInclusive ? floorOf(*bound) : ceilingOf(*bound) - 1);
    }
    if (least > most)
        return never();
    return std::make_unique<WithinBounds<T>>(cells, static_cast<T>(least), static_cast<T>(most));
}

template <typename T>
Test realRange(const ColumnValues<T> &cells, const ColumnSchema &column, const RangeCondition &condition)
{
    constexpr T infinity = std::numeric_limits<T>::infinity();
    T least = -infinity, most = infinity;
    for (const bool isMin : {true, false}) {
        const std::optional<std::string> &text = isMin ? condition.min : condition.max;
        if (!text)
            continue;
        const std::optional<T> value = parseReal<T>(*text);
        if (!value)
            return noSuchValue(column, *text, "a number");
        if (!condition.isInclusive && *value == (isMin ? infinity : -infinity))
            return never();
        const T bound = condition.isInclusive ? *value : std::nextafter(*value, isMin ? infinity : -infinity);
        (isMin ? least : most) = bound;
    }
    return std::make_unique<WithinBounds<T>>(cells, least, most); // NaN is within no bounds
}

Test decimalRange(const ColumnTexts &cells, const ColumnSchema &column, const RangeCondition &condition)
{
    for (const std::optional<std::string> &text : {condition.min, condition.max})
        if (text && !isDecimal(*text))
            return noSuchValue(column, *text, "a number");
    const auto asked = [cells, condition](std::size_t row) {
        if (cells.isMissing(row) || !isDecimal(cells[row]))
            return false;
        const int least = condition.isInclusive ? 0 : 1;
        return (!condition.min || compareDecimals(cells[row], *condition.min) >= least) &&
               (!condition.max || compareDecimals(*condition.max, cells[row]) >= least);
    };
    return eachRow(asked, true);
}

Test testOf(const Frame &frame, const RangeCondition &condition)
{
    const ColumnSchema &column = schemaOf(frame, condition.column);
    if (column.type == ColumnType::Text || column.type == ColumnType::Shown || column.type == ColumnType::Dictionary)
        return failure(ErrorCode::InvalidInput, "Column \"" + column.name + "\" holds texts: only numbers and times have a range.");
    return visitColumn(frame, condition.column, [&]<typename Cells>(const Cells &cells) -> Test {
        if constexpr (std::same_as<Cells, ColumnTexts>)
            return decimalRange(cells, column, condition);
        else if constexpr (std::floating_point<decltype(cells[0])>)
            return realRange(cells, column, condition);
        else
            return wholeRange(cells, column, condition);
    });
}

// Values -------------------------------------------------------------------------------------------

/// Texts that are looked up as cellText() has them.
class TextSet
{
public:
    explicit TextSet(const std::vector<std::string> &texts)
        : m_texts(texts.begin(), texts.end())
        , m_mayBeMalformed(std::ranges::any_of(texts, [](const std::string &text) { return text.find("\uFFFD") != std::string::npos; }))
    {
    }

    [[nodiscard]] bool contains(std::string_view text) const
    {
        return m_texts.contains(text) || (m_mayBeMalformed && m_texts.contains(validUtf8(text)));
    }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::unordered_set<std::string, Hash, std::equal_to<>> m_texts;
    bool m_mayBeMalformed; ///< U+FFFD stands for what was malformed
};

/// Asked of rows that may be missing.
template <typename Cells, typename IsOne>
Test oneOf(const Cells &cells, const ValuesCondition &condition, const IsOne &isOne, bool isSlow)
{
    const auto asked = [cells, isOne, hasMissing = condition.hasMissing, isNegated = condition.isNegated](std::size_t row) {
        return (cells.isMissing(row) ? hasMissing : isOne(cells[row])) != isNegated;
    };
    return eachRow(asked, isSlow);
}

/// The value of a text in a column of whole numbers; nothing where no cell can have it.
template <typename T>
Result<std::optional<T>> wholeValue(const ColumnSchema &column, const std::string &text)
{
    const Result<WholeBound> bound = wholeBound(column, text);
    if (!bound)
        return tl::unexpected<Error>(bound.error());
    const Wide value = floorOf(*bound);
    const bool isThere = value == ceilingOf(*bound) && value >= std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max();
    return isThere ? std::optional(static_cast<T>(value)) : std::nullopt;
}

template <typename T>
Result<std::optional<T>> valueOf(const ColumnSchema &column, const std::string &text)
{
    if constexpr (std::floating_point<T>) {
        const std::optional<T> value = parseReal<T>(text);
        if (!value)
            return noSuchValue(column, text, "a number");
        return value;
    } else {
        return wholeValue<T>(column, text);
    }
}

template <typename T>
Test valuesAmong(const ColumnValues<T> &cells, const ColumnSchema &column, const ValuesCondition &condition)
{
    std::vector<T> values;
    for (const std::string &text : condition.values) {
        const Result<std::optional<T>> value = valueOf<T>(column, text);
        if (!value)
            return tl::unexpected<Error>(value.error());
        if (*value)
            values.push_back(**value);
    }
    std::ranges::sort(values);
    return oneOf(cells, condition, [values](T value) { return std::ranges::binary_search(values, value); }, false);
}

Test decimalsAmong(const ColumnTexts &cells, const ColumnSchema &column, const ValuesCondition &condition)
{
    const auto isLess = [](std::string_view left, std::string_view right) { return compareDecimals(left, right) < 0; };
    for (const std::string &text : condition.values)
        if (!isDecimal(text))
            return noSuchValue(column, text, "a number");
    std::vector<std::string> values = condition.values;
    std::ranges::sort(values, isLess);
    return oneOf(cells, condition, [=](std::string_view text) { return std::ranges::binary_search(values, text, isLess); }, true);
}

Test testOf(const Frame &frame, const ValuesCondition &condition)
{
    const ColumnSchema &column = schemaOf(frame, condition.column);
    const auto values = std::make_shared<const TextSet>(condition.values);
    const auto isOne = [values](std::string_view text) { return values->contains(text); };
    if (column.type == ColumnType::Dictionary) {
        const auto asked = [&](std::string_view text) { return isOne(text) != condition.isNegated; };
        return byCode(frame, condition.column, asked, condition.hasMissing != condition.isNegated);
    }
    return visitColumn(frame, condition.column, [&]<typename Cells>(const Cells &cells) -> Test {
        if constexpr (!std::same_as<Cells, ColumnTexts>)
            return valuesAmong(cells, column, condition);
        else if (column.type == ColumnType::Decimal)
            return decimalsAmong(cells, column, condition);
        else
            return oneOf(cells, condition, isOne, true);
    });
}

// Missing ------------------------------------------------------------------------------------------

Test testOf(const Frame &frame, const MissingCondition &condition)
{
    return visitColumn(frame, condition.column, [&](const auto &cells) {
        return eachRow([cells, wantsMissing = condition.wantsMissing](std::size_t row) { return cells.isMissing(row) == wantsMissing; });
    });
}

Test testOf(const Frame &frame, const ExpressionCondition &condition)
{
    const Result<BoolTerm> term = parseExpression(frame, condition.text);
    if (!term)
        return tl::unexpected<Error>(term.error());
    return expressionTest(frame, *term);
}

} // namespace

Result<std::unique_ptr<RowTest>> rowTestOf(const Frame &frame, const Condition &condition)
{
    return std::visit([&](const auto &one) { return testOf(frame, one); }, condition);
}

tl::unexpected<Error> noSuchValue(const ColumnSchema &column, const std::string &text, const char *wanted)
{
    return failure(ErrorCode::InvalidInput, "\"" + text + "\" is not " + wanted + ", as column \"" + column.name + "\" needs it.");
}

} // namespace assay
