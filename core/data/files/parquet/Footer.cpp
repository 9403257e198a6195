// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/Footer.h"

#include <array>
#include <limits>

namespace assay::parquet {
namespace {

using Field = ThriftReader::Field;

constexpr std::size_t mostColumns = 100'000;

/// One element of the schema, which is a tree written out depth first.
struct Element
{
    std::optional<std::int32_t> type;
    std::int32_t length = 0;
    std::int32_t repetition = 0;
    std::string name;
    std::int32_t children = 0;
    std::optional<std::int32_t> converted;
    std::int32_t scale = 0, precision = 0;
    std::int32_t logical = 0; ///< the id of the union's field; 0: none
    std::int64_t unit = 0;
    bool isUtc = false;
    bool isSigned = true;
};

tl::unexpected<Error> damaged(const std::string &what)
{
    return failure(ErrorCode::InvalidInput, "is damaged: " + what);
}

std::int64_t readUnit(ThriftReader &in)
{
    std::int64_t unit = 0;
    in.readStruct([&](const Field &field) {
        constexpr std::int64_t units[] = {1'000'000, 1'000, 1};
        if (field.id >= 1 && field.id <= 3)
            unit = units[field.id - 1];
        return false;
    });
    return unit;
}

/// Of DECIMAL, TIME, TIMESTAMP and INTEGER; their fields do not get into each other's way.
void readLogicalDetails(ThriftReader &in, Element &element, int logical)
{
    constexpr int decimal = 5, time = 7, timestamp = 8, integer = 10;
    in.readStruct([&](const Field &field) {
        if (logical == decimal && (field.id == 1 || field.id == 2))
            (field.id == 1 ? element.scale : element.precision) = in.integer32(field);
        else if ((logical == time || logical == timestamp) && field.id == 1)
            element.isUtc = in.boolean(field);
        else if ((logical == time || logical == timestamp) && field.id == 2 && in.isStruct(field))
            element.unit = readUnit(in);
        else if (logical == integer && field.id == 2)
            element.isSigned = in.boolean(field);
        else
            return false;
        return true;
    });
}

void readLogical(ThriftReader &in, Element &element)
{
    in.readStruct([&](const Field &field) {
        if (!in.isStruct(field))
            return true;
        element.logical = field.id;
        readLogicalDetails(in, element, field.id);
        return true;
    });
}

Element readElement(ThriftReader &in)
{
    Element element;
    in.readStruct([&](const Field &field) {
        switch (field.id) {
        case 1:
            element.type = in.integer32(field);
            break;
        case 2:
            element.length = in.integer32(field);
            break;
        case 3:
            element.repetition = in.integer32(field);
            break;
        case 4:
            element.name = in.binary(field);
            break;
        case 5:
            element.children = in.integer32(field);
            break;
        case 6:
            element.converted = in.integer32(field);
            break;
        case 7:
            element.scale = in.integer32(field);
            break;
        case 8:
            element.precision = in.integer32(field);
            break;
        case 10:
            if (in.isStruct(field))
                readLogical(in, element);
            break;
        default:
            return false;
        }
        return true;
    });
    return element;
}

/// The older way to say it.
void applyConverted(Column &column, const Element &element)
{
    switch (element.converted.value_or(-1)) {
    case 0:  // UTF8
    case 4:  // ENUM
    case 19: // JSON
        column.logical = Logical::Text;
        break;
    case 5:
        column.logical = Logical::Decimal;
        break;
    case 6:
        column.logical = Logical::Date;
        break;
    case 7:
    case 8:
        column.logical = Logical::Time;
        column.unit = *element.converted == 7 ? 1'000'000 : 1'000;
        break;
    case 9:
    case 10:
        column.logical = Logical::Timestamp;
        column.unit = *element.converted == 9 ? 1'000'000 : 1'000;
        column.isUtc = true;
        break;
    case 11:
    case 12:
    case 13:
    case 14:
        column.logical = Logical::Unsigned;
        break;
    case 15:
    case 16:
    case 17:
    case 18:
        column.logical = Logical::Signed;
        break;
    case -1:
        break;
    default:
        column.problem = "is of a kind that is not supported (converted type " + std::to_string(*element.converted) + ")";
    }
}

void applyLogical(Column &column, const Element &element)
{
    switch (element.logical) {
    case 1:  // STRING
    case 4:  // ENUM
    case 12: // JSON
        column.logical = Logical::Text;
        break;
    case 5:
        column.logical = Logical::Decimal;
        break;
    case 6:
        column.logical = Logical::Date;
        break;
    case 7:
        column.logical = Logical::Time;
        break;
    case 8:
        column.logical = Logical::Timestamp;
        break;
    case 10:
        column.logical = element.isSigned ? Logical::Signed : Logical::Unsigned;
        break;
    case 11: // UNKNOWN: always null
        break;
    default:
        column.problem = "is of a kind that is not supported (logical type " + std::to_string(element.logical) + ")";
    }
    column.unit = element.unit;
    column.isUtc = element.isUtc;
}

/// True where values of the one may be of the other.
bool fit(Physical physical, Logical logical)
{
    const bool isInt32 = physical == Physical::Int32, isInt64 = physical == Physical::Int64;
    const bool isBytes = physical == Physical::ByteArray || physical == Physical::FixedBytes;
    switch (logical) {
    case Logical::None:
        return true;
    case Logical::Text:
        return isBytes;
    case Logical::Timestamp:
        return isInt64;
    case Logical::Date:
        return isInt32;
    case Logical::Decimal:
        return isInt32 || isInt64 || isBytes;
    default:
        return isInt32 || isInt64;
    }
}

Column columnOf(const Element &element)
{
    constexpr int mostDigits = 76, longestFixed = 1 << 20;
    constexpr int repeated = 2;
    Column column;
    column.name = element.name;
    column.isOptional = element.repetition == 1;
    column.length = element.length;
    column.scale = element.scale;
    column.precision = element.precision;
    if (element.repetition == repeated)
        column.problem = "is a list in each row, which is not supported";
    if (!element.type || *element.type < 0 || *element.type > static_cast<std::int32_t>(Physical::FixedBytes)) {
        column.problem = "is of an unknown type";
        return column;
    }
    column.physical = static_cast<Physical>(*element.type);
    element.logical != 0 ? applyLogical(column, element) : applyConverted(column, element);
    if (column.physical == Physical::FixedBytes && (column.length <= 0 || column.length > longestFixed))
        column.problem = "has an impossible length";
    if (!fit(column.physical, column.logical) || ((column.logical == Logical::Timestamp || column.logical == Logical::Time) && column.unit == 0))
        column.problem = "has a type that contradicts itself";
    if (column.logical == Logical::Decimal && (column.scale < 0 || column.scale > mostDigits))
        column.problem = "has an impossible number of digits";
    return column;
}

/// The columns beneath the root; what is nested stays one column, with a problem.
Result<void> takeSchema(Footer &footer, const std::vector<Element> &elements)
{
    if (elements.empty() || elements.front().children < 0)
        return damaged("it has no schema.");
    std::size_t next = 1;
    for (std::int32_t i = 0; i < elements.front().children; ++i) {
        if (next >= elements.size())
            return damaged("its schema is cut off.");
        Column column = columnOf(elements[next]);
        column.leaf = footer.leaves;
        column.leafCount = 0;
        // How many elements there still are of what is nested; a group adds its children.
        for (std::uint64_t open = 1; open > 0; ++next) {
            if (next >= elements.size() || elements[next].children < 0)
                return damaged("its schema is cut off.");
            const bool isGroup = elements[next].children > 0 || !elements[next].type;
            if (isGroup)
                column.problem = "is nested, which is not supported";
            column.leafCount += isGroup ? 0 : 1;
            open += static_cast<std::uint64_t>(elements[next].children) - 1;
        }
        footer.leaves += column.leafCount;
        footer.columns.push_back(std::move(column));
    }
    if (next != elements.size())
        return damaged("its schema has something left over.");
    return {};
}

void readChunkDetails(ThriftReader &in, Chunk &chunk)
{
    in.readStruct([&](const Field &field) {
        switch (field.id) {
        case 1: {
            const std::int32_t type = in.integer32(field);
            if (type >= 0 && type <= static_cast<std::int32_t>(Physical::FixedBytes))
                chunk.physical = static_cast<Physical>(type);
            break;
        }
        case 4:
            chunk.codec = in.integer32(field);
            break;
        case 5:
            chunk.values = in.integer(field);
            break;
        case 7:
            chunk.bytes = in.integer(field);
            break;
        case 9:
            chunk.dataOffset = in.integer(field);
            break;
        case 11:
            chunk.dictionaryOffset = in.integer(field);
            break;
        default:
            return false;
        }
        return true;
    });
}

Chunk readChunk(ThriftReader &in)
{
    Chunk chunk;
    bool hasDetails = false;
    in.readStruct([&](const Field &field) {
        constexpr int path = 1, details = 3, encryption = 8;
        if (field.id == path)
            chunk.isElsewhere = chunk.isElsewhere || !in.binary(field).empty();
        else if (field.id == details && in.isStruct(field)) {
            hasDetails = true;
            readChunkDetails(in, chunk);
        } else {
            chunk.isElsewhere = chunk.isElsewhere || field.id == encryption;
            return false;
        }
        return true;
    });
    chunk.isElsewhere = chunk.isElsewhere || !hasDetails;
    return chunk;
}

RowGroup readGroup(ThriftReader &in)
{
    RowGroup group;
    in.readStruct([&](const Field &field) {
        if (field.id == 1)
            in.readStructs(field, [&] { group.chunks.push_back(readChunk(in)); });
        else if (field.id == 3)
            group.rows = in.integer(field);
        else
            return false;
        return true;
    });
    return group;
}

Result<void> checkGroups(const Footer &footer)
{
    std::int64_t rows = 0;
    for (const RowGroup &group : footer.groups) {
        if (group.rows < 0 || __builtin_add_overflow(rows, group.rows, &rows))
            return damaged("a row group has an impossible number of rows.");
        if (group.chunks.size() != footer.leaves)
            return damaged("a row group lacks columns.");
    }
    if (rows != footer.rows)
        return damaged("its row groups have " + std::to_string(rows) + " rows, but it says that it has " +
                       std::to_string(footer.rows) + ".");
    return {};
}

} // namespace

std::string typeText(const Column &column)
{
    constexpr std::array physical{"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"};
    const std::string unit = column.unit == 1'000'000 ? "ms" : column.unit == 1'000 ? "us" : "ns";
    if (column.problem.starts_with("is nested"))
        return "nested";
    const std::string plain = physical[static_cast<std::size_t>(column.physical)];
    switch (column.logical) {
    case Logical::Text:
        return "STRING";
    case Logical::Timestamp:
        return "TIMESTAMP(" + unit + (column.isUtc ? ", UTC)" : ")");
    case Logical::Date:
        return "DATE";
    case Logical::Time:
        return "TIME(" + unit + ")";
    case Logical::Decimal:
        return "DECIMAL(" + std::to_string(column.precision) + ", " + std::to_string(column.scale) + ")";
    case Logical::Unsigned:
        return "U" + plain;
    default:
        return plain;
    }
}

Result<Footer> readFooter(Bytes bytes)
{
    ThriftReader in(bytes);
    Footer footer;
    std::vector<Element> elements;
    bool isEncrypted = false;
    in.readStruct([&](const Field &field) {
        constexpr int schema = 2, rows = 3, groups = 4, encryption = 8;
        if (field.id == schema)
            in.readStructs(field, [&] { elements.push_back(readElement(in)); });
        else if (field.id == rows)
            footer.rows = in.integer(field);
        else if (field.id == groups)
            in.readStructs(field, [&] { footer.groups.push_back(readGroup(in)); });
        else {
            isEncrypted = isEncrypted || field.id == encryption;
            return false;
        }
        return true;
    });
    if (!in.isGood())
        return damaged("its footer cannot be read.");
    if (isEncrypted)
        return failure(ErrorCode::Unsupported, "is encrypted, which is not supported.");
    if (elements.size() > mostColumns)
        return failure(ErrorCode::Unsupported, "has too many columns.");
    Result<void> done = takeSchema(footer, elements);
    if (done)
        done = checkGroups(footer);
    if (!done)
        return tl::unexpected(done.error());
    return footer;
}

std::optional<PageHeader> readPageHeader(ThriftReader &in)
{
    PageHeader page;
    const auto readData = [&](const Field &field) {
        if (field.id == 1)
            page.values = in.integer32(field);
        else if (field.id == 2)
            page.encoding = in.integer32(field);
        else if (field.id == 3)
            page.levelEncoding = in.integer32(field);
        else
            return false;
        return true;
    };
    const auto readDictionary = [&](const Field &field) {
        return field.id <= 2 && readData(field);
    };
    const auto readDataV2 = [&](const Field &field) {
        if (field.id == 1)
            page.values = in.integer32(field);
        else if (field.id == 4)
            page.encoding = in.integer32(field);
        else if (field.id == 5)
            page.definitionBytes = in.integer32(field);
        else if (field.id == 6)
            page.repetitionBytes = in.integer32(field);
        else if (field.id == 7)
            page.isCompressed = in.boolean(field);
        else
            return false;
        return true;
    };
    in.readStruct([&](const Field &field) {
        if (field.id == 1)
            page.kind = in.integer32(field);
        else if (field.id == 2)
            page.uncompressed = in.integer32(field);
        else if (field.id == 3)
            page.compressed = in.integer32(field);
        else if (field.id == 5 && in.isStruct(field))
            in.readStruct(readData);
        else if (field.id == 7 && in.isStruct(field))
            in.readStruct(readDictionary);
        else if (field.id == 8 && in.isStruct(field))
            in.readStruct(readDataV2);
        else
            return false;
        return true;
    });
    const bool isGood = in.isGood() && page.uncompressed >= 0 && page.compressed >= 0 && page.values >= 0 &&
                        page.definitionBytes >= 0 && page.repetitionBytes >= 0;
    return isGood ? std::optional(page) : std::nullopt;
}

} // namespace assay::parquet
