// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Json.h"
#include "charts/ChartSpec.h"

#include <algorithm>
#include <array>
#include <limits>

namespace assay {
namespace {

constexpr std::size_t mostColumns = 50;
constexpr std::size_t mostNameBytes = 10'000;
constexpr int mostOccurrences = 100'000;
constexpr std::size_t mostTextBytes = std::size_t{8} << 20U; ///< all names at their longest, escaped

constexpr std::array<const char *, 8> kindNames{"line", "area", "bar", "scatter", "histogram", "box", "candlestick", "pie"};
constexpr std::array<const char *, 9> aggregateNames{"plain", "sum", "mean", "count", "min", "max", "median", "first", "last"};

Json jsonOf(const ColumnRef &column)
{
    return Json{{"name", column.name}, {"occurrence", column.occurrence}};
}

Json jsonOf(const std::vector<ColumnRef> &columns)
{
    Json list = Json::array();
    for (const ColumnRef &column : columns)
        list.push_back(jsonOf(column));
    return list;
}

/// Reads one chart and keeps the first thing that is wrong with it.
class ChartReader
{
public:
    explicit ChartReader(const Json &json)
        : m_json(json)
    {
    }

    Result<ChartSpec> read()
    {
        ChartSpec spec;
        checkKeys();
        if (!m_json.contains("kind"))
            refuse("`kind` is missing");
        readWord("kind", kindNames, spec.kind);
        readWord("aggregate", aggregateNames, spec.aggregate);
        readColumn("x", spec.x);
        readColumn("group", spec.group);
        readColumn("volume", spec.volume);
        readColumns("y", spec.y);
        readColumns("second", spec.second);
        spec.interval = readNumber("interval", spec.interval, 0, std::numeric_limits<std::int64_t>::max());
        spec.bins = static_cast<int>(readNumber("bins", spec.bins, 1, ChartSpec::mostBins));
        readTruth("stacked", spec.isStacked);
        readTruth("logarithmic", spec.isLogarithmic);
        if (!std::ranges::all_of(spec.second, [&](const ColumnRef &column) { return std::ranges::find(spec.y, column) != spec.y.end(); }))
            refuse("`second` has a column that `y` has not");
        if (!m_problem.empty())
            return failure(ErrorCode::InvalidInput, "Chart: " + m_problem + ".");
        return spec;
    }

private:
    void refuse(const std::string &problem)
    {
        if (m_problem.empty())
            m_problem = problem;
    }

    /// What is null is not there.
    const Json *find(const char *key) const
    {
        const auto found = m_json.find(key);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }

    void checkKeys()
    {
        constexpr std::array known{"kind", "x", "y", "second", "group", "volume", "aggregate", "interval", "stacked", "logarithmic", "bins"};
        for (const auto &[key, value] : m_json.items())
            if (std::ranges::find(known, key) == known.end())
                refuse("a key `" + key.substr(0, 100) + "` is not known");
    }

    template <typename Word, std::size_t count>
    void readWord(const char *key, const std::array<const char *, count> &words, Word &word)
    {
        const Json *value = find(key);
        if (value == nullptr)
            return;
        const auto found = value->is_string() ? std::ranges::find(words, value->get_ref<const std::string &>()) : words.end();
        if (found != words.end()) {
            word = static_cast<Word>(found - words.begin());
            return;
        }
        std::string choices;
        for (const char *choice : words)
            choices += (choices.empty() ? "" : ", ") + std::string(choice);
        refuse("`" + std::string(key) + "` must be one of " + choices);
    }

    std::int64_t readNumber(const char *key, std::int64_t otherwise, std::int64_t least, std::int64_t most)
    {
        const Json *value = find(key);
        return value != nullptr ? numberOf(*value, key, least, most) : otherwise;
    }

    std::int64_t numberOf(const Json &value, const std::string &where, std::int64_t least, std::int64_t most)
    {
        // What is more than an int64 holds is unsigned.
        const bool isThere = value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= static_cast<std::uint64_t>(most));
        const std::int64_t number = isThere ? value.get<std::int64_t>() : least;
        if (!isThere || number < least || number > most)
            refuse("`" + where + "` must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::clamp(number, least, most);
    }

    void readTruth(const char *key, bool &truth)
    {
        const Json *value = find(key);
        if (value != nullptr && value->is_boolean())
            truth = value->get<bool>();
        else if (value != nullptr)
            refuse("`" + std::string(key) + "` must be true or false");
    }

    void readColumn(const char *key, std::optional<ColumnRef> &column)
    {
        if (const Json *value = find(key))
            column = columnFrom(*value, key);
    }

    void readColumns(const char *key, std::vector<ColumnRef> &columns)
    {
        const Json *value = find(key);
        if (value == nullptr)
            return;
        if (!value->is_array() || value->size() > mostColumns) {
            refuse("`" + std::string(key) + "` must be a list of at most " + std::to_string(mostColumns) + " columns");
            return;
        }
        for (std::size_t i = 0; i < value->size(); ++i)
            columns.push_back(columnFrom((*value)[i], std::string(key) + "[" + std::to_string(i) + "]"));
    }

    ColumnRef columnFrom(const Json &value, const std::string &where)
    {
        ColumnRef column;
        const auto name = value.is_object() ? value.find("name") : value.end();
        if (!value.is_object() || name == value.end() || !name->is_string()) {
            refuse("`" + where + "` must be an object with a text `name`");
            return column;
        }
        column.name = name->get<std::string>();
        if (column.name.size() > mostNameBytes)
            refuse("`" + where + "` has a name longer than " + std::to_string(mostNameBytes) + " bytes");
        if (const auto occurrence = value.find("occurrence"); occurrence != value.end())
            column.occurrence = static_cast<int>(numberOf(*occurrence, where + ".occurrence", 0, mostOccurrences));
        return column;
    }

    const Json &m_json;
    std::string m_problem;
};

} // namespace

std::string chartText(const ChartSpec &spec)
{
    Json json{{"kind", kindNames[static_cast<std::size_t>(spec.kind)]}};
    if (spec.x)
        json["x"] = jsonOf(*spec.x);
    json["y"] = jsonOf(spec.y);
    if (!spec.second.empty())
        json["second"] = jsonOf(spec.second);
    if (spec.group)
        json["group"] = jsonOf(*spec.group);
    if (spec.volume)
        json["volume"] = jsonOf(*spec.volume);
    json["aggregate"] = aggregateNames[static_cast<std::size_t>(spec.aggregate)];
    json["interval"] = spec.interval;
    json["stacked"] = spec.isStacked;
    json["logarithmic"] = spec.isLogarithmic;
    json["bins"] = spec.bins;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ChartSpec> readChart(std::string_view text)
{
    if (text.size() > mostTextBytes)
        return failure(ErrorCode::InvalidInput, "Chart: the text is longer than any chart's.");
    try {
        const Json json = Json::parse(text);
        if (!json.is_object())
            return failure(ErrorCode::InvalidInput, "Chart: expected an object with keys.");
        return ChartReader(json).read();
    } catch (const Json::exception &problem) {
        return failure(ErrorCode::InvalidInput, "Chart: this is not JSON.", problem.what());
    }
}

} // namespace assay
