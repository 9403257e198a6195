// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/ThriftWriter.h"

namespace assay::exporting {

void appendVarint(std::string &out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7U)
        out += static_cast<char>((value & 0x7FU) | 0x80U);
    out += static_cast<char>(value);
}

void ThriftWriter::int8(int id, std::int8_t value)
{
    field(id, int8Type);
    m_bytes += static_cast<char>(value);
}

void ThriftWriter::int32(int id, std::int32_t value)
{
    field(id, int32Type);
    zigzag(value);
}

void ThriftWriter::int64(int id, std::int64_t value)
{
    field(id, int64Type);
    zigzag(value);
}

void ThriftWriter::boolean(int id, bool value)
{
    field(id, value ? trueType : falseType);
}

void ThriftWriter::text(int id, std::string_view value)
{
    field(id, textType);
    plainText(value);
}

void ThriftWriter::field(int id, std::uint8_t type)
{
    const int step = id - m_last;
    m_last = id;
    m_bytes += static_cast<char>((step <= 15 ? step << 4 : 0) | type);
    if (step > 15)
        zigzag(id);
}

void ThriftWriter::beginList(int id, std::uint8_t type, std::size_t size)
{
    field(id, listType);
    m_bytes += static_cast<char>((size < 15 ? size << 4U : 0xF0U) | type);
    if (size >= 15)
        appendVarint(m_bytes, size);
}

void ThriftWriter::zigzag(std::int64_t value)
{
    appendVarint(m_bytes, (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
}

void ThriftWriter::plainText(std::string_view value)
{
    appendVarint(m_bytes, value.size());
    m_bytes += value;
}

} // namespace assay::exporting
