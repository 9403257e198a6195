// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/PandasCode.h"

#include "frames/Expression.h"
#include "frames/FoldCase.h"
#include "frames/PythonText.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

/// One condition, and whether it needs brackets beside `&`.
struct Term
{
    std::string text;
    bool needsBrackets = false;
};

std::string bracketed(const Term &term)
{
    return term.needsBrackets ? "(" + term.text + ")" : term.text;
}

std::string joined(const std::vector<std::string> &parts, std::string_view between)
{
    std::string all;
    for (const std::string &part : parts)
        all += (all.empty() ? "" : std::string(between)) + part;
    return all;
}

/// Numbers that pandas holds as objects, of which fractions are not exact as literals.
bool needsFloat(const ColumnSchema &column, const std::vector<std::string> &texts)
{
    return column.type == ColumnType::Decimal && !std::ranges::all_of(texts, [](const std::string &text) { return parseWhole(text) && text.size() < 19; });
}

class Writer
{
public:
    Writer(const Frame &frame, std::string_view name)
        : m_frame(frame)
        , m_name(name)
        , m_isSeries(frame.schema().kind == "Series")
    {
        m_levels = static_cast<std::size_t>(std::ranges::count_if(columns(), &ColumnSchema::isIndex));
    }

    Result<std::string> code(const FrameChoice &choice)
    {
        if (m_frame.schema().kind == "ndarray")
            fail("An array has no columns that pandas could name: make it a DataFrame first.");
        std::string code = filtered(choice.conditions) + sorted(choice.keys) + chosen(choice.columns);
        if (!m_problem.text.empty())
            return tl::unexpected<Error>(m_problem);
        return code;
    }

private:
    [[nodiscard]] const std::vector<ColumnSchema> &columns() const { return m_frame.schema().columns; }

    void fail(std::string text)
    {
        if (m_problem.text.empty())
            m_problem = {ErrorCode::Unsupported, std::move(text), {}};
    }

    /// The column's name as a literal; it must be the only one of that name.
    std::string label(std::size_t column)
    {
        const std::string &name = columns()[column].name;
        const auto isAlike = [&](const ColumnSchema &other) { return other.name == name && other.isIndex == columns()[column].isIndex; };
        if (std::ranges::count_if(columns(), isAlike) > 1)
            fail("Two columns are called \"" + name + "\": pandas cannot be told which is meant.");
        return pythonString(name);
    }

    /// The place among the index levels.
    [[nodiscard]] std::size_t level(std::size_t column) const
    {
        return static_cast<std::size_t>(std::count_if(columns().begin(), columns().begin() + static_cast<std::ptrdiff_t>(column), [](const ColumnSchema &c) { return c.isIndex; }));
    }

    /// The values of a column.
    std::string subject(std::size_t column)
    {
        if (!columns()[column].isIndex)
            return m_isSeries ? m_name : m_name + "[" + label(column) + "]";
        return m_levels == 1 ? m_name + ".index" : m_name + ".index.get_level_values(" + std::to_string(level(column)) + ")";
    }

    std::string value(std::size_t column, const std::string &text)
    {
        Result<std::string> literal = pythonValue(columns()[column], text);
        if (literal)
            return *literal;
        if (m_problem.text.empty())
            m_problem = literal.error();
        return {};
    }

    // Conditions -----------------------------------------------------------------------------------

    std::string filtered(const std::vector<Condition> &conditions)
    {
        std::vector<Term> terms;
        for (const Condition &condition : conditions)
            terms.push_back(std::visit([&](const auto &one) { return term(one); }, condition));
        if (terms.empty())
            return m_name;
        if (terms.size() == 1)
            return m_name + "[" + terms.front().text + "]";
        std::vector<std::string> parts;
        std::ranges::transform(terms, std::back_inserter(parts), bracketed);
        return m_name + "[" + joined(parts, " & ") + "]";
    }

    Term term(const MissingCondition &condition)
    {
        return {subject(condition.column) + (condition.wantsMissing ? ".isna()" : ".notna()")};
    }

    Term term(const RangeCondition &condition)
    {
        const ColumnSchema &schema = columns()[condition.column];
        if (schema.type == ColumnType::Text || schema.type == ColumnType::Shown || schema.type == ColumnType::Dictionary)
            fail("Column \"" + schema.name + "\" holds texts: only numbers and times have a range.");
        std::vector<std::string> bounds, parts;
        for (const auto &text : {condition.min, condition.max})
            if (text)
                bounds.push_back(*text);
        const std::string values = subject(condition.column) + (needsFloat(schema, bounds) ? ".astype(float)" : "");
        if (condition.min)
            parts.push_back(values + (condition.isInclusive ? " >= " : " > ") + value(condition.column, *condition.min));
        if (condition.max)
            parts.push_back(values + (condition.isInclusive ? " <= " : " < ") + value(condition.column, *condition.max));
        if (parts.empty())
            return {values + ".notna()"};
        return parts.size() == 1 ? Term{parts.front(), true} : Term{"(" + joined(parts, ") & (") + ")"};
    }

    Term term(const ValuesCondition &condition)
    {
        const ColumnSchema &schema = columns()[condition.column];
        const std::string of = subject(condition.column);
        std::vector<std::string> literals;
        for (const std::string &text : condition.values)
            literals.push_back(value(condition.column, text));
        const std::string values = of + (needsFloat(schema, condition.values) ? ".astype(float)" : "");
        const std::string list = ".isin([" + joined(literals, ", ") + "])";
        Term term{values + list};
        if (isShownAsText(schema))
            term = {of + ".notna() & " + of + ".astype(str)" + list, true};
        if (condition.hasMissing)
            term = {bracketed(term) + " | " + of + ".isna()", true};
        return condition.isNegated ? Term{"~" + bracketed(term)} : term;
    }

    Term term(const TextCondition &condition)
    {
        const ColumnSchema &schema = columns()[condition.column];
        const bool isText = !isShownAsText(schema) && (schema.type == ColumnType::Text || schema.type == ColumnType::Dictionary);
        const std::string of = subject(condition.column);
        std::string texts = isText ? of : of + ".astype(str)";
        std::string pattern = condition.pattern;
        if (!condition.isCaseSensitive) {
            foldCase(condition.pattern, pattern);
            texts += ".str.lower()";
        }
        Term term = match(texts, condition.match, pythonString(pattern));
        if (!isText)
            term = {of + ".notna() & " + bracketed(term), true};
        return condition.match == TextMatch::ContainsNot ? Term{"~" + bracketed(term)} : term;
    }

    // Expressions ----------------------------------------------------------------------------------

    Term term(const ExpressionCondition &condition)
    {
        const Result<BoolTerm> parsed = parseExpression(m_frame, condition.text);
        if (parsed)
            return term(*parsed);
        if (m_problem.text.empty())
            m_problem = parsed.error();
        return {};
    }

    Term term(const BoolTerm &expression)
    {
        using Kind = BoolTerm::Kind;
        if (expression.kind == Kind::Meets)
            return std::visit([&](const auto &one) { return term(one); }, *expression.meets);
        if (expression.kind == Kind::Compares)
            return {number(expression.compared.front()) + sign(expression.comparison) + number(expression.compared.back()), true};
        std::vector<std::string> parts;
        for (const BoolTerm &part : expression.parts)
            parts.push_back(bracketed(term(part)));
        if (expression.kind == Kind::Not)
            return {"~" + parts.front()};
        return {joined(parts, expression.kind == Kind::All ? " & " : " | "), true};
    }

    static const char *sign(Comparison comparison)
    {
        constexpr std::array<const char *, 6> signs{" < ", " <= ", " > ", " >= ", " == ", " != "};
        return signs[static_cast<std::size_t>(comparison)];
    }

    std::string number(const NumberTerm &number)
    {
        using Kind = NumberTerm::Kind;
        if (number.kind == Kind::Literal)
            return number.literal;
        if (number.kind == Kind::Column)
            return subject(number.column) + (columns()[number.column].type == ColumnType::Decimal ? ".astype(float)" : "");
        if (number.kind == Kind::Negative)
            return "-" + this->number(number.parts.front());
        const char *sign = number.kind == Kind::Sum ? " + " : number.kind == Kind::Difference ? " - " : number.kind == Kind::Product ? " * " : " / ";
        return "(" + this->number(number.parts.front()) + sign + this->number(number.parts.back()) + ")";
    }

    static Term match(const std::string &texts, TextMatch match, const std::string &pattern)
    {
        switch (match) {
        case TextMatch::Equals:
            return {texts + " == " + pattern, true};
        case TextMatch::StartsWith:
            return {texts + ".str.startswith(" + pattern + ", na=False)"};
        case TextMatch::EndsWith:
            return {texts + ".str.endswith(" + pattern + ", na=False)"};
        case TextMatch::Contains:
        case TextMatch::ContainsNot:
            break;
        }
        return {texts + ".str.contains(" + pattern + ", regex=False, na=False)"};
    }

    /// Objects of which the frame has only the text: others than strings, and categories.
    static bool isShownAsText(const ColumnSchema &column)
    {
        return column.type == ColumnType::Shown || (column.type == ColumnType::Dictionary && column.dtype == "category");
    }

    // Order and columns ----------------------------------------------------------------------------

    std::string sorted(const std::vector<SortKey> &keys)
    {
        const bool isByName = !m_isSeries && std::ranges::none_of(keys, [this](const SortKey &key) { return columns()[key.column].isIndex; });
        if (keys.empty())
            return {};
        std::string code;
        if (!isByName) { // the last first, each stable
            for (auto key = keys.rbegin(); key != keys.rend(); ++key)
                code += sortedByOne(*key);
            return code;
        }
        std::vector<std::string> labels, directions;
        for (const SortKey &key : keys) {
            labels.push_back(label(key.column));
            directions.emplace_back(key.isDescending ? "False" : "True");
        }
        return ".sort_values([" + joined(labels, ", ") + "], ascending=[" + joined(directions, ", ") + "], kind=\"stable\")";
    }

    std::string sortedByOne(const SortKey &key)
    {
        const ColumnSchema &schema = columns()[key.column];
        const std::string rest = std::string("ascending=") + (key.isDescending ? "False" : "True") + ", kind=\"stable\")";
        if (!schema.isIndex)
            return m_isSeries ? ".sort_values(" + rest : ".sort_values(" + label(key.column) + ", " + rest;
        if (m_levels == 1)
            return ".sort_index(" + rest;
        if (schema.name.empty() || m_isSeries)
            fail("One of several index levels can only be sorted by where it has a name, in a DataFrame.");
        return ".sort_values(" + label(key.column) + ", " + rest;
    }

    std::string chosen(const std::vector<std::size_t> &wanted)
    {
        std::vector<std::string> labels;
        for (const std::size_t column : wanted)
            if (!columns()[column].isIndex)
                labels.push_back(m_isSeries ? std::string() : label(column));
        if (wanted.empty() || m_isSeries)
            return {};
        return "[[" + joined(labels, ", ") + "]]";
    }

    const Frame &m_frame;
    std::string m_name;
    bool m_isSeries;
    std::size_t m_levels = 0;
    Error m_problem; ///< the first
};

} // namespace

Result<std::string> pandasCode(const Frame &frame, std::string_view name, const FrameChoice &choice)
{
    return Writer(frame, name).code(choice);
}

} // namespace assay
