// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::exporting {

/// A number in as many groups of seven bits as it needs, least first.
void appendVarint(std::string &out, std::uint64_t value);

/// Writes a struct in Thrift's compact protocol. Fields must come in the order of their ids.
class ThriftWriter
{
public:
    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

    void int8(int id, std::int8_t value);
    void int32(int id, std::int32_t value);
    void int64(int id, std::int64_t value);
    void boolean(int id, bool value);
    void text(int id, std::string_view value);

    /// `fill()` writes its fields.
    template <typename Fill>
    void structure(int id, const Fill &fill)
    {
        field(id, structType);
        inStruct(fill);
    }
    /// `fill(item, i)` writes the fields of one.
    template <typename Items, typename Fill>
    void structures(int id, const Items &items, const Fill &fill)
    {
        beginList(id, structType, items.size());
        for (const auto &item : items)
            inStruct([&] { fill(item); });
    }
    template <typename Items>
    void texts(int id, const Items &items)
    {
        beginList(id, textType, items.size());
        for (const auto &item : items)
            plainText(item);
    }
    template <typename Items>
    void ints32(int id, const Items &items)
    {
        beginList(id, int32Type, items.size());
        for (const std::int32_t item : items)
            zigzag(item);
    }
    /// Ends the outermost struct.
    void end() { m_bytes += '\0'; }

private:
    static constexpr std::uint8_t trueType = 1, falseType = 2, int8Type = 3, int32Type = 5, int64Type = 6, textType = 8, listType = 9, structType = 12;

    template <typename Fill>
    void inStruct(const Fill &fill)
    {
        const int outer = m_last;
        m_last = 0;
        fill();
        end();
        m_last = outer;
    }
    void field(int id, std::uint8_t type);
    void beginList(int id, std::uint8_t type, std::size_t size);
    void zigzag(std::int64_t value);
    void plainText(std::string_view value);

    std::string m_bytes;
    int m_last = 0; ///< id of the field before, in this struct
};

} // namespace assay::exporting
