// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/TextCodes.h"

#include "export/CleanText.h"
#include "export/parquet/CellBytes.h"
#include "frames/ColumnValues.h"

#include <limits>
#include <unordered_map>

namespace assay::exporting {
namespace {

constexpr std::size_t mostTextBytes = std::size_t{1} << 20U;

/// Texts, each once.
class Dictionary
{
public:
    explicit Dictionary(TextCodes &out)
        : m_out(out)
    {
    }

    std::uint32_t codeOf(std::string_view text)
    {
        const std::string_view clean = cleanText(text, m_scratch);
        if (const auto known = m_codes.find(clean); known != m_codes.end())
            return known->second;
        m_codes.emplace(std::string(clean), m_out.count);
        appendText(clean, m_out.texts);
        return m_out.count++;
    }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    TextCodes &m_out;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_codes;
    std::string m_scratch;
};

/// Of a column that has codes already: each text is looked at once.
TextCodes translated(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end)
{
    constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
    const std::size_t place = column.source->column;
    const ColumnValues<std::int32_t> values(job.frame, column.schema());
    std::vector<std::uint32_t> known(column.schema().offsets.bytes / 8 - 1, unknown);
    TextCodes out;
    Dictionary dictionary(out);
    if (column.isCategory)
        for (std::size_t i = 0; i < known.size(); ++i)
            known[i] = dictionary.codeOf(job.frame.dictionaryText(place, i));
    for (std::int64_t at = begin; at < end; ++at) {
        const auto row = static_cast<std::size_t>(job.row(at));
        out.isThere.push_back(!values.isMissing(row));
        if (!out.isThere.back())
            continue;
        const auto code = static_cast<std::size_t>(values[row]);
        if (known[code] == unknown)
            known[code] = dictionary.codeOf(job.frame.dictionaryText(place, code));
        out.codes.push_back(known[code]);
    }
    return out;
}

std::optional<TextCodes> gathered(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end)
{
    const ColumnTexts texts(job.frame, column.schema());
    TextCodes out;
    Dictionary dictionary(out);
    for (std::int64_t at = begin; at < end; ++at) {
        const auto row = static_cast<std::size_t>(job.row(at));
        out.isThere.push_back(!texts.isMissing(row));
        if (out.isThere.back())
            out.codes.push_back(dictionary.codeOf(texts[row]));
        if (out.texts.size() > mostTextBytes || (out.codes.size() >= 4096 && out.count > out.codes.size() / 2))
            return std::nullopt;
    }
    return out;
}

} // namespace

std::optional<TextCodes> textCodes(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end)
{
    if (!column.isText())
        return std::nullopt;
    if (column.type() != ColumnType::Dictionary)
        return gathered(job, column, begin, end);
    return column.schema().offsets.bytes >= 8 ? std::optional(translated(job, column, begin, end)) : std::nullopt;
}

} // namespace assay::exporting
