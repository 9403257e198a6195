// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/Expression.h"

#include "frames/CellText.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace assay {
namespace {

constexpr int deepest = 100; ///< brackets and `not`s within one another

enum class TokenKind : std::uint8_t { End, Number, Text, Name, Sign };

struct Token
{
    TokenKind kind = TokenKind::End;
    std::string text; ///< of a Text or a Name without its marks
    std::size_t place = 0;
    bool isQuoted = false; ///< a Name in backticks: never a word of the language
};

/// What is wrong, for whoever unwinds.
struct Problem
{
    std::string text;
};

[[noreturn]] void fail(const std::string &what, const Token &at)
{
    const std::string where = at.kind == TokenKind::End ? "at the end" : "at character " + std::to_string(at.place + 1);
    throw Problem{what + ", " + where + "."};
}

bool isWordStart(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }

    Token next()
    {
        while (m_place < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_place])) != 0)
            ++m_place;
        if (m_place == m_text.size())
            return {TokenKind::End, {}, m_place};
        const char first = m_text[m_place];
        if (first == '"' || first == '\'' || first == '`')
            return quotedToken(first);
        if (isDigit(first) || (first == '.' && m_place + 1 < m_text.size() && isDigit(m_text[m_place + 1])))
            return number();
        if (isWordStart(first))
            return taken(TokenKind::Name, std::find_if_not(from(m_place), m_text.end(), [](char c) { return isWordStart(c) || isDigit(c); }));
        return sign();
    }

private:
    [[nodiscard]] std::string_view::const_iterator from(std::size_t place) const { return m_text.begin() + static_cast<std::ptrdiff_t>(place); }

    Token taken(TokenKind kind, std::string_view::const_iterator end)
    {
        Token token{kind, std::string(from(m_place), end), m_place};
        m_place = static_cast<std::size_t>(end - m_text.begin());
        return token;
    }

    Token number()
    {
        auto end = from(m_place);
        const auto skipDigits = [&] {
            while (end != m_text.end() && (isDigit(*end) || *end == '_'))
                ++end;
        };
        skipDigits();
        if (end != m_text.end() && *end == '.') {
            ++end;
            skipDigits();
        }
        if (end != m_text.end() && (*end == 'e' || *end == 'E')) {
            ++end;
            if (end != m_text.end() && (*end == '+' || *end == '-'))
                ++end;
            skipDigits();
        }
        Token token = taken(TokenKind::Number, end);
        std::erase(token.text, '_');
        return token;
    }

    Token quotedToken(char mark)
    {
        Token token{mark == '`' ? TokenKind::Name : TokenKind::Text, {}, m_place, mark == '`'};
        for (++m_place; m_place < m_text.size(); ++m_place) {
            char c = m_text[m_place];
            if (c == mark) {
                ++m_place;
                return token;
            }
            if (c == '\\' && mark != '`' && m_place + 1 < m_text.size() && (m_text[m_place + 1] == mark || m_text[m_place + 1] == '\\'))
                c = m_text[++m_place];
            token.text += c;
        }
        fail(std::string("A ") + mark + " has no end", token);
    }

    Token sign()
    {
        constexpr std::array<std::string_view, 6> doubled{"==", "!=", "<=", ">=", "<>", "&&"};
        const std::string_view two = m_text.substr(m_place, 2);
        const bool isTwo = std::ranges::find(doubled, two) != doubled.end();
        return taken(TokenKind::Sign, from(m_place + (isTwo ? 2 : 1)));
    }

    std::string_view m_text;
    std::size_t m_place = 0;
};

/// One side of a comparison, before it is known what stands on the other.
struct Operand
{
    enum class Kind : std::uint8_t { Column, Number, Text, Worked } kind = Kind::Number;
    NumberTerm term;  ///< of all but a Text
    std::string text; ///< of a Text, or a Number as it was written
    Token at;
};

Comparison reversed(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less:
        return Comparison::Greater;
    case Comparison::LessOrEqual:
        return Comparison::GreaterOrEqual;
    case Comparison::Greater:
        return Comparison::Less;
    case Comparison::GreaterOrEqual:
        return Comparison::LessOrEqual;
    case Comparison::Equal:
    case Comparison::Unequal:
        break;
    }
    return comparison;
}

bool holdsText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Shown || type == ColumnType::Dictionary;
}

bool holdsTime(ColumnType type)
{
    return type == ColumnType::Timestamp || type == ColumnType::Duration || type == ColumnType::Date;
}

class Parser
{
public:
    Parser(const Frame &frame, std::string_view text)
        : m_frame(frame)
        , m_scanner(text)
        , m_token(m_scanner.next())
    {
    }

    BoolTerm whole()
    {
        BoolTerm term = any();
        if (m_token.kind != TokenKind::End)
            fail("`" + m_token.text + "` is not expected", m_token);
        return term;
    }

private:
    /// Goes back to the level before, whatever happens.
    class Level
    {
    public:
        Level(int &depth, const Token &at)
            : m_depth(depth)
        {
            if (++m_depth > deepest)
                fail("This is nested too deeply", at);
        }
        ~Level() { --m_depth; }
        Level(const Level &) = delete;
        Level &operator=(const Level &) = delete;

    private:
        int &m_depth;
    };

    Token take()
    {
        Token token = std::move(m_token);
        m_token = m_scanner.next();
        return token;
    }

    [[nodiscard]] bool isAt(std::string_view word) const
    {
        if (m_token.kind == TokenKind::Sign)
            return m_token.text == word;
        const auto isAlike = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
        return m_token.kind == TokenKind::Name && !m_token.isQuoted && std::ranges::equal(m_token.text, word, isAlike);
    }

    bool takeIf(std::string_view word)
    {
        if (!isAt(word))
            return false;
        take();
        return true;
    }

    void expect(std::string_view word)
    {
        if (!takeIf(word))
            fail("`" + std::string(word) + "` is missing", m_token);
    }

    // Truths ---------------------------------------------------------------------------------------

    static BoolTerm joined(BoolTerm::Kind kind, std::vector<BoolTerm> parts)
    {
        if (parts.size() == 1)
            return std::move(parts.front());
        BoolTerm term;
        term.kind = kind;
        term.parts = std::move(parts);
        return term;
    }

    BoolTerm any()
    {
        const Level level(m_depth, m_token);
        std::vector<BoolTerm> parts{all()};
        while (takeIf("or") || takeIf("|"))
            parts.push_back(all());
        return joined(BoolTerm::Kind::Any, std::move(parts));
    }

    BoolTerm all()
    {
        std::vector<BoolTerm> parts{one()};
        while (takeIf("and") || takeIf("&") || takeIf("&&"))
            parts.push_back(one());
        return joined(BoolTerm::Kind::All, std::move(parts));
    }

    BoolTerm one()
    {
        const Level level(m_depth, m_token);
        if (takeIf("not") || takeIf("~") || takeIf("!"))
            return negated(one());
        if (!isAt("("))
            return compared();
        // A bracket holds a truth or a number: which, only its end tells.
        const Scanner scanner = m_scanner;
        const Token token = m_token;
        try {
            take();
            BoolTerm term = any();
            expect(")");
            if (!continuesNumber())
                return term;
        } catch (const Problem &) {
            m_scanner = scanner;
            m_token = token;
            if (!isNumberWithin())
                throw;
        }
        m_scanner = scanner;
        m_token = token;
        return compared();
    }

    /// Whether what stands in brackets here may be a number to work out: it is not, if the trouble is within.
    bool isNumberWithin()
    {
        const Scanner scanner = m_scanner;
        const Token token = m_token;
        bool isNumber = true;
        try {
            (void)operand();
        } catch (const Problem &) {
            isNumber = false;
        }
        m_scanner = scanner;
        m_token = token;
        return isNumber;
    }

    [[nodiscard]] bool continuesNumber() const
    {
        constexpr std::array<std::string_view, 13> signs{"+", "-", "*", "/", "<", ">", "<=", ">=", "==", "=", "!=", "<>", "in"};
        return std::ranges::any_of(signs, [this](std::string_view sign) { return isAt(sign); });
    }

    static BoolTerm negated(BoolTerm term)
    {
        BoolTerm negation;
        negation.kind = BoolTerm::Kind::Not;
        negation.parts.push_back(std::move(term));
        return negation;
    }

    static BoolTerm meeting(Condition condition)
    {
        BoolTerm term;
        term.kind = BoolTerm::Kind::Meets;
        term.meets = std::move(condition);
        return term;
    }

    [[nodiscard]] std::optional<Comparison> takeComparison()
    {
        constexpr std::array<std::pair<std::string_view, Comparison>, 8> signs{{{"==", Comparison::Equal},
                                                                                {"=", Comparison::Equal},
                                                                                {"!=", Comparison::Unequal},
                                                                                {"<>", Comparison::Unequal},
                                                                                {"<=", Comparison::LessOrEqual},
                                                                                {">=", Comparison::GreaterOrEqual},
                                                                                {"<", Comparison::Less},
                                                                                {">", Comparison::Greater}}};
        for (const auto &[sign, comparison] : signs)
            if (takeIf(sign))
                return comparison;
        return std::nullopt;
    }

    /// `a < b`, `a < b < c`, `a in (…)`, `a is missing`, `a contains "…"`; a column of truths alone.
    BoolTerm compared()
    {
        Operand left = operand();
        if (takeIf("in"))
            return among(left, false);
        if (takeIf("not")) {
            expect("in");
            return among(left, true);
        }
        if (takeIf("is")) {
            const bool isNegated = takeIf("not");
            expect("missing");
            return meeting(MissingCondition{columnOf(left), !isNegated});
        }
        if (takeIf("contains"))
            return containing(left);
        std::vector<BoolTerm> parts;
        while (const std::optional<Comparison> comparison = takeComparison()) {
            Operand right = operand();
            parts.push_back(comparing(left, *comparison, right));
            left = std::move(right);
        }
        if (parts.empty())
            return truth(left);
        return joined(BoolTerm::Kind::All, std::move(parts));
    }

    [[nodiscard]] BoolTerm truth(const Operand &operand) const
    {
        if (operand.kind == Operand::Kind::Column && schemaOf(operand).type == ColumnType::Bool)
            return meeting(ValuesCondition{operand.term.column, {"True"}});
        fail("A comparison such as `> 5` is missing", m_token);
    }

    BoolTerm among(const Operand &left, bool isNegated)
    {
        ValuesCondition condition{columnOf(left), {}, false, isNegated};
        const bool isSquare = isAt("[");
        if (!takeIf("(") && !takeIf("["))
            fail("`in` is followed by values in brackets", m_token);
        do {
            if (isAt(")") || isAt("]"))
                break;
            condition.values.push_back(literal());
        } while (takeIf(","));
        expect(isSquare ? "]" : ")");
        return meeting(std::move(condition));
    }

    BoolTerm containing(const Operand &left)
    {
        if (m_token.kind != TokenKind::Text)
            fail("`contains` is followed by a text in quotation marks", m_token);
        return meeting(TextCondition{columnOf(left), TextMatch::Contains, false, take().text});
    }

    std::string literal()
    {
        const std::string sign = takeIf("-") ? "-" : "";
        if (m_token.kind == TokenKind::Number || (m_token.kind == TokenKind::Text && sign.empty()) || isAt("true") || isAt("false"))
            return sign + take().text;
        fail("A value is missing", m_token);
    }

    [[nodiscard]] const ColumnSchema &schemaOf(const Operand &operand) const { return m_frame.schema().columns[operand.term.column]; }

    static std::size_t columnOf(const Operand &operand)
    {
        if (operand.kind != Operand::Kind::Column)
            fail("A column has to stand here", operand.at);
        return operand.term.column;
    }

    [[nodiscard]] BoolTerm comparing(const Operand &left, Comparison comparison, const Operand &right) const
    {
        const auto isLiteral = [](const Operand &side) { return side.kind == Operand::Kind::Number || side.kind == Operand::Kind::Text; };
        if (left.kind == Operand::Kind::Column && isLiteral(right))
            return held(left, comparison, right);
        if (right.kind == Operand::Kind::Column && isLiteral(left))
            return held(right, reversed(comparison), left);
        BoolTerm term;
        term.kind = BoolTerm::Kind::Compares;
        term.comparison = comparison;
        term.compared = {numberOf(left), numberOf(right)};
        return term;
    }

    /// A column beside a value.
    [[nodiscard]] BoolTerm held(const Operand &column, Comparison comparison, const Operand &value) const
    {
        const std::size_t place = column.term.column;
        const ColumnType type = schemaOf(column).type;
        if (holdsTime(type) && value.kind == Operand::Kind::Number)
            fail("Column `" + schemaOf(column).name + "` holds times: write one in quotation marks, such as \"2025-11-20\"", value.at);
        switch (comparison) {
        case Comparison::Equal:
            return meeting(ValuesCondition{place, {value.text}});
        case Comparison::Unequal:
            return meeting(ValuesCondition{place, {value.text}, false, true});
        default:
            break;
        }
        if (holdsText(type))
            fail("Column `" + schemaOf(column).name + "` holds texts, which have no `<` and `>` here", column.at);
        const bool isMin = comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
        const bool isInclusive = comparison == Comparison::GreaterOrEqual || comparison == Comparison::LessOrEqual;
        RangeCondition range{place, {}, {}, isInclusive};
        (isMin ? range.min : range.max) = value.text;
        return meeting(std::move(range));
    }

    // Numbers --------------------------------------------------------------------------------------

    [[nodiscard]] NumberTerm numberOf(const Operand &operand) const
    {
        if (operand.kind == Operand::Kind::Text)
            fail("A text can be compared with a column alone", operand.at);
        if (operand.kind == Operand::Kind::Column && (holdsText(schemaOf(operand).type) || holdsTime(schemaOf(operand).type)))
            fail("Column `" + schemaOf(operand).name + "` holds no numbers to work with", operand.at);
        return operand.term;
    }

    Operand worked(NumberTerm::Kind kind, const Operand &left, const Operand &right) const
    {
        Operand operand;
        operand.kind = Operand::Kind::Worked;
        operand.term.kind = kind;
        operand.term.parts = {numberOf(left), numberOf(right)};
        operand.at = left.at;
        return operand;
    }

    Operand operand()
    {
        Operand left = product();
        for (;;) {
            if (takeIf("+"))
                left = worked(NumberTerm::Kind::Sum, left, product());
            else if (takeIf("-"))
                left = worked(NumberTerm::Kind::Difference, left, product());
            else
                return left;
        }
    }

    Operand product()
    {
        Operand left = signedOne();
        for (;;) {
            if (takeIf("*"))
                left = worked(NumberTerm::Kind::Product, left, signedOne());
            else if (takeIf("/"))
                left = worked(NumberTerm::Kind::Quotient, left, signedOne());
            else
                return left;
        }
    }

    Operand signedOne()
    {
        const Level level(m_depth, m_token);
        if (!isAt("-"))
            return atom();
        const Token at = take();
        Operand inner = signedOne();
        if (inner.kind == Operand::Kind::Number) {
            inner.text = inner.text.starts_with('-') ? inner.text.substr(1) : "-" + inner.text;
            inner.term.literal = inner.text;
            return inner;
        }
        Operand negative;
        negative.kind = Operand::Kind::Worked;
        negative.term.kind = NumberTerm::Kind::Negative;
        negative.term.parts = {numberOf(inner)};
        negative.at = at;
        return negative;
    }

    Operand atom()
    {
        Operand operand;
        operand.at = m_token;
        if (takeIf("(")) {
            operand = this->operand();
            expect(")");
            return operand;
        }
        switch (m_token.kind) {
        case TokenKind::Number:
            operand.text = operand.term.literal = take().text;
            return operand;
        case TokenKind::Text:
            operand.kind = Operand::Kind::Text;
            operand.text = take().text;
            return operand;
        case TokenKind::Name:
            return name();
        case TokenKind::Sign:
        case TokenKind::End:
            break;
        }
        fail("A column or a value is missing", m_token);
    }

    Operand name()
    {
        Operand operand;
        operand.at = m_token;
        const auto &columns = m_frame.schema().columns;
        const auto isNamed = [&](const ColumnSchema &column) { return column.name == m_token.text; };
        const auto found = std::ranges::find_if(columns, isNamed);
        if (found == columns.end()) {
            if (isAt("true") || isAt("false")) {
                operand.kind = Operand::Kind::Text;
                operand.text = take().text;
                return operand;
            }
            fail("There is no column `" + m_token.text + "`", m_token);
        }
        if (std::ranges::count_if(columns, isNamed) > 1)
            fail("Two columns are called `" + m_token.text + "`", m_token);
        take();
        operand.kind = Operand::Kind::Column;
        operand.term.kind = NumberTerm::Kind::Column;
        operand.term.column = static_cast<std::size_t>(found - columns.begin());
        return operand;
    }

    const Frame &m_frame;
    Scanner m_scanner;
    Token m_token;
    int m_depth = 0;
};

} // namespace

Result<BoolTerm> parseExpression(const Frame &frame, std::string_view text)
{
    try {
        return Parser(frame, text).whole();
    } catch (const Problem &problem) {
        return failure(ErrorCode::InvalidInput, problem.text);
    }
}

} // namespace assay
