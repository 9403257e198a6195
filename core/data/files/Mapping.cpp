// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/Mapping.h"

#include "data/files/CellReading.h"
#include "data/files/SmallFile.h"
#include "data/files/TimePattern.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace assay::files {
namespace {

constexpr std::uint64_t largestMapping = 1U << 20;
constexpr int mostSkipped = 1'000'000;
constexpr int mostColumns = 100'000;

constexpr std::pair<Encoding, std::string_view> encodings[] = {
    {Encoding::Utf8, "utf-8"},           {Encoding::Utf16le, "utf-16le"},
    {Encoding::Utf16be, "utf-16be"},     {Encoding::Windows1252, "windows-1252"},
    {Encoding::Iso8859_1, "iso-8859-1"}, {Encoding::Iso8859_15, "iso-8859-15"}};

constexpr std::pair<TimeForm::Kind, std::string_view> timeKinds[] = {
    {TimeForm::Kind::Iso, "iso"},
    {TimeForm::Kind::Seconds, "seconds"},
    {TimeForm::Kind::Milliseconds, "milliseconds"},
    {TimeForm::Kind::Microseconds, "microseconds"},
    {TimeForm::Kind::Nanoseconds, "nanoseconds"}};

/// Between the thousands of a number; the last two are the space that does not break and its narrow
/// sister.
constexpr std::string_view thousandsMarks[] = {"", ",", ".", " ", "'", "_", "\u00a0", "\u202f"};

tl::unexpected<Error> wrong(const std::string &key, const std::string &what)
{
    return failure(ErrorCode::InvalidInput, "In the mapping, \"" + key + "\" " + what + ".");
}

/// Reads one object of the mapping key by key. After the first error all else is passed over.
class ObjectReader
{
public:
    ObjectReader(const Json &object, std::string name, Result<void> &done)
        : m_object(object)
        , m_name(std::move(name))
        , m_done(done)
    {
        if (m_done && !object.is_object())
            m_done = wrong(m_name.empty() ? "the whole" : m_name, "must be an object");
    }

    [[nodiscard]] std::string keyOf(const std::string &key) const
    {
        return m_name.empty() ? key : m_name + "." + key;
    }

    void onlyKnows(std::initializer_list<std::string_view> keys)
    {
        if (!m_done)
            return;
        for (const auto &[key, value] : m_object.items())
            if (m_done && std::ranges::find(keys, key) == keys.end())
                m_done = wrong(keyOf(key), "is not known");
    }

    /// The value of a key that is there, and not null.
    const Json *find(const std::string &key)
    {
        if (!m_done)
            return nullptr;
        const auto found = m_object.find(key);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }

    const std::string *text(const std::string &key)
    {
        const Json *value = find(key);
        if (value != nullptr && !value->is_string())
            m_done = wrong(keyOf(key), "must be a text");
        return value != nullptr && m_done ? value->get_ptr<const std::string *>() : nullptr;
    }

    std::optional<int> number(const std::string &key, int least, int most)
    {
        const Json *value = find(key);
        if (value == nullptr)
            return std::nullopt;
        // One beyond the int64's end comes out negative.
        const bool isGood = value->is_number_integer() && value->get<std::int64_t>() >= least &&
                            value->get<std::int64_t>() <= most;
        if (!isGood)
            m_done = wrong(keyOf(key), "must be a whole number from " + std::to_string(least) + " to " +
                                           std::to_string(most));
        return isGood ? std::optional(value->get<int>()) : std::nullopt;
    }

    void fail(const std::string &key, const std::string &what)
    {
        if (m_done)
            m_done = wrong(keyOf(key), what);
    }

private:
    const Json &m_object;
    std::string m_name;
    Result<void> &m_done;
};

/// One letter out of some; an empty text is 0 where that is one of them.
void readLetter(ObjectReader &in, const std::string &key, std::string_view letters, const char *what, char &letter)
{
    const std::string *text = in.text(key);
    if (text == nullptr)
        return;
    const char given = text->empty() ? '\0' : text->front();
    if (text->size() > 1 || letters.find(given) == std::string_view::npos)
        in.fail(key, what);
    else
        letter = given;
}

CsvForm readCsvForm(const Json &json, Result<void> &done)
{
    CsvForm form;
    ObjectReader in(json, "csv", done);
    in.onlyKnows({"encoding", "separator", "quote", "decimal", "thousands", "header", "skip"});
    if (const std::string *text = in.text("encoding")) {
        const auto found = std::ranges::find(encodings, *text, &std::pair<Encoding, std::string_view>::second);
        if (found == std::end(encodings))
            in.fail("encoding", "must be utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1 or iso-8859-15");
        else
            form.encoding = found->first;
    }
    readLetter(in, "separator", ",;\t| ", "must be one of , ; | a tab and a space", form.separator);
    readLetter(in, "quote", std::string_view("\"'`\0", 4), "must be one of \" ' ` or empty", form.quote);
    readLetter(in, "decimal", ".,", "must be . or ,", form.decimal);
    if (const std::string *text = in.text("thousands")) {
        if (std::ranges::find(thousandsMarks, *text) == std::end(thousandsMarks))
            in.fail("thousands", "must be one of , . ' _ and a space, or empty");
        form.thousands = *text;
    }
    if (form.thousands == std::string(1, form.decimal))
        in.fail("thousands", "must not be the decimal mark");
    if (const Json *header = in.find("header")) {
        if (header->is_boolean())
            form.hasHeader = header->get<bool>();
        else
            in.fail("header", "must be true or false");
    }
    form.skip = in.number("skip", 0, mostSkipped).value_or(0);
    return form;
}

/// Seconds of `UTC`, `+02:00`; the farthest zones there are lie 14 hours off.
std::optional<int> zoneOf(std::string_view text)
{
    if (text == "UTC")
        return 0;
    const auto digit = [&](std::size_t i) { return text[i] - '0'; };
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    for (const std::size_t i : {1U, 2U, 4U, 5U})
        if (digit(i) < 0 || digit(i) > 9)
            return std::nullopt;
    const int minutes = (digit(1) * 10 + digit(2)) * 60 + digit(4) * 10 + digit(5);
    if (digit(4) > 5 || minutes > 14 * 60)
        return std::nullopt;
    return (text[0] == '-' ? -minutes : minutes) * 60;
}

TimeForm readTimeForm(const Json &json, Result<void> &done)
{
    TimeForm form;
    ObjectReader in(json, "time", done);
    in.onlyKnows({"written", "zone"});
    if (const std::string *text = in.text("written")) {
        const auto found = std::ranges::find(timeKinds, *text, &std::pair<TimeForm::Kind, std::string_view>::second);
        if (found != std::end(timeKinds)) {
            form.kind = found->first;
        } else if (const auto pattern = TimePattern::create(*text)) {
            form.kind = TimeForm::Kind::Pattern;
            form.pattern = *text;
        } else {
            in.fail("written", "must be iso, seconds, milliseconds, microseconds, nanoseconds or a pattern: " +
                                   pattern.error().text);
        }
    }
    if (const std::string *text = in.text("zone")) {
        const std::optional<int> zone = zoneOf(*text);
        if (!zone)
            in.fail("zone", "must be UTC or an offset such as +02:00");
        form.zone = zone.value_or(0);
    }
    return form;
}

Origin readOrigin(const Json &json, const std::string &key, Result<void> &done)
{
    ObjectReader in(json, key, done);
    in.onlyKnows({"column", "number", "text"});
    if (done && json.size() != 1)
        done = wrong(key, "must have one of \"column\", \"number\" and \"text\"");
    if (const std::string *name = in.text("column"))
        return NamedColumn{*name};
    if (const auto number = in.number("number", 1, mostColumns))
        return NumberedColumn{*number};
    if (const std::string *text = in.text("text"))
        return FixedText{*text};
    if (done)
        done = wrong(key, "must not hold null");
    return {};
}

void readOrigins(Mapping &mapping, const Json &json, Result<void> &done)
{
    ObjectReader in(json, "columns", done);
    const std::vector<std::string> &fields = TradeQuestion::fields();
    for (std::size_t i = 0; i < fieldCount; ++i)
        if (const Json *origin = in.find(fields[i]))
            mapping.origins[i] = readOrigin(*origin, in.keyOf(fields[i]), done);
    if (!done)
        return;
    for (const auto &[key, value] : json.items())
        if (std::ranges::find(fields, key) == fields.end())
            in.fail(key, "is no column of the trades");
}

void readSides(Mapping &mapping, const Json &json, Result<void> &done)
{
    ObjectReader in(json, "sides", done);
    if (!done)
        return;
    for (const auto &[key, value] : json.items())
        if (const std::string *side = in.text(key))
            mapping.sides.emplace(key, *side);
        else
            in.fail(key, "must be a text");
}

/// What each key allows but not all of them together.
Result<void> checkTogether(const Mapping &mapping)
{
    const bool readsFile = std::ranges::any_of(mapping.origins, [](const Origin &origin) {
        return std::holds_alternative<NamedColumn>(origin) || std::holds_alternative<NumberedColumn>(origin);
    });
    if (!readsFile)
        return wrong("columns", "must name at least one column of the file");
    const CellReader reader(mapping);
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto field = static_cast<Field>(i);
        const auto *fixed = std::get_if<FixedText>(&mapping.origins[i]);
        const std::string key = "columns." + TradeQuestion::fields()[i] + ".text";
        if (fixed != nullptr && isNumber(field) && !reader.number(fixed->text))
            return wrong(key, "is no number");
        if (fixed != nullptr && field == Field::Timestamp && !reader.time(fixed->text))
            return wrong(key, "is no time");
        if (!mapping.csv.hasHeader && std::holds_alternative<NamedColumn>(mapping.origins[i]))
            return wrong("columns." + TradeQuestion::fields()[i], "names a column, but the file has no header");
    }
    return {};
}

Json originJson(const Origin &origin)
{
    if (const auto *named = std::get_if<NamedColumn>(&origin))
        return {{"column", named->name}};
    if (const auto *numbered = std::get_if<NumberedColumn>(&origin))
        return {{"number", numbered->number}};
    if (const auto *fixed = std::get_if<FixedText>(&origin))
        return {{"text", fixed->text}};
    return nullptr;
}

std::string letterText(char letter)
{
    return letter == '\0' ? std::string() : std::string(1, letter);
}

/// For an error: the columns that there are.
std::string listed(const std::vector<std::string> &columns)
{
    constexpr std::size_t most = 30;
    std::string list;
    for (std::size_t i = 0; i < std::min(columns.size(), most); ++i)
        list += (i == 0 ? "\"" : ", \"") + columns[i] + "\"";
    return columns.size() > most ? list + ", …" : list;
}

} // namespace

bool isNumber(Field field)
{
    return field == Field::Amount || field == Field::Price || field == Field::Fee;
}

std::string_view encodingName(Encoding encoding)
{
    return std::ranges::find(encodings, encoding, &std::pair<Encoding, std::string_view>::first)->second;
}

std::string_view kindName(FileKind kind)
{
    return kind == FileKind::Csv ? "csv" : "parquet";
}

std::string zoneText(int zone)
{
    if (zone == 0)
        return "UTC";
    char text[16];
    const int minutes = std::abs(zone) / 60;
    std::snprintf(text, sizeof text, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return text;
}

std::string timeFormText(const TimeForm &time)
{
    if (time.kind == TimeForm::Kind::Pattern)
        return time.pattern;
    const auto found =
        std::ranges::find(timeKinds, time.kind, &std::pair<TimeForm::Kind, std::string_view>::first);
    return std::string(found->second);
}

Result<Mapping> mappingFromJson(const Json &json)
{
    Mapping mapping;
    Result<void> done;
    ObjectReader in(json, {}, done);
    in.onlyKnows({"kind", "csv", "time", "columns", "sides"});
    const std::string *kind = in.text("kind");
    if (kind == nullptr || (*kind != "csv" && *kind != "parquet"))
        in.fail("kind", "must be csv or parquet");
    else
        mapping.kind = *kind == "csv" ? FileKind::Csv : FileKind::Parquet;
    if (const Json *csv = in.find("csv")) {
        if (mapping.kind == FileKind::Parquet)
            in.fail("csv", "is not for Parquet files");
        mapping.csv = readCsvForm(*csv, done);
    }
    if (const Json *time = in.find("time"))
        mapping.time = readTimeForm(*time, done);
    if (const Json *columns = in.find("columns"))
        readOrigins(mapping, *columns, done);
    else
        in.fail("columns", "must be an object");
    if (const Json *sides = in.find("sides"))
        readSides(mapping, *sides, done);
    if (done)
        done = checkTogether(mapping);
    if (!done)
        return tl::unexpected(done.error());
    return mapping;
}

Result<Mapping> readMapping(const std::string &path)
{
    const Result<std::string> text = readSmallFile(path, "mapping", largestMapping);
    if (!text)
        return tl::unexpected(text.error());
    const Json json = Json::parse(*text, nullptr, false);
    if (json.is_discarded())
        return failure(ErrorCode::InvalidInput, "The mapping " + path + " is not JSON.");
    Result<Mapping> mapping = mappingFromJson(json);
    if (!mapping)
        mapping.error().text += " It is the file " + path + ".";
    return mapping;
}

Json toJson(const Mapping &mapping)
{
    Json json{{"kind", kindName(mapping.kind)}};
    const CsvForm &csv = mapping.csv;
    if (mapping.kind == FileKind::Csv)
        json["csv"] = {{"encoding", encodingName(csv.encoding)},
                       {"separator", letterText(csv.separator)},
                       {"quote", letterText(csv.quote)},
                       {"decimal", letterText(csv.decimal)},
                       {"thousands", csv.thousands},
                       {"header", csv.hasHeader},
                       {"skip", csv.skip}};
    json["time"] = {{"written", timeFormText(mapping.time)}, {"zone", zoneText(mapping.time.zone)}};
    json["columns"] = Json::object();
    for (std::size_t i = 0; i < fieldCount; ++i)
        json["columns"][TradeQuestion::fields()[i]] = originJson(mapping.origins[i]);
    json["sides"] = Json::object();
    for (const auto &[theirs, ours] : mapping.sides)
        json["sides"][theirs] = ours;
    return json;
}

Result<Places> placesOf(const Mapping &mapping, const std::vector<std::string> &columns)
{
    Places places;
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const std::string &field = TradeQuestion::fields()[i];
        if (const auto *numbered = std::get_if<NumberedColumn>(&mapping.origins[i])) {
            if (std::cmp_greater(numbered->number, columns.size()))
                return failure(ErrorCode::InvalidInput,
                               "The mapping reads " + field + " from column " + std::to_string(numbered->number) +
                                   ", but the file has " + std::to_string(columns.size()) + ".");
            places[i] = static_cast<std::size_t>(numbered->number - 1);
        }
        const auto *named = std::get_if<NamedColumn>(&mapping.origins[i]);
        if (named == nullptr)
            continue;
        const auto count = std::ranges::count(columns, named->name);
        if (count == 0)
            return failure(ErrorCode::InvalidInput, "The mapping reads " + field + " from a column \"" +
                                                        named->name + "\", which the file has not; it has " +
                                                        listed(columns) + ".");
        if (count > 1)
            return failure(ErrorCode::InvalidInput, "The mapping reads " + field + " from the column \"" +
                                                        named->name + "\", but the file has " +
                                                        std::to_string(count) +
                                                        " of that name; give its number instead.");
        places[i] = static_cast<std::size_t>(std::ranges::find(columns, named->name) - columns.begin());
    }
    return places;
}

} // namespace assay::files
