// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace assay::exporting {

/// Writes FlatBuffers from front to back: a table first, then what it refers to. Places are in bytes from
/// the start.
class FlatWriter
{
public:
    /// A field of a table: its slot in the table's schema and its value, of 1, 2, 4 or 8 bytes. A reference
    /// has 4, and is filled in by refer().
    struct Field
    {
        int slot = 0;
        unsigned bytes = 4;
        std::int64_t value = 0;
    };
    static constexpr Field reference(int slot) { return {slot, 4, 0}; }

    FlatWriter() { m_bytes.assign(4, '\0'); } // refers to the outermost table, which comes first

    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

    /// Writes a table; gives the place of each field.
    std::vector<std::size_t> table(std::initializer_list<Field> fields);
    /// Writes a text.
    void text(std::string_view text);
    /// Writes a list of references; gives the place of each.
    std::vector<std::size_t> references(std::size_t count);

    /// Lets the reference at a place refer to what is written by `write()`, which must be one call of the above.
    template <typename Write>
    auto refer(std::size_t place, const Write &write)
    {
        m_referring = place;
        m_refers = true;
        return write();
    }

private:
    void align(std::size_t bytes) { m_bytes.resize((m_bytes.size() + bytes - 1) / bytes * bytes, '\0'); }
    void put(std::size_t place, unsigned bytes, std::uint64_t value);
    /// What begins here is what the reference refers to.
    void begin();

    std::string m_bytes;
    std::size_t m_referring = 0;
    bool m_refers = true; ///< the outermost table is referred to at once
};

} // namespace assay::exporting
