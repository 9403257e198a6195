// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/FrameBuilder.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <ranges>
#include <sys/mman.h>
#include <utility>

namespace assay {

namespace {

/// The texts of a column one after the other, and where each begins and the last ends.
struct PackedTexts
{
    std::vector<std::byte> offsets;
    std::vector<std::byte> data;
};

PackedTexts packTexts(std::span<const std::string_view> texts)
{
    std::vector<std::int64_t> ends{0};
    ends.reserve(texts.size() + 1);
    for (const std::string_view text : texts)
        ends.push_back(ends.back() + static_cast<std::int64_t>(text.size()));
    const auto offsets = std::as_bytes(std::span(ends));
    PackedTexts packed{{offsets.begin(), offsets.end()}, {}};
    packed.data.resize(static_cast<std::size_t>(ends.back()));
    for (std::size_t i = 0; i < texts.size(); ++i)
        std::ranges::copy(std::as_bytes(std::span(texts[i])), packed.data.begin() + ends[i]);
    return packed;
}

/// Nothing where all are present.
std::vector<std::byte> validityBits(std::span<const std::optional<std::string>> texts)
{
    std::vector<std::byte> bits;
    if (std::ranges::all_of(texts, [](const auto &text) { return text.has_value(); }))
        return bits;
    bits.resize((texts.size() + 7) / 8);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i])
            bits[i / 8] |= std::byte{1} << (i % 8);
    }
    return bits;
}

Result<UniqueFd> makeMemory(std::uint64_t bytes)
{
    UniqueFd fd(::memfd_create("assay-frame", MFD_ALLOW_SEALING | MFD_CLOEXEC));
    if (!fd)
        return systemFailure("No memory for a frame can be made");
    if (::ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0)
        return systemFailure("No memory of a frame's size can be made");
    return fd;
}

} // namespace

FrameBuilder::FrameBuilder(std::int64_t rows)
{
    m_schema.rows = rows;
}

void FrameBuilder::addFloat64(std::string name, std::span<const double> values)
{
    add(std::move(name), "float64", ColumnType::Float64, values.size(),
        {{{}, std::as_bytes(values), {}, {}}});
}

void FrameBuilder::addInt64(std::string name, std::span<const std::int64_t> values)
{
    add(std::move(name), "int64", ColumnType::Int64, values.size(),
        {{{}, std::as_bytes(values), {}, {}}});
}

void FrameBuilder::addTimestamp(std::string name, std::span<const std::int64_t> values)
{
    add(std::move(name), "datetime64[ns]", ColumnType::Timestamp, values.size(),
        {{{}, std::as_bytes(values), {}, {}}});
}

void FrameBuilder::addText(std::string name, std::span<const std::optional<std::string>> texts)
{
    std::vector<std::string_view> views;
    views.reserve(texts.size());
    for (const std::optional<std::string> &text : texts)
        views.push_back(text ? std::string_view(*text) : std::string_view());
    PackedTexts packed = packTexts(views);
    add(std::move(name), "object", ColumnType::Text, texts.size(),
        {{keep(validityBits(texts)),
          {},
          keep(std::move(packed.offsets)),
          keep(std::move(packed.data))}});
}

void FrameBuilder::addPackedText(std::string name, std::vector<std::byte> validity,
                                 std::span<const std::int64_t> offsets, std::string_view data)
{
    add(std::move(name), "object", ColumnType::Text, offsets.size() - 1,
        {{keep(std::move(validity)), {}, std::as_bytes(offsets), std::as_bytes(std::span(data))}});
}

void FrameBuilder::addDictionary(std::string name, std::span<const std::int32_t> codes,
                                 std::span<const std::string> texts)
{
    const auto isBad = [&](std::int32_t code) {
        return code < -1 || (code >= 0 && static_cast<std::size_t>(code) >= texts.size());
    };
    if (std::ranges::any_of(codes, isBad))
        m_problem = "column " + name + " has a code without a text";
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    PackedTexts packed = packTexts(views);
    add(std::move(name), "object", ColumnType::Dictionary, codes.size(),
        {{{},
          std::as_bytes(codes),
          keep(std::move(packed.offsets)),
          keep(std::move(packed.data))}});
}

void FrameBuilder::add(std::string name, std::string dtype, ColumnType type, std::size_t rows,
                       const Buffers &buffers)
{
    if (std::cmp_not_equal(rows, m_schema.rows))
        m_problem = "column " + name + " has " + std::to_string(rows) + " rows, the frame " +
                    std::to_string(m_schema.rows);
    ColumnSchema column;
    column.name = std::move(name);
    column.dtype = std::move(dtype);
    column.type = type;
    add(std::move(column), buffers);
}

void FrameBuilder::addColumn(ColumnSchema column, ColumnBuffers buffers)
{
    add(std::move(column), {{keep(std::move(buffers.validity)), keep(std::move(buffers.values)),
                             keep(std::move(buffers.offsets)), keep(std::move(buffers.data))}});
}

void FrameBuilder::add(ColumnSchema column, const Buffers &buffers)
{
    column.validity.bytes = buffers[0].size();
    column.values.bytes = buffers[1].size();
    column.offsets.bytes = buffers[2].size();
    column.data.bytes = buffers[3].size();
    m_schema.columns.push_back(std::move(column));
    m_buffers.push_back(buffers);
}

std::span<const std::byte> FrameBuilder::keep(std::vector<std::byte> bytes)
{
    // Moving a vector, as the outer one does when it grows, leaves the bytes where they are.
    return m_owned.emplace_back(std::move(bytes));
}

Result<SealedFrame> FrameBuilder::build()
{
    if (!m_problem.empty())
        return failure(ErrorCode::InvalidInput, "The frame cannot be made: " + m_problem + ".");
    SealedFrame frame;
    frame.rows = m_schema.rows;
    frame.bytes = layOutFrame(m_schema);
    Result<UniqueFd> memory = makeMemory(frame.bytes);
    if (!memory)
        return tl::unexpected<Error>(memory.error());
    frame.fd = std::move(*memory);
    const Result<void> filled = fill(frame);
    if (!filled)
        return tl::unexpected<Error>(filled.error());
    constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    if (::fcntl(frame.fd.get(), F_ADD_SEALS, seals) != 0)
        return systemFailure("The frame cannot be sealed");
    return frame;
}

Result<void> FrameBuilder::fill(const SealedFrame &frame) const
{
    void *base =
        ::mmap(nullptr, frame.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, frame.fd.get(), 0);
    if (base == MAP_FAILED)
        return systemFailure("The frame cannot be written");
    auto *bytes = static_cast<std::byte *>(base);
    writeFrameHeader(m_schema, {bytes, frame.bytes});
    for (std::size_t i = 0; i < m_buffers.size(); ++i) {
        const ColumnSchema &column = m_schema.columns[i];
        const std::array spans{column.validity, column.values, column.offsets, column.data};
        for (std::size_t k = 0; k < spans.size(); ++k)
            std::ranges::copy(m_buffers[i][k], bytes + spans[k].offset);
    }
    // A writable mapping would keep the memory from being sealed.
    ::munmap(base, frame.bytes);
    return {};
}

} // namespace assay
