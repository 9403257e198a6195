// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/DiffTable.h"
#include "compare/FrameDiff.h"
#include "compare/KeyJoin.h"
#include "frames/CellText.h"
#include "tests/support/RawFrame.h"

#include <limits>
#include <QTest>
#include <random>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;
using Texts = std::vector<std::optional<std::string>>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<const Frame> prices(const Texts &symbols, const std::vector<double> &numbers, const Texts &notes)
{
    FrameBuilder builder(static_cast<std::int64_t>(symbols.size()));
    builder.addText("symbol", symbols);
    builder.addFloat64("price", numbers);
    builder.addText("note", notes);
    return built(builder);
}

FrameDiff compared(const Frame &before, const Frame &after, const DiffRequest &request = {})
{
    return compareFrames(before, after, request, {}).value();
}

/// A row as its texts, `NA` where one is missing.
Strings rowOf(const Frame &frame, std::int64_t row)
{
    Strings cells;
    for (std::size_t column = 0; column < frame.columnCount(); ++column) {
        const CellText cell = cellText(frame, column, row);
        cells.push_back(cell.isMissing ? "NA" : cell.text);
    }
    return cells;
}

Strings namesOf(const Frame &frame)
{
    Strings names;
    for (const ColumnSchema &column : frame.schema().columns)
        names.push_back(column.name);
    return names;
}

/// A cell as a number or a text, by which the plain rule compares it.
struct Plain
{
    bool isMissing = false;
    double number = 0;
    std::string text;

    bool operator==(const Plain &) const = default;
};

Plain plain(const Frame &frame, std::size_t column, std::int64_t row)
{
    const CellText cell = cellText(frame, column, row);
    if (cell.isMissing)
        return {true, 0, {}};
    const ColumnType type = frame.schema().columns[column].type;
    if (type == ColumnType::Text || type == ColumnType::Dictionary)
        return {false, 0, cell.text};
    return {false, QByteArray::fromStdString(cell.text).toDouble(), {}};
}

/// Columns of a few values each, so that much is alike: a key of texts, one of numbers, two values. How
/// they lie, chance says.
class ChanceFrame
{
public:
    explicit ChanceFrame(std::mt19937_64 &chance)
        : m_chance(chance)
        , m_rows(chance() % 12)
        , m_raw(static_cast<std::int64_t>(m_rows))
    {
        addText("k");
        addNumber("n");
        addNumber("v");
        addText("w");
    }
    [[nodiscard]] std::shared_ptr<const Frame> frame() { return mapped(m_raw.bytes()); }

private:
    void add(RawColumn column, const char *name)
    {
        column.schema.name = name;
        m_raw.add(std::move(column));
    }
    void addText(const char *name)
    {
        RawFrame other(static_cast<std::int64_t>(m_rows));
        RawColumn column;
        column.schema.type = m_chance() % 2 == 0 ? ColumnType::Dictionary : ColumnType::Text;
        const bool isDictionary = column.schema.type == ColumnType::Dictionary;
        const Strings words{"", "a", "b"};
        std::vector<std::int32_t> codes;
        std::vector<std::int64_t> ends{0};
        std::string data;
        for (std::size_t row = 0; row < m_rows; ++row)
            codes.push_back(static_cast<std::int32_t>(m_chance() % 4) - 1);
        for (std::size_t i = 0; i < (isDictionary ? words.size() : m_rows); ++i) {
            data += isDictionary ? words[i] : words[static_cast<std::size_t>(std::max(0, codes[i]))];
            ends.push_back(static_cast<std::int64_t>(data.size()));
        }
        column.offsets = bytesOf(ends);
        const auto bytes = std::as_bytes(std::span(data));
        column.data.assign(bytes.begin(), bytes.end());
        if (isDictionary)
            column.values = bytesOf(codes);
        else
            column.validity = validity([&](std::size_t row) { return codes[row] >= 0; });
        add(std::move(column), name);
    }
    void addNumber(const char *name)
    {
        RawColumn column;
        std::vector<double> numbers;
        std::vector<std::int32_t> integers;
        for (std::size_t row = 0; row < m_rows; ++row) {
            integers.push_back(static_cast<std::int32_t>(m_chance() % 4));
            numbers.push_back(integers.back() == 3 ? notANumber : integers.back());
        }
        const bool isReal = m_chance() % 2 == 0;
        column.schema.type = isReal ? ColumnType::Float64 : ColumnType::Int32;
        column.values = isReal ? bytesOf(numbers) : bytesOf(integers);
        if (!isReal)
            column.validity = validity([&](std::size_t row) { return integers[row] != 3; });
        add(std::move(column), name);
    }
    template <typename IsThere>
    std::vector<std::byte> validity(const IsThere &isThere)
    {
        std::vector<std::byte> bits((m_rows + 7) / 8);
        for (std::size_t row = 0; row < m_rows; ++row)
            if (isThere(row))
                bits[row / 8] |= std::byte{1} << (row % 8);
        return bits;
    }

    std::mt19937_64 &m_chance;
    std::size_t m_rows;
    RawFrame m_raw;
};

/// The rule in plain words: each row after takes the first row before with its key that is still free.
void checkAgainstPlainRule(const Frame &before, const Frame &after, const Strings &keys)
{
    const FrameDiff diff = compared(before, after, {keys, keys.empty()});
    const auto isKey = [&](std::size_t column) { return std::ranges::find(keys, namesOf(before)[column]) != keys.end(); };
    const auto areAlike = [&](const Frame &left, std::int64_t i, const Frame &right, std::int64_t k) {
        for (std::size_t column = 0; column < left.columnCount(); ++column)
            if (isKey(column) && !(plain(left, column, i) == plain(right, column, k)))
                return false;
        return true;
    };
    std::vector<bool> isTaken(static_cast<std::size_t>(before.rows()));
    std::vector<RowPair> added, removed, changed;
    std::int64_t same = 0;
    for (std::int64_t row = 0; row < after.rows(); ++row) {
        std::int64_t match = keys.empty() ? row : 0;
        while (!keys.empty() && match < before.rows() && (isTaken[std::size_t(match)] || !areAlike(before, match, after, row)))
            ++match;
        if (match >= before.rows()) {
            added.push_back({noRow, static_cast<std::uint32_t>(row)});
            continue;
        }
        isTaken[std::size_t(match)] = true;
        bool isChanged = false;
        for (std::size_t column = 0; column < before.columnCount(); ++column)
            isChanged = isChanged || !(plain(before, column, match) == plain(after, column, row));
        if (isChanged)
            changed.push_back({static_cast<std::uint32_t>(match), static_cast<std::uint32_t>(row)});
        else
            ++same;
    }
    for (std::uint32_t row = 0; row < isTaken.size(); ++row)
        if (!isTaken[row])
            removed.push_back({row, noRow});
    const auto told = [&](RowChange change) {
        std::vector<RowPair> rows;
        for (const RowDifference &row : diff.rows) {
            if (row.change != change)
                continue;
            rows.push_back(row.rows);
            for (std::size_t column = 0; change == RowChange::Changed && column < diff.columns.size(); ++column) {
                const ColumnPair &pair = diff.columns[column];
                const bool isChanged = !(plain(before, pair.before, row.rows.before) == plain(after, pair.after, row.rows.after));
                if (diff.isChanged(row, column) != isChanged)
                    qFatal("a cell is told wrongly");
            }
        }
        return rows;
    };
    QVERIFY(told(RowChange::Added) == added);
    QVERIFY(told(RowChange::Removed) == removed);
    QVERIFY(told(RowChange::Changed) == changed);
    QCOMPARE(diff.same, same);
    const auto duplicates = [&](const Frame &frame) {
        std::int64_t count = 0;
        for (std::int64_t row = 0; !keys.empty() && row < frame.rows(); ++row) {
            std::int64_t above = 0;
            while (above < row && !areAlike(frame, above, frame, row))
                ++above;
            count += above < row ? 1 : 0;
        }
        return count;
    };
    QCOMPARE(diff.duplicatesBefore, duplicates(before));
    QCOMPARE(diff.duplicatesAfter, duplicates(after));
}

} // namespace

class FrameDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsByKey()
    {
        const auto before = prices({"BTC", "ETH", "SOL", "XRP"}, {100, 50, 20, 1}, {"a", "b", {}, "d"});
        const auto after = prices({"BTC", "ADA", "XRP", "ETH"}, {110, 2, 1, 50}, {"a", "n", "d", {}});
        const FrameDiff diff = compared(*before, *after);
        QVERIFY(diff.areKeysSuggested);
        QCOMPARE(diff.keys.size(), 1U);
        QCOMPARE(diff.keys[0].name, std::string("symbol"));
        QVERIFY(diff.rows == (std::vector<RowDifference>{{RowChange::Changed, {0, 0}, 0}, {RowChange::Added, {noRow, 1}, 0},
                                                         {RowChange::Removed, {2, noRow}, 0}, {RowChange::Changed, {1, 3}, 1}}));
        QVERIFY(diff.isChanged(diff.rows[0], 0) && !diff.isChanged(diff.rows[0], 1));
        QVERIFY(!diff.isChanged(diff.rows[3], 0) && diff.isChanged(diff.rows[3], 1));
        QCOMPARE(diff.same, 1);
        QVERIFY(diff.changedCells == (std::vector<std::int64_t>{1, 1}));
    }

    void chanceAgainstThePlainRule()
    {
        std::mt19937_64 chance(11); // NOLINT: the same every time
        for (int round = 0; round < 3000; ++round) {
            const auto before = ChanceFrame(chance).frame(), after = ChanceFrame(chance).frame();
            for (const Strings &keys : {Strings{}, Strings{"k"}, Strings{"n"}, Strings{"k", "n"}, Strings{"w", "v", "k"}})
                checkAgainstPlainRule(*before, *after, keys);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void schemasDiffer()
    {
        FrameBuilder left(1), right(1);
        const std::vector<std::int64_t> whole{5};
        const std::vector<double> real{5};
        const Texts text{"x"};
        left.addText("k", text);
        left.addInt64("amount", whole);
        left.addInt64("gone", whole);
        left.addInt64("twice", whole);
        left.addInt64("twice", whole);
        right.addFloat64("amount", real);
        right.addText("k", text);
        right.addInt64("twice", whole);
        right.addFloat64("new", real);
        const auto before = built(left), after = built(right);
        const FrameDiff diff = compared(*before, *after, {{"k"}});
        using Kind = SchemaDifference::Kind;
        QVERIFY(diff.schema.columns == (std::vector<SchemaDifference>{{Kind::Removed, "gone", "int64", {}},
                                                                      {Kind::Removed, "twice", "int64", {}},
                                                                      {Kind::Added, "new", {}, "float64"},
                                                                      {Kind::Retyped, "amount", "int64", "float64"}}));
        QVERIFY(diff.schema.isReordered);
        QCOMPARE(diff.same, 1); // 5 is 5.0
        QVERIFY(compareSchemas(*before, *before).isEmpty());
    }

    void keysAreSuggested()
    {
        const auto twice = prices({"BTC", "BTC"}, {1, 2}, {"a", "b"});
        QCOMPARE(suggestedKeys(*twice, *twice), (Strings{"symbol", "note"}));
        const auto alike = prices({"BTC", "BTC"}, {1, 2}, {"a", "a"});
        QCOMPARE(suggestedKeys(*alike, *twice), Strings{});
        RawFrame raw(2);
        raw.addTexts(ColumnType::Text, {"x", "x"});
        raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({1, 2}));
        FrameSchema named = (static_cast<void>(raw.bytes()), raw.schema);
        named.columns[0].name = "level";
        named.columns[0].isIndex = true;
        named.columns[1].name = "trade_id";
        raw.schema = named;
        const auto levelled = mapped(raw.bytes());
        QCOMPARE(suggestedKeys(*levelled, *levelled), Strings{"level"});
        raw.schema.columns[0].isIndex = false;
        const auto counted = mapped(raw.bytes());
        QCOMPARE(suggestedKeys(*counted, *counted), (Strings{"level", "trade_id"}));
        const FrameDiff byPlace = compared(*alike, *twice);
        QVERIFY(byPlace.keys.empty());
        QCOMPARE(byPlace.changed, 1);
    }

    void unknownKeysAreRefused()
    {
        const auto frame = prices({"BTC"}, {1}, {"a"});
        const auto diff = compareFrames(*frame, *frame, {{"nothing"}}, {});
        QVERIFY(!diff && diff.error().code == ErrorCode::InvalidInput);
        std::stop_source stop;
        stop.request_stop();
        const auto cancelled = compareFrames(*frame, *frame, {{"symbol"}}, stop.get_token());
        QVERIFY(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
    }

    void emptyFrames()
    {
        const auto none = prices({}, {}, {}), some = prices({"BTC", {}}, {1, 2}, {"a", "b"});
        QCOMPARE(compared(*none, *some).added, 2);
        QCOMPARE(compared(*some, *none).removed, 2);
        QVERIFY(compared(*none, *none).rows.empty());
        QCOMPARE(compared(*some, *some).same, 2);
    }

    void theTableHoldsWhatDiffers()
    {
        const auto before = prices({"BTC", "ETH", "SOL"}, {100.1, 50, 20}, {"a", "b", "c"});
        const auto after = prices({"BTC", "ETH", "ADA"}, {100.3, notANumber, 2}, {"a", "b", "n"});
        const FrameDiff diff = compared(*before, *after);
        const DiffTable table = diffTable(*before, *after, diff, {}, {}).value();
        QCOMPARE(namesOf(*table.frame), (Strings{"change", "symbol", "price before", "price after", "price Δ", "price %", "note"}));
        QCOMPARE(rowOf(*table.frame, 0), (Strings{"~ changed", "BTC", "100.1", "100.3", "0.2", "0.2", "a"}));
        QCOMPARE(rowOf(*table.frame, 1), (Strings{"~ changed", "ETH", "50.0", "NA", "NA", "NA", "b"}));
        QCOMPARE(rowOf(*table.frame, 2), (Strings{"+ added", "ADA", "NA", "2.0", "NA", "NA", "n"}));
        QCOMPARE(rowOf(*table.frame, 3), (Strings{"- removed", "SOL", "20.0", "NA", "NA", "NA", "c"}));
        QCOMPARE(table.columns.size(), table.frame->columnCount());
        const DiffTable removed = diffTable(*before, *after, diff, {RowChange::Removed, 10, {}}, {}).value();
        QCOMPARE(removed.frame->rows(), 1);
        QCOMPARE(removed.rows, RowList{3});
        const DiffTable cut = diffTable(*before, *after, diff, {std::nullopt, 2, {}}, {}).value();
        QVERIFY(cut.isCut);
        QCOMPARE(cut.frame->rows(), 2);
        QVERIFY(!diffTable(*before, *after, diff, {std::nullopt, 4, {}}, {}).value().isCut);
    }

    void theTableKeepsTypes()
    {
        const auto frameOf = [](std::int64_t whole, std::int64_t time, const char *decimal, const char *text, bool isDictionary) {
            RawFrame raw(1);
            raw.addValues(ColumnType::Int64, bytesOf({whole}));
            raw.addValues(ColumnType::Timestamp, bytesOf({time}));
            raw.addTexts(ColumnType::Decimal, {decimal});
            if (isDictionary)
                raw.addDictionary({0}, {text});
            else
                raw.addTexts(ColumnType::Text, {text});
            FrameSchema schema = (static_cast<void>(raw.bytes()), raw.schema);
            const Strings names{"n", "t", "d", "x"};
            for (std::size_t i = 0; i < names.size(); ++i)
                schema.columns[i].name = names[i];
            raw.schema = schema;
            return mapped(raw.bytes());
        };
        const auto before = frameOf(std::numeric_limits<std::int64_t>::min(), 0, "1.10", "a", true);
        const auto after = frameOf(std::numeric_limits<std::int64_t>::max(), 60'000'000'000, "1.2", "b", false);
        const FrameDiff diff = compared(*before, *after, {{}, true});
        const DiffTable table = diffTable(*before, *after, diff, {}, {}).value();
        QCOMPARE(rowOf(*table.frame, 0),
                 (Strings{"~ changed", "0", "-9223372036854775808", "9223372036854775807", "18446744073709551615", "200.0",
                          "1970-01-01 00:00:00", "1970-01-01 00:01:00", "0 days 00:01:00", "1.10", "1.2", "0.1", "9.09", "a", "b"}));
        QVERIFY(table.frame->schema().columns[8].type == ColumnType::Duration);
    }
};

QTEST_APPLESS_MAIN(FrameDiffTest)
#include "tst_FrameDiff.moc"
