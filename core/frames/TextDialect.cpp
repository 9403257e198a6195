// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/TextDialect.h"

#include "frames/CellText.h"
#include "frames/PythonText.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace assay {
namespace {

bool isText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Dictionary || type == ColumnType::Shown;
}

bool isNumber(ColumnType type)
{
    return type <= ColumnType::Float64 || type == ColumnType::Decimal || type == ColumnType::Duration;
}

/// Writes `text` with some letters replaced: `replacementOf` gives null for those that stay.
template <typename ReplacementOf>
void appendReplaced(std::string_view text, const ReplacementOf &replacementOf, std::string &out)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char *replacement = replacementOf(text[i]);
        if (replacement == nullptr)
            continue;
        out.append(text.substr(kept, i - kept)).append(replacement);
        kept = i + 1;
    }
    out.append(text.substr(kept));
}

/// Tsv and Csv.
class Separated : public TextDialect
{
public:
    Separated(char separator, std::string_view lineEnd, bool guardsFormulas)
        : m_separator(separator)
        , m_lineEnd(lineEnd)
        , m_special(std::string("\"\r\n") + separator)
        , m_quotesEmpty(separator == ',')
        , m_guardsFormulas(guardsFormulas)
    {
    }

    void begin(const std::vector<TextColumn> &columns, bool hasHeader, std::string &out) override
    {
        if (!hasHeader)
            return;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            separate(i == 0, out);
            field(columns[i].name, true, out);
        }
        endRow(out);
    }
    void beginRow(bool, std::string &) override {}
    void cell(const Frame &frame, const TextColumn &column, std::int64_t row, bool isFirst, std::string &out) override
    {
        separate(isFirst, out);
        const CellText cell = cellText(frame, column.column, row);
        if (!cell.isMissing)
            field(cell.text, isText(column.schema->type), out);
    }
    void endRow(std::string &out) override { out += m_lineEnd; }
    void end(std::string &) override {}

private:
    void separate(bool isFirst, std::string &out) const
    {
        if (!isFirst)
            out += m_separator;
    }

    void field(std::string_view text, bool mayBeFormula, std::string &out) const
    {
        const bool isFormula = m_guardsFormulas && mayBeFormula && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
        const bool isQuoted = text.find_first_of(m_special) != std::string_view::npos || (text.empty() && m_quotesEmpty);
        if (isQuoted)
            out += '"';
        if (isFormula)
            out += '\'';
        appendReplaced(text, [](char letter) { return letter == '"' ? "\"\"" : nullptr; }, out);
        if (isQuoted)
            out += '"';
    }

    char m_separator;
    std::string_view m_lineEnd;
    std::string m_special; ///< letters that need quotes
    bool m_quotesEmpty;    ///< so that an empty text is not taken for a missing one
    bool m_guardsFormulas;
};

class Markdown : public TextDialect
{
public:
    void begin(const std::vector<TextColumn> &columns, bool hasHeader, std::string &out) override
    {
        for (const TextColumn &column : columns) { // there is no table without a header
            out += "| ";
            field(hasHeader ? column.name : std::string(), out);
            out += ' ';
        }
        out += "|\n";
        for (const TextColumn &column : columns)
            out += isNumber(column.schema->type) ? "| ---: " : "| --- ";
        out += "|\n";
    }
    void beginRow(bool, std::string &) override {}
    void cell(const Frame &frame, const TextColumn &column, std::int64_t row, bool, std::string &out) override
    {
        out += "| ";
        field(cellText(frame, column.column, row).text, out);
        out += ' ';
    }
    void endRow(std::string &out) override { out += "|\n"; }
    void end(std::string &) override {}

private:
    static void field(std::string_view text, std::string &out)
    {
        std::size_t i = 0;
        appendReplaced(text, [&](char letter) {
            ++i;
            switch (letter) {
            case '\r':
                return i < text.size() && text[i] == '\n' ? "" : "<br>";
            case '\n':
                return "<br>";
            case '|':
                return "\\|";
            case '\\':
                return "\\\\";
            case '<':
                return "&lt;";
            case '&':
                return "&amp;";
            case '\0':
                return "\xEF\xBF\xBD";
            default:
                return static_cast<const char *>(nullptr);
            }
        }, out);
    }
};

class Html : public TextDialect
{
public:
    void begin(const std::vector<TextColumn> &columns, bool hasHeader, std::string &out) override
    {
        out += "<table>\n";
        if (hasHeader) {
            out += "<thead>\n<tr>";
            for (const TextColumn &column : columns)
                tagged("th", column.name, out);
            out += "</tr>\n</thead>\n";
        }
        out += "<tbody>\n";
    }
    void beginRow(bool, std::string &out) override { out += "<tr>"; }
    void cell(const Frame &frame, const TextColumn &column, std::int64_t row, bool, std::string &out) override
    {
        tagged(column.schema->isIndex ? "th" : "td", cellText(frame, column.column, row).text, out);
    }
    void endRow(std::string &out) override { out += "</tr>\n"; }
    void end(std::string &out) override { out += "</tbody>\n</table>\n"; }

private:
    static void tagged(std::string_view tag, std::string_view text, std::string &out)
    {
        out.append("<").append(tag).append(">");
        appendReplaced(text, escaped, out);
        out.append("</").append(tag).append(">");
    }

    static const char *escaped(char letter)
    {
        switch (letter) {
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '&':
            return "&amp;";
        case '"':
            return "&quot;";
        case '\r':
            return "&#13;"; // a plain one would be read as \n
        case '\0':
            return "\xEF\xBF\xBD"; // HTML has no NUL
        default:
            return nullptr;
        }
    }
};

/// Json and Python: a list of `{"name": value, …}`.
class Records : public TextDialect
{
public:
    void begin(const std::vector<TextColumn> &columns, bool, std::string &out) override
    {
        m_keys.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i)
            string(columns[i].name, m_keys[i]);
        out += '[';
    }
    void beginRow(bool isFirst, std::string &out) override
    {
        out += isFirst ? "\n{" : ",\n{";
        m_at = 0;
    }
    void cell(const Frame &frame, const TextColumn &column, std::int64_t row, bool isFirst, std::string &out) override
    {
        if (!isFirst)
            out += ", ";
        out += m_keys[m_at++];
        out += ": ";
        value(frame, column, row, out);
    }
    void endRow(std::string &out) override { out += '}'; }
    void end(std::string &out) override { out += "\n]\n"; }

protected:
    virtual void string(std::string_view text, std::string &out) const = 0;
    virtual void value(const Frame &frame, const TextColumn &column, std::int64_t row, std::string &out) const = 0;

private:
    std::vector<std::string> m_keys; ///< the columns' names as strings
    std::size_t m_at = 0;            ///< column that comes next
};

class Json : public Records
{
protected:
    void string(std::string_view text, std::string &out) const override
    {
        out += '"';
        std::size_t kept = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto letter = static_cast<unsigned char>(text[i]);
            if (letter >= 0x20 && letter != '"' && letter != '\\')
                continue;
            out.append(text.substr(kept, i - kept));
            char escape[8];
            std::snprintf(escape, sizeof escape, letter < 0x20 ? "\\u%04x" : "\\%c", letter);
            out += escape;
            kept = i + 1;
        }
        out.append(text.substr(kept)).append("\"");
    }

    void value(const Frame &frame, const TextColumn &column, std::int64_t row, std::string &out) const override
    {
        const CellText cell = cellText(frame, column.column, row);
        const ColumnType type = column.schema->type;
        if (cell.isMissing || (type <= ColumnType::Float64 && cell.text.ends_with("inf")))
            out += "null";
        else if (type <= ColumnType::Float64)
            out += cell.text;
        else if (type == ColumnType::Bool)
            out += cell.text == "True" ? "true" : "false";
        else if (type == ColumnType::Timestamp)
            time(cell.text, out);
        else
            string(cell.text, out);
    }

private:
    static void time(std::string text, std::string &out)
    {
        constexpr std::string_view inUtc = " UTC"; // its zone's own time is not known
        if (text.ends_with(inUtc))
            text.replace(text.size() - inUtc.size(), inUtc.size(), "+00:00");
        std::ranges::replace(text, ' ', 'T');
        out.append("\"").append(text).append("\"");
    }
};

class Python : public Records
{
protected:
    void string(std::string_view text, std::string &out) const override { out += pythonString(text); }
    void value(const Frame &frame, const TextColumn &column, std::int64_t row, std::string &out) const override
    {
        out += frame.isMissing(column.column, row) ? "None" : pythonCell(frame, column.column, row);
    }
};

} // namespace

std::unique_ptr<TextDialect> dialectOf(const TextRequest &request)
{
    switch (request.form) {
    case TextForm::Tsv:
        return std::make_unique<Separated>('\t', "\n", request.guardsFormulas);
    case TextForm::Csv:
        return std::make_unique<Separated>(',', "\r\n", request.guardsFormulas);
    case TextForm::Markdown:
        return std::make_unique<Markdown>();
    case TextForm::Html:
        return std::make_unique<Html>();
    case TextForm::Records:
        return std::make_unique<Json>();
    case TextForm::Python:
        break;
    }
    return std::make_unique<Python>();
}

} // namespace assay
