// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/ExpressionTest.h"

#include "frames/ColumnValues.h"
#include "frames/ValueText.h"

#include <algorithm>

namespace assay {
namespace {

using Test = Result<std::unique_ptr<RowTest>>;
using Tests = std::vector<std::unique_ptr<RowTest>>;

/// Rows that meet all, or any, of some tests.
class Joined : public RowTest
{
public:
    Joined(Tests tests, bool isAny)
        : m_tests(std::move(tests))
        , m_isAny(isAny)
    {
        std::ranges::stable_sort(m_tests, {}, [](const auto &test) { return test->isSlow(); });
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        if (!m_isAny) {
            for (const auto &test : m_tests)
                test->narrow(begin, met);
            return;
        }
        m_any.assign(met.size(), 0);
        for (const auto &test : m_tests) {
            m_one.resize(met.size());
            for (std::size_t i = 0; i < met.size(); ++i) // those that are open yet
                m_one[i] = static_cast<std::uint8_t>(met[i] & (m_any[i] ^ 1U));
            test->narrow(begin, m_one);
            for (std::size_t i = 0; i < met.size(); ++i)
                m_any[i] |= m_one[i];
        }
        std::ranges::copy(m_any, met.begin());
    }
    [[nodiscard]] bool isSlow() const override { return m_tests.back()->isSlow(); }

private:
    Tests m_tests;
    bool m_isAny;
    std::vector<std::uint8_t> m_any, m_one;
};

class Negated : public RowTest
{
public:
    explicit Negated(std::unique_ptr<RowTest> test)
        : m_test(std::move(test))
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        m_one.assign(met.begin(), met.end());
        m_test->narrow(begin, m_one);
        for (std::size_t i = 0; i < met.size(); ++i)
            met[i] &= static_cast<std::uint8_t>(m_one[i] ^ 1U);
    }
    [[nodiscard]] bool isSlow() const override { return m_test->isSlow(); }

private:
    std::unique_ptr<RowTest> m_test;
    std::vector<std::uint8_t> m_one;
};

/// The numbers of a block of rows.
using Numbers = std::vector<double>;

void fillColumn(const Frame &frame, std::size_t column, std::size_t begin, Numbers &numbers)
{
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    visitColumn(frame, column, [&]<typename Cells>(const Cells &cells) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const std::size_t row = begin + i;
            if (cells.isMissing(row))
                numbers[i] = missing;
            else if constexpr (std::same_as<Cells, ColumnTexts>)
                numbers[i] = parseReal<double>(cells[row]).value_or(missing);
            else
                numbers[i] = static_cast<double>(cells[row]);
        }
    });
}

void fill(const Frame &frame, const NumberTerm &term, std::size_t begin, Numbers &numbers)
{
    using Kind = NumberTerm::Kind;
    if (term.kind == Kind::Literal)
        return void(std::ranges::fill(numbers, parseReal<double>(term.literal).value_or(0)));
    if (term.kind == Kind::Column)
        return fillColumn(frame, term.column, begin, numbers);
    fill(frame, term.parts.front(), begin, numbers);
    if (term.kind == Kind::Negative)
        return void(std::ranges::transform(numbers, numbers.begin(), std::negate()));
    Numbers others(numbers.size());
    fill(frame, term.parts.back(), begin, others);
    const auto work = [&](auto operation) { std::ranges::transform(numbers, others, numbers.begin(), operation); };
    switch (term.kind) {
    case Kind::Sum:
        return work(std::plus());
    case Kind::Difference:
        return work(std::minus());
    case Kind::Product:
        return work(std::multiplies());
    default:
        return work(std::divides());
    }
}

bool meets(double left, Comparison comparison, double right)
{
    switch (comparison) {
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    case Comparison::Equal:
        return left == right;
    case Comparison::Unequal:
        break;
    }
    return left != right;
}

class Compared : public RowTest
{
public:
    Compared(const Frame &frame, const BoolTerm &term)
        : m_frame(frame)
        , m_term(term)
    {
    }

    void narrow(std::size_t begin, std::span<std::uint8_t> met) override
    {
        m_left.resize(met.size());
        m_right.resize(met.size());
        fill(m_frame, m_term.compared.front(), begin, m_left);
        fill(m_frame, m_term.compared.back(), begin, m_right);
        for (std::size_t i = 0; i < met.size(); ++i)
            met[i] &= static_cast<std::uint8_t>(meets(m_left[i], m_term.comparison, m_right[i]));
    }

private:
    const Frame &m_frame;
    BoolTerm m_term;
    Numbers m_left, m_right;
};

} // namespace

Test expressionTest(const Frame &frame, const BoolTerm &term)
{
    if (term.kind == BoolTerm::Kind::Meets)
        return rowTestOf(frame, *term.meets);
    if (term.kind == BoolTerm::Kind::Compares)
        return std::make_unique<Compared>(frame, term);
    Tests tests;
    for (const BoolTerm &part : term.parts) {
        Test test = expressionTest(frame, part);
        if (!test)
            return test;
        tests.push_back(std::move(*test));
    }
    if (term.kind == BoolTerm::Kind::Not)
        return std::make_unique<Negated>(std::move(tests.front()));
    return std::make_unique<Joined>(std::move(tests), term.kind == BoolTerm::Kind::Any);
}

} // namespace assay
