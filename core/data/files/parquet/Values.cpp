// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/Values.h"

#include "data/files/parquet/DeltaReader.h"
#include "data/files/parquet/HybridReader.h"
#include "frames/CivilTime.h"

#include <cstring>
#include <limits>

namespace assay::parquet {
namespace {

template <typename T>
T loaded(const std::uint8_t *bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// Of a type whose values are all of one size; 0: they are not.
std::size_t sizeOf(const Column &column)
{
    switch (column.physical) {
    case Physical::Int32:
    case Physical::Float:
        return 4;
    case Physical::Int64:
    case Physical::Double:
        return 8;
    case Physical::Int96:
        return 12;
    case Physical::FixedBytes:
        return static_cast<std::size_t>(column.length);
    default:
        return 0;
    }
}

/// Nanoseconds of a day and the Julian day, as Impala and old Spark write times. Beyond what an int64
/// of nanoseconds holds: its least, which is no time.
std::int64_t timeOfInt96(const std::uint8_t *bytes)
{
    constexpr std::int64_t julianDayOf1970 = 2'440'588;
    const std::int64_t days = loaded<std::int32_t>(bytes + 8) - julianDayOf1970;
    std::int64_t time = 0;
    if (__builtin_mul_overflow(days, nanosecondsPerDay, &time) ||
        __builtin_add_overflow(time, loaded<std::int64_t>(bytes), &time))
        return std::numeric_limits<std::int64_t>::min();
    return time;
}

/// One value of a fixed size.
void add(const Column &column, const std::uint8_t *bytes, Values &values)
{
    switch (column.physical) {
    case Physical::Int32:
        values.integers.push_back(loaded<std::int32_t>(bytes));
        break;
    case Physical::Int64:
        values.integers.push_back(loaded<std::int64_t>(bytes));
        break;
    case Physical::Int96:
        values.integers.push_back(timeOfInt96(bytes));
        break;
    case Physical::Float:
        values.reals.push_back(loaded<float>(bytes));
        break;
    case Physical::Double:
        values.reals.push_back(loaded<double>(bytes));
        break;
    default:
        values.texts.emplace_back(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(column.length));
    }
}

bool readPlainTexts(Bytes bytes, std::size_t count, Values &values)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (bytes.size() < 4)
            return false;
        const auto length = loaded<std::uint32_t>(bytes.data());
        bytes = bytes.subspan(4);
        if (length > bytes.size())
            return false;
        values.texts.emplace_back(reinterpret_cast<const char *>(bytes.data()), length);
        bytes = bytes.subspan(length);
    }
    return true;
}

bool takeFlags(const std::vector<std::uint32_t> &flags, Values &values)
{
    values.integers.assign(flags.begin(), flags.end());
    return true;
}

bool readPlain(const Column &column, Bytes bytes, std::size_t count, Values &values)
{
    if (column.physical == Physical::ByteArray)
        return readPlainTexts(bytes, count, values);
    if (column.physical == Physical::Boolean) {
        std::vector<std::uint32_t> flags;
        return unpackBits(bytes, 1, count, flags) && takeFlags(flags, values);
    }
    const std::size_t size = sizeOf(column);
    if (bytes.size() / size < count)
        return false;
    for (std::size_t i = 0; i < count; ++i)
        add(column, bytes.data() + i * size, values);
    return true;
}

bool readFlags(Bytes bytes, std::size_t count, Values &values)
{
    std::vector<std::uint32_t> flags;
    if (bytes.size() < 4 || loaded<std::uint32_t>(bytes.data()) > bytes.size() - 4)
        return false;
    return readHybrid(bytes.subspan(4, loaded<std::uint32_t>(bytes.data())), 1, count, flags) &&
           takeFlags(flags, values);
}

bool readDeltas(const Column &column, Bytes bytes, std::size_t count, Values &values)
{
    if (!takeDeltas(bytes, count, values.integers))
        return false;
    if (column.physical == Physical::Int32)
        for (std::int64_t &value : values.integers)
            value = static_cast<std::int32_t>(value);
    return true;
}

/// The first bytes of all values, then the second ones, and so on.
bool readSplit(const Column &column, Bytes bytes, std::size_t count, Values &values)
{
    const std::size_t size = sizeOf(column);
    if (bytes.size() / size < count || bytes.size() != count * size)
        return false;
    values.made.resize(bytes.size());
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < size; ++k)
            values.made[i * size + k] = static_cast<char>(bytes[k * count + i]);
    for (std::size_t i = 0; i < count; ++i)
        add(column, reinterpret_cast<const std::uint8_t *>(values.made.data()) + i * size, values);
    return true;
}

bool readFrontCoded(const Column &column, Bytes bytes, std::size_t count, Values &values)
{
    if (!readFrontCodedTexts(bytes, count, values.made, values.texts))
        return false;
    for (const std::string_view text : values.texts)
        if (column.physical == Physical::FixedBytes && text.size() != static_cast<std::size_t>(column.length))
            return false;
    return true;
}

} // namespace

Result<void> readValues(const Column &column, std::int32_t encoding, Bytes bytes, std::size_t count, Values &values)
{
    const Physical physical = column.physical;
    const bool isInteger = physical == Physical::Int32 || physical == Physical::Int64;
    std::optional<bool> isGood; // none: no such encoding of the type
    switch (static_cast<Encoding>(encoding)) {
    case Encoding::Plain:
        isGood = readPlain(column, bytes, count, values);
        break;
    case Encoding::Rle:
        if (physical == Physical::Boolean)
            isGood = readFlags(bytes, count, values);
        break;
    case Encoding::DeltaBinaryPacked:
        if (isInteger)
            isGood = readDeltas(column, bytes, count, values);
        break;
    case Encoding::DeltaLengthByteArray:
        if (physical == Physical::ByteArray)
            isGood = takeDeltaTexts(bytes, count, values.texts);
        break;
    case Encoding::DeltaByteArray:
        if (physical == Physical::ByteArray || physical == Physical::FixedBytes)
            isGood = readFrontCoded(column, bytes, count, values);
        break;
    case Encoding::ByteStreamSplit:
        if (sizeOf(column) > 0 && physical != Physical::Int96)
            isGood = readSplit(column, bytes, count, values);
        break;
    default:
        break;
    }
    if (!isGood)
        return failure(ErrorCode::Unsupported,
                       "has values in an encoding that is not supported (" + std::to_string(encoding) + ").");
    if (!*isGood)
        return failure(ErrorCode::InvalidInput, "is damaged: a page has fewer values than it says, or others.");
    return {};
}

} // namespace assay::parquet
