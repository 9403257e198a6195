// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartSpec.h"

#include "base/Json.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <array>

namespace assay {
namespace {

constexpr std::array<std::string_view, 8> kindNames{"line", "area", "bar", "scatter", "histogram", "box", "candlestick", "pie"};
constexpr std::array<std::string_view, 9> aggregateNames{"plain", "sum", "mean", "count", "min", "max", "median", "first", "last"};
constexpr std::size_t mostColumns = 50;
constexpr std::size_t longestName = 10'000;
constexpr std::int64_t longestInterval = std::int64_t{3'660} * 86'400 * 1'000'000'000;

Json toJson(const ColumnRef &column)
{
    return {{"name", validUtf8(column.name)}, {"occurrence", column.occurrence}};
}

Json toJson(const std::vector<ColumnRef> &columns)
{
    Json list = Json::array();
    for (const ColumnRef &column : columns)
        list.push_back(toJson(column));
    return list;
}

/// What is wrong, for whoever unwinds.
struct Problem
{
    std::string text;
};

class Reader
{
public:
    explicit Reader(const Json &json)
        : m_json(json)
    {
        if (!json.is_object())
            throw Problem{"A chart is a JSON object"};
    }

    template <std::size_t count>
    [[nodiscard]] std::size_t choice(const char *key, const std::array<std::string_view, count> &names) const
    {
        const Json *value = find(key);
        if (value == nullptr)
            return 0;
        const auto found = value->is_string() ? std::ranges::find(names, value->get_ref<const std::string &>()) : names.end();
        if (found == names.end())
            throw Problem{std::string("`") + key + "` names nothing that a chart has"};
        return static_cast<std::size_t>(found - names.begin());
    }

    [[nodiscard]] std::int64_t number(const char *key, std::int64_t usual, std::int64_t least, std::int64_t most) const
    {
        const Json *value = find(key);
        if (value == nullptr)
            return usual;
        if (!value->is_number_integer() || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most)
            throw Problem{std::string("`") + key + "` is not a whole number from " + std::to_string(least) + " to " + std::to_string(most)};
        return value->get<std::int64_t>();
    }

    [[nodiscard]] bool truth(const char *key) const
    {
        const Json *value = find(key);
        if (value != nullptr && !value->is_boolean())
            throw Problem{std::string("`") + key + "` is neither true nor false"};
        return value != nullptr && value->get<bool>();
    }

    [[nodiscard]] std::optional<ColumnRef> column(const char *key) const
    {
        const Json *value = find(key);
        return value == nullptr ? std::nullopt : std::optional(columnOf(*value, key));
    }

    [[nodiscard]] std::vector<ColumnRef> columns(const char *key) const
    {
        std::vector<ColumnRef> columns;
        const Json *value = find(key);
        if (value == nullptr)
            return columns;
        if (!value->is_array() || value->size() > mostColumns)
            throw Problem{std::string("`") + key + "` is not a list of at most " + std::to_string(mostColumns) + " columns"};
        for (const Json &one : *value)
            columns.push_back(columnOf(one, key));
        return columns;
    }

private:
    [[nodiscard]] const Json *find(const char *key) const
    {
        const auto found = m_json.find(key);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }

    static ColumnRef columnOf(const Json &value, const char *key)
    {
        const Problem problem{std::string("`") + key + "` does not name a column"};
        if (!value.is_object())
            throw problem;
        const auto name = value.find("name");
        if (name == value.end() || !name->is_string() || name->get_ref<const std::string &>().size() > longestName)
            throw problem;
        return {name->get<std::string>(), static_cast<int>(Reader(value).number("occurrence", 0, 0, 100'000))};
    }

    const Json &m_json;
};

ChartSpec specOf(const Reader &reader)
{
    ChartSpec spec;
    spec.kind = static_cast<ChartKind>(reader.choice("kind", kindNames));
    spec.aggregate = static_cast<Aggregate>(reader.choice("aggregate", aggregateNames));
    spec.x = reader.column("x");
    spec.y = reader.columns("y");
    spec.second = reader.columns("second");
    spec.group = reader.column("group");
    spec.volume = reader.column("volume");
    spec.interval = reader.number("interval", 0, 0, longestInterval);
    spec.isStacked = reader.truth("stacked");
    spec.isLogarithmic = reader.truth("logarithmic");
    spec.bins = static_cast<int>(reader.number("bins", ChartSpec().bins, 1, ChartSpec::mostBins));
    return spec;
}

/// Texts of which there are few enough to tell apart by eye.
bool isCategory(const ColumnSchema &column)
{
    return column.type == ColumnType::Dictionary || column.type == ColumnType::Text || column.type == ColumnType::Bool;
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

std::string chartText(const ChartSpec &spec)
{
    Json json{{"kind", kindNames[static_cast<std::size_t>(spec.kind)]},
              {"aggregate", aggregateNames[static_cast<std::size_t>(spec.aggregate)]},
              {"y", toJson(spec.y)},
              {"second", toJson(spec.second)},
              {"interval", spec.interval},
              {"stacked", spec.isStacked},
              {"logarithmic", spec.isLogarithmic},
              {"bins", spec.bins}};
    if (spec.x)
        json["x"] = toJson(*spec.x);
    if (spec.group)
        json["group"] = toJson(*spec.group);
    if (spec.volume)
        json["volume"] = toJson(*spec.volume);
    return json.dump();
}

Result<ChartSpec> readChart(std::string_view text)
{
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded())
        return failure(ErrorCode::InvalidInput, "The chart is not JSON.");
    try {
        return specOf(Reader(json));
    } catch (const Problem &problem) {
        return failure(ErrorCode::InvalidInput, problem.text + ".");
    }
}

std::optional<std::size_t> columnOf(const Frame &frame, const ColumnRef &column)
{
    int left = column.occurrence;
    for (std::size_t i = 0; i < frame.columnCount(); ++i)
        if (frame.schema().columns[i].name == column.name && left-- == 0)
            return i;
    return std::nullopt;
}

ColumnRef refOf(const Frame &frame, std::size_t column)
{
    const auto &columns = frame.schema().columns;
    const auto before = std::count_if(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(column),
                                      [&](const ColumnSchema &other) { return other.name == columns[column].name; });
    return {columns[column].name, static_cast<int>(before)};
}

bool isNumeric(const ColumnSchema &column)
{
    return column.type <= ColumnType::Bool || column.type == ColumnType::Decimal || column.type == ColumnType::Duration;
}

bool isTemporal(const ColumnSchema &column)
{
    return column.type == ColumnType::Timestamp || column.type == ColumnType::Date;
}

ChartSpec suggestedChart(const Frame &frame)
{
    ChartSpec spec;
    std::optional<std::size_t> time, category, price, amount;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < frame.columnCount(); ++i) {
        const ColumnSchema &column = frame.schema().columns[i];
        const std::string name = lowered(column.name);
        if (isTemporal(column) && !time)
            time = i;
        else if (isCategory(column) && !category)
            category = i;
        else if (isNumeric(column) && column.type != ColumnType::Bool && !column.isIndex)
            numbers.push_back(i);
        if (isNumeric(column) && name == "price")
            price = i;
        if (isNumeric(column) && (name == "amount" || name == "volume"))
            amount = i;
    }
    if (numbers.empty())
        return spec;
    if (time && price) {
        spec.x = refOf(frame, *time);
        spec.y = {refOf(frame, *price)};
        if (amount)
            spec.volume = refOf(frame, *amount);
        return spec;
    }
    const std::size_t shown = std::min<std::size_t>(numbers.size(), 3);
    if (time) {
        spec.x = refOf(frame, *time);
        for (std::size_t i = 0; i < shown; ++i)
            spec.y.push_back(refOf(frame, numbers[i]));
    } else if (category) {
        spec.kind = ChartKind::Bar;
        spec.x = refOf(frame, *category);
        spec.y = {refOf(frame, numbers.front())};
        spec.aggregate = Aggregate::Sum;
    } else {
        for (std::size_t i = 0; i < shown; ++i)
            spec.y.push_back(refOf(frame, numbers[i]));
        if (frame.schema().columns.front().isIndex && isNumeric(frame.schema().columns.front()))
            spec.x = refOf(frame, 0);
    }
    return spec;
}

} // namespace assay
