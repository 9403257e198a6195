// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/Frame.h"

#include "frames/SafeText.h"

#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>

namespace assay {

namespace {

template <typename T>
T load(const std::byte *buffer, std::uint64_t i)
{
    T value;
    std::memcpy(&value, buffer + i * sizeof(T), sizeof(T));
    return value;
}

/// A frame someone could still shrink would end its reader with SIGBUS.
Result<void> checkSealed(int fd)
{
    constexpr int needed = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0)
        return systemFailure("The frame cannot be read: it is not in a sealable memory file");
    if ((seals & needed) != needed)
        return failure(ErrorCode::Protocol, "The frame cannot be read: its memory is not sealed.",
                       "seals " + std::to_string(seals));
    return {};
}

Result<void> checkLength(int fd, std::uint64_t offset, std::uint64_t bytes)
{
    struct stat status = {};
    if (::fstat(fd, &status) != 0)
        return systemFailure("The frame's size cannot be read");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    if (bytes == 0 || offset % page != 0 || bytes > size || offset > size - bytes)
        return failure(ErrorCode::Protocol, "The frame cannot be read: it lies outside its memory.",
                       std::to_string(bytes) + " bytes at " + std::to_string(offset) + " of " +
                           std::to_string(size));
    return {};
}

} // namespace

Result<std::shared_ptr<const Frame>> Frame::map(UniqueFd fd, std::uint64_t offset,
                                                std::uint64_t bytes)
{
    Result<void> checked = checkSealed(fd.get());
    if (checked)
        checked = checkLength(fd.get(), offset, bytes);
    if (!checked)
        return tl::unexpected<Error>(checked.error());
    void *base =
        ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd.get(), static_cast<off_t>(offset));
    if (base == MAP_FAILED)
        return systemFailure("The frame cannot be mapped");
    const std::shared_ptr<Frame> frame(new Frame);
    frame->m_base = static_cast<const std::byte *>(base);
    frame->m_bytes = bytes;
    Result<FrameSchema> schema = readFrame({frame->m_base, bytes});
    if (!schema)
        return tl::unexpected<Error>(schema.error());
    frame->m_schema = std::move(*schema);
    for (ColumnSchema &column : frame->m_schema.columns) {
        column.name = validUtf8(column.name);
        column.dtype = validUtf8(column.dtype);
        column.zone = validUtf8(column.zone);
        if (column.type == ColumnType::Timestamp && column.data.bytes > 0) {
            column.steps.resize(column.data.bytes / sizeof(ZoneStep));
            std::memcpy(column.steps.data(), frame->m_base + column.data.offset, column.data.bytes);
        }
    }
    return frame;
}

Frame::~Frame()
{
    if (m_base != nullptr)
        ::munmap(const_cast<std::byte *>(m_base), m_bytes);
}

bool Frame::isMissing(std::size_t column, std::int64_t row) const
{
    const ColumnSchema &schema = m_schema.columns[column];
    if (schema.validity.bytes > 0) {
        const std::byte bits = m_base[schema.validity.offset + static_cast<std::uint64_t>(row) / 8];
        if (((bits >> (row % 8)) & std::byte{1}) == std::byte{0})
            return true;
    }
    switch (schema.type) {
    case ColumnType::Float32:
    case ColumnType::Float64:
        return std::isnan(real(column, row));
    case ColumnType::Timestamp:
    case ColumnType::Duration:
        return integer(column, row) == std::numeric_limits<std::int64_t>::min();
    case ColumnType::Dictionary:
        return load<std::int32_t>(m_base + schema.values.offset, static_cast<std::uint64_t>(row)) <
               0;
    case ColumnType::Int8:
    case ColumnType::Int16:
    case ColumnType::Int32:
    case ColumnType::Int64:
    case ColumnType::UInt8:
    case ColumnType::UInt16:
    case ColumnType::UInt32:
    case ColumnType::UInt64:
    case ColumnType::Bool:
    case ColumnType::Text:
    case ColumnType::Decimal:
    case ColumnType::Date:
    case ColumnType::Shown:
        return false;
    }
    return false;
}

std::string_view Frame::text(std::size_t column, std::int64_t row) const
{
    const ColumnSchema &schema = m_schema.columns[column];
    auto at = static_cast<std::uint64_t>(row);
    if (schema.type == ColumnType::Dictionary) {
        const auto code = load<std::int32_t>(m_base + schema.values.offset, at);
        if (code < 0)
            return {};
        at = static_cast<std::uint64_t>(code);
    }
    if (schema.offsets.bytes == 0)
        return {};
    return dictionaryText(column, at);
}

/// What is so for a row of a Text column is so for a code.
std::string_view Frame::dictionaryText(std::size_t column, std::uint64_t code) const
{
    const ColumnSchema &schema = m_schema.columns[column];
    const std::byte *offsets = m_base + schema.offsets.offset;
    const auto begin = load<std::uint64_t>(offsets, code);
    const auto end = load<std::uint64_t>(offsets, code + 1);
    return {reinterpret_cast<const char *>(m_base + schema.data.offset + begin), end - begin};
}

std::int64_t Frame::integer(std::size_t column, std::int64_t row) const
{
    const ColumnSchema &schema = m_schema.columns[column];
    const std::byte *values = m_base + schema.values.offset;
    const auto at = static_cast<std::uint64_t>(row);
    switch (schema.type) {
    case ColumnType::Int8:
        return load<std::int8_t>(values, at);
    case ColumnType::Int16:
        return load<std::int16_t>(values, at);
    case ColumnType::Int32:
    case ColumnType::Date:
    case ColumnType::Dictionary:
        return load<std::int32_t>(values, at);
    case ColumnType::UInt8:
    case ColumnType::Bool:
        return load<std::uint8_t>(values, at);
    case ColumnType::UInt16:
        return load<std::uint16_t>(values, at);
    case ColumnType::UInt32:
        return load<std::uint32_t>(values, at);
    case ColumnType::Int64:
    case ColumnType::UInt64:
    case ColumnType::Timestamp:
    case ColumnType::Duration:
        return load<std::int64_t>(values, at);
    case ColumnType::Float32:
    case ColumnType::Float64:
    case ColumnType::Text:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        return 0;
    }
    return 0;
}

double Frame::real(std::size_t column, std::int64_t row) const
{
    const ColumnSchema &schema = m_schema.columns[column];
    const std::byte *values = m_base + schema.values.offset;
    const auto at = static_cast<std::uint64_t>(row);
    if (schema.type == ColumnType::Float64)
        return load<double>(values, at);
    if (schema.type == ColumnType::Float32)
        return static_cast<double>(load<float>(values, at));
    return 0;
}

} // namespace assay
