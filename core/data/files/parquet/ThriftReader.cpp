// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/ThriftReader.h"

#include <limits>

namespace assay::parquet {
namespace {

/// More than any struct of Parquet's nests.
constexpr int deepest = 16;

} // namespace

std::uint8_t ThriftReader::byte()
{
    if (!m_good || m_used >= m_bytes.size()) {
        m_wantsMore = m_wantsMore || m_good;
        m_good = false;
        return 0;
    }
    return m_bytes[m_used++];
}

void ThriftReader::pass(std::uint64_t bytes)
{
    if (m_good && bytes > m_bytes.size() - m_used) {
        m_good = false;
        m_wantsMore = true;
    }
    if (m_good)
        m_used += static_cast<std::size_t>(bytes);
}

std::uint64_t ThriftReader::varint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::uint64_t next = byte();
        value |= (next & 0x7FU) << shift;
        if ((next & 0x80U) == 0)
            return m_good ? value : 0;
    }
    m_good = false;
    return 0;
}

std::int64_t ThriftReader::zigzag()
{
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

ThriftReader::Field ThriftReader::nextField(int &last)
{
    const std::uint8_t head = byte();
    const auto type = static_cast<Type>(head & 0x0FU);
    if (!m_good || type == Type::Stop)
        return {};
    const int step = head >> 4U;
    const std::int64_t id = step != 0 ? last + step : zigzag();
    if (type > Type::Struct || id < 0 || id > std::numeric_limits<std::int16_t>::max())
        m_good = false;
    last = m_good ? static_cast<int>(id) : 0;
    return m_good ? Field{type, last} : Field{};
}

std::int64_t ThriftReader::integer(const Field &field)
{
    if (field.type == Type::Byte)
        return static_cast<std::int8_t>(byte());
    if (field.type != Type::I16 && field.type != Type::I32 && field.type != Type::I64)
        m_good = false;
    return zigzag();
}

std::int32_t ThriftReader::integer32(const Field &field)
{
    const std::int64_t value = integer(field);
    if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max())
        m_good = false;
    return m_good ? static_cast<std::int32_t>(value) : 0;
}

bool ThriftReader::boolean(const Field &field)
{
    if (field.type != Type::True && field.type != Type::False)
        m_good = false;
    return field.type == Type::True;
}

std::string_view ThriftReader::binary(const Field &field)
{
    if (field.type != Type::Binary)
        m_good = false;
    const std::uint64_t size = varint();
    const std::size_t begin = m_used;
    pass(size);
    if (!m_good)
        return {};
    return {reinterpret_cast<const char *>(m_bytes.data()) + begin, static_cast<std::size_t>(size)};
}

ThriftReader::List ThriftReader::list(const Field &field)
{
    if (field.type != Type::List && field.type != Type::Set)
        m_good = false;
    const std::uint8_t head = byte();
    const std::uint64_t size = (head >> 4U) == 0x0FU ? varint() : head >> 4U;
    const auto type = static_cast<Type>(head & 0x0FU);
    // An element has a byte at least.
    if (m_good && size > m_bytes.size() - m_used) {
        m_good = false;
        m_wantsMore = true;
    }
    if (type > Type::Struct || (type == Type::Stop && size > 0))
        m_good = false;
    return m_good ? List{type, static_cast<std::size_t>(size)} : List{};
}

bool ThriftReader::isStruct(const Field &field)
{
    m_good = m_good && field.type == Type::Struct;
    return m_good;
}

void ThriftReader::skip(Type type, int depth)
{
    if (depth > deepest)
        m_good = false;
    if (!m_good)
        return;
    switch (type) {
    case Type::Stop:
    case Type::True:
    case Type::False:
        return; // the value stands in the type
    case Type::Byte:
        return pass(1);
    case Type::I16:
    case Type::I32:
    case Type::I64:
        static_cast<void>(varint());
        return;
    case Type::Double:
        return pass(8);
    case Type::Binary:
        return pass(varint());
    case Type::List:
    case Type::Set:
        return skipList(depth);
    case Type::Map:
        return skipMap(depth);
    case Type::Struct: {
        int last = 0;
        for (Field field = nextField(last); field.type != Type::Stop; field = nextField(last))
            skip(field.type, depth + 1);
        return;
    }
    }
    m_good = false;
}

void ThriftReader::skipList(int depth)
{
    const List list = this->list({Type::List, 0});
    const bool isFlag = list.type == Type::True || list.type == Type::False;
    for (std::size_t i = 0; i < list.size && m_good; ++i)
        isFlag ? pass(1) : skip(list.type, depth + 1);
}

void ThriftReader::skipMap(int depth)
{
    const std::uint64_t size = varint();
    if (size == 0)
        return;
    const std::uint8_t types = byte();
    const auto one = [&](Type type) {
        type == Type::True || type == Type::False ? pass(1) : skip(type, depth + 1);
    };
    const auto key = static_cast<Type>(types >> 4U), value = static_cast<Type>(types & 0x0FU);
    if (key == Type::Stop || value == Type::Stop)
        m_good = false;
    for (std::uint64_t i = 0; i < size && m_good; ++i) {
        one(key);
        one(value);
    }
}

} // namespace assay::parquet
