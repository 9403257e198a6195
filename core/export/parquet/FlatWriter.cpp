// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/FlatWriter.h"

#include <algorithm>

namespace assay::exporting {

std::vector<std::size_t> FlatWriter::table(std::initializer_list<Field> fields)
{
    int slots = 0;
    for (const Field &field : fields)
        slots = std::max(slots, field.slot + 1);
    align(8);
    const std::size_t index = m_bytes.size(); // the "vtable": where each slot's field lies
    m_bytes.resize(index + 4 + 2 * static_cast<std::size_t>(slots), '\0');
    align(8);
    begin();
    const std::size_t start = m_bytes.size();
    m_bytes.resize(start + 4, '\0');
    put(start, 4, start - index);
    std::vector<std::size_t> places;
    for (const Field &field : fields) {
        align(field.bytes);
        places.push_back(m_bytes.size());
        m_bytes.resize(m_bytes.size() + field.bytes, '\0');
        put(places.back(), field.bytes, static_cast<std::uint64_t>(field.value));
        put(index + 4 + 2 * static_cast<std::size_t>(field.slot), 2, places.back() - start);
    }
    put(index, 2, 4 + 2 * static_cast<std::size_t>(slots));
    put(index + 2, 2, m_bytes.size() - start);
    return places;
}

void FlatWriter::text(std::string_view text)
{
    align(4);
    begin();
    m_bytes.resize(m_bytes.size() + 4, '\0');
    put(m_bytes.size() - 4, 4, text.size());
    m_bytes.append(text) += '\0';
}

std::vector<std::size_t> FlatWriter::references(std::size_t count)
{
    align(4);
    begin();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < count; ++i)
        places.push_back(m_bytes.size() + 4 * (i + 1));
    m_bytes.resize(m_bytes.size() + 4 * (count + 1), '\0');
    put(m_bytes.size() - 4 * (count + 1), 4, count);
    return places;
}

void FlatWriter::put(std::size_t place, unsigned bytes, std::uint64_t value)
{
    for (unsigned i = 0; i < bytes; ++i)
        m_bytes[place + i] = static_cast<char>(value >> (8 * i));
}

void FlatWriter::begin()
{
    if (m_refers)
        put(m_referring, 4, m_bytes.size() - m_referring);
    m_refers = false;
}

} // namespace assay::exporting
