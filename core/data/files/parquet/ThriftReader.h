// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace assay::parquet {

using Bytes = std::span<const std::uint8_t>;

/// Reads Thrift's compact protocol, of which nothing is trusted. After the first thing that is wrong
/// nothing more is read: numbers are 0, texts empty, structs at their end.
class ThriftReader
{
public:
    enum class Type : std::uint8_t {
        Stop = 0,
        True = 1,
        False = 2,
        Byte = 3,
        I16 = 4,
        I32 = 5,
        I64 = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12
    };
    struct Field
    {
        Type type = Type::Stop;
        int id = 0;
    };
    struct List
    {
        Type type = Type::Stop;
        std::size_t size = 0; ///< never more than there are bytes left
    };

    explicit ThriftReader(Bytes bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isGood() const { return m_good; }
    /// The bytes came to their end too early; with more of them it might be good.
    [[nodiscard]] bool wantsMore() const { return m_wantsMore; }
    [[nodiscard]] std::size_t used() const { return m_used; }

    /// Reads a struct: `take(field)` says whether it has taken the field; others are passed over.
    template <typename Take>
    void readStruct(Take take)
    {
        int last = 0;
        for (Field field = nextField(last); field.type != Type::Stop; field = nextField(last))
            if (!take(field))
                skip(field.type, 0);
    }
    /// Reads a list of structs: `take()` is called for each, and reads it.
    template <typename Take>
    void readStructs(const Field &field, Take take)
    {
        const List list = this->list(field);
        if (list.size > 0 && list.type != Type::Struct)
            m_good = false;
        for (std::size_t i = 0; i < list.size && m_good; ++i)
            take();
    }

    // The value of a field, which must be of the type that is asked for.
    [[nodiscard]] std::int64_t integer(const Field &field);
    [[nodiscard]] std::int32_t integer32(const Field &field);
    [[nodiscard]] bool boolean(const Field &field);
    [[nodiscard]] std::string_view binary(const Field &field);
    [[nodiscard]] List list(const Field &field);
    /// That it is a struct, which is then to be read.
    [[nodiscard]] bool isStruct(const Field &field);

private:
    [[nodiscard]] Field nextField(int &last);
    [[nodiscard]] std::uint8_t byte();
    [[nodiscard]] std::uint64_t varint();
    [[nodiscard]] std::int64_t zigzag();
    void pass(std::uint64_t bytes);
    void skip(Type type, int depth);
    void skipList(int depth);
    void skipMap(int depth);

    Bytes m_bytes;
    std::size_t m_used = 0;
    bool m_good = true;
    bool m_wantsMore = false;
};

} // namespace assay::parquet
