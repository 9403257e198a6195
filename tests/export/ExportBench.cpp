// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/export/ExportBench.h"

#include <limits>
#include <numeric>
#include <QDir>
#include <QFile>

namespace assay::test {
namespace {

constexpr std::int64_t notATime = std::numeric_limits<std::int64_t>::min();

/// Adds a column of values and names it.
template <typename T>
void add(RawFrame &raw, const char *name, const char *dtype, ColumnType type, std::initializer_list<T> values, bool hasMissing)
{
    raw.addValues(type, bytesOf<T>(values), hasMissing ? bytesOf<std::uint8_t>({0b0111}) : std::vector<std::byte>());
    raw.schema.columns.back().name = name;
    raw.schema.columns.back().dtype = dtype;
}

template <typename T>
void addWhole(RawFrame &raw, const char *name, ColumnType type)
{
    using Limits = std::numeric_limits<T>;
    add<T>(raw, name, name, type, {Limits::min(), Limits::max(), 7, 0}, true);
}

void addText(RawFrame &raw, const char *name, ColumnType type, const std::vector<std::string> &texts)
{
    raw.addTexts(type, texts, bytesOf<std::uint8_t>({0b0111}));
    raw.schema.columns.back().name = name;
    raw.schema.columns.back().dtype = "object";
}

void addTimes(RawFrame &raw)
{
    // The last nanosecond is no millisecond; the second day is before Excel's count.
    add<std::int64_t>(raw, "ns", "datetime64[ns]", ColumnType::Timestamp, {1'763'640'000'582'000'000, 1'763'640'000'000'000'001, -2'208'988'800'000'000'000, notATime}, false);
    add<std::int64_t>(raw, "seconds", "datetime64[s]", ColumnType::Timestamp, {1'763'640'000, 0, -1, notATime}, false);
    raw.schema.columns.back().unit = TimeUnit::Second;
    add<std::int64_t>(raw, "berlin", "datetime64[ns, Europe/Berlin]", ColumnType::Timestamp, {1'763'640'000'000'000'000, 0, 1, notATime}, false);
    raw.schema.columns.back().zone = "Europe/Berlin";
    add<std::int64_t>(raw, "delta", "timedelta64[ns]", ColumnType::Duration, {-1, 93'600'000'000'000, 0, notATime}, false);
    add<std::int32_t>(raw, "day", "object", ColumnType::Date, {20'412, 0, -30'000, 0}, true);
}

} // namespace

std::shared_ptr<const Frame> everyType()
{
    RawFrame raw(4);
    addWhole<std::int8_t>(raw, "Int8", ColumnType::Int8);
    addWhole<std::int16_t>(raw, "Int16", ColumnType::Int16);
    addWhole<std::int32_t>(raw, "Int32", ColumnType::Int32);
    addWhole<std::int64_t>(raw, "Int64", ColumnType::Int64);
    addWhole<std::uint8_t>(raw, "UInt8", ColumnType::UInt8);
    addWhole<std::uint16_t>(raw, "UInt16", ColumnType::UInt16);
    addWhole<std::uint32_t>(raw, "UInt32", ColumnType::UInt32);
    addWhole<std::uint64_t>(raw, "UInt64", ColumnType::UInt64);
    add<float>(raw, "float32", "float32", ColumnType::Float32, {0.1F, -1.5F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}, false);
    add<double>(raw, "float64", "float64", ColumnType::Float64, {0.1, -1e300, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}, false);
    add<std::uint8_t>(raw, "bool", "boolean", ColumnType::Bool, {1, 0, 1, 0}, true);
    addTimes(raw);
    addText(raw, "text", ColumnType::Text, {"=1+1", "\u00e4\u65e5\U0001F600\x08_x0041_\r", "", ""});
    addText(raw, "decimal", ColumnType::Decimal, {"1.10", "-12345678901234567890.5", "1E+3", ""});
    addText(raw, "mixed decimal", ColumnType::Decimal, {"1.5", "NaN", "0.000001", ""});
    addText(raw, "shown", ColumnType::Shown, {"[1, 2]", "-x", "\xFF", ""});
    raw.addDictionary({1, 0, 1, -1}, {"b", "@a", "unused"});
    raw.schema.columns.back().name = "category";
    raw.schema.columns.back().dtype = "category";
    raw.addDictionary({2, 0, 2, -1}, {"kraken", "", "okx"});
    raw.schema.columns.back().name = "exchange";
    raw.schema.columns.back().dtype = "object";
    add<std::int64_t>(raw, "", "int64", ColumnType::Int64, {10, 20, 30, 40}, false);
    raw.schema.columns.back().isIndex = true;
    raw.addTexts(ColumnType::Text, {"a", "b", "c", "d"});
    raw.schema.columns.back().name = "venue";
    raw.schema.columns.back().dtype = "object";
    raw.schema.columns.back().isIndex = true;
    return mapped(raw.bytes());
}

std::shared_ptr<const Frame> longFrame(std::int64_t rows)
{
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(rows));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::vector<std::optional<std::string>> texts;
    for (const std::int64_t number : numbers)
        texts.emplace_back("text " + std::to_string(number * 7919 % 1'000'003));
    FrameBuilder builder(rows);
    builder.addInt64("number", numbers);
    builder.addText("text", texts);
    return built(builder);
}

QStringList ExportFolder::names() const
{
    return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

QByteArray ExportFolder::read(const char *name) const
{
    QFile file(m_folder.filePath(QString::fromUtf8(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ExportFolder::write(const char *name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(QString::fromUtf8(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("tests/export: a file cannot be written");
}

Result<void> exported(const Frame &frame, const std::string &path, const ExportRequest &request)
{
    return exportFrame(frame, request, path, {}, {});
}

} // namespace assay::test
