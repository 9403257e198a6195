// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawFrame.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <utility>

namespace assay::test {

namespace {

void packTexts(const std::vector<std::string> &texts, RawColumn &column)
{
    std::int64_t end = 0;
    const auto putEnd = [&] {
        const auto bytes = bytesOf({end});
        column.offsets.insert(column.offsets.end(), bytes.begin(), bytes.end());
    };
    putEnd();
    for (const std::string &text : texts) {
        for (const char letter : text)
            column.data.push_back(static_cast<std::byte>(letter));
        end += static_cast<std::int64_t>(text.size());
        putEnd();
    }
}

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "tests/support: %s\n", what);
    std::abort();
}

} // namespace

void RawFrame::addValues(ColumnType type, std::vector<std::byte> values,
                         std::vector<std::byte> validity)
{
    RawColumn column;
    column.schema.type = type;
    column.values = std::move(values);
    column.validity = std::move(validity);
    add(std::move(column));
}

void RawFrame::addTexts(ColumnType type, const std::vector<std::string> &texts,
                        std::vector<std::byte> validity)
{
    RawColumn column;
    column.schema.type = type;
    column.validity = std::move(validity);
    packTexts(texts, column);
    add(std::move(column));
}

void RawFrame::addDictionary(std::initializer_list<std::int32_t> codes,
                             const std::vector<std::string> &texts)
{
    RawColumn column;
    column.schema.type = ColumnType::Dictionary;
    column.values = bytesOf(codes);
    packTexts(texts, column);
    add(std::move(column));
}

void RawFrame::add(RawColumn column)
{
    column.schema.validity.bytes = column.validity.size();
    column.schema.values.bytes = column.values.size();
    column.schema.offsets.bytes = column.offsets.size();
    column.schema.data.bytes = column.data.size();
    schema.columns.push_back(column.schema);
    m_columns.push_back(std::move(column));
}

std::vector<std::byte> RawFrame::bytes()
{
    std::vector<std::byte> frame(layOutFrame(schema));
    writeFrameHeader(schema, frame);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const ColumnSchema &at = schema.columns[i];
        const auto put = [&](const std::vector<std::byte> &buffer, const BufferSpan &span) {
            std::ranges::copy(buffer, frame.begin() + static_cast<std::ptrdiff_t>(span.offset));
        };
        put(m_columns[i].validity, at.validity);
        put(m_columns[i].values, at.values);
        put(m_columns[i].offsets, at.offsets);
        put(m_columns[i].data, at.data);
    }
    return frame;
}

std::vector<std::byte> RawFrame::bytesWith(const FrameSchema &lie)
{
    std::vector<std::byte> frame = bytes();
    writeFrameHeader(lie, frame);
    return frame;
}

UniqueFd memoryFile(const std::vector<std::byte> &bytes, int seals)
{
    UniqueFd fd(::memfd_create("assay-test", MFD_ALLOW_SEALING | MFD_CLOEXEC));
    if (::write(fd.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        giveUp("a memory file cannot be written");
    if (::fcntl(fd.get(), F_ADD_SEALS, seals) != 0)
        giveUp("a memory file cannot be sealed");
    return fd;
}

std::shared_ptr<const Frame> mapped(const std::vector<std::byte> &bytes)
{
    auto frame = Frame::map(memoryFile(bytes), 0, bytes.size());
    if (!frame)
        giveUp(frame.error().text.c_str());
    return *frame;
}

std::shared_ptr<const Frame> built(FrameBuilder &builder)
{
    auto sealed = builder.build();
    if (!sealed)
        giveUp(sealed.error().text.c_str());
    auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    if (!frame)
        giveUp(frame.error().text.c_str());
    return *frame;
}

} // namespace assay::test
