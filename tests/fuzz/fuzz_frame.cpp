// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds bytes to the frame reader. What it accepts must keep its promise: every cell can be read.
#include "frames/CellText.h"
#include "frames/SafeText.h"
#include "protocol/FrameSchemaCbor.h"
#include "tests/support/RawFrame.h"

#include <cstdlib>
#include <cstring>
#include <memory>

using namespace assay;

namespace {

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

/// Reads all bytes the schema claims, of a buffer whose ends an address sanitizer guards.
void touchBuffers(const FrameSchema &schema, std::span<const std::byte> frame)
{
    std::byte seen{0};
    for (const ColumnSchema &column : schema.columns) {
        for (const BufferSpan &span :
             {column.validity, column.values, column.offsets, column.data}) {
            for (const std::byte byte : frame.subspan(span.offset, span.bytes))
                seen ^= byte;
        }
    }
    volatile std::byte kept = seen;
    static_cast<void>(kept);
}

void readCells(const Frame &frame)
{
    constexpr std::int64_t most = 4'096;
    for (std::size_t column = 0; column < frame.columnCount(); ++column) {
        for (std::int64_t row = 0; row < std::min(frame.rows(), most); ++row) {
            const CellText cell = cellText(frame, column, row);
            demand(!cell.isMissing || cell.text.empty());
            demand(validUtf8(cell.text) == cell.text);
            const std::string safe = safeText(cell.text);
            demand(safeText(safe) == safe);
        }
    }
}

void readBytes(const std::vector<std::byte> &bytes)
{
    const Result<FrameSchema> schema = readFrame(bytes);
    if (!schema)
        return;
    touchBuffers(*schema, bytes);
    const Result<FrameSchema> again = decodeSchema(encodeSchema(*schema));
    demand(again.has_value() && *again == *schema);
    const auto frame = Frame::map(test::memoryFile(bytes), 0, bytes.size());
    demand(frame.has_value());
    readCells(**frame);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::vector<std::byte> bytes(size);
    if (size > 0)
        std::memcpy(bytes.data(), data, size);
    readBytes(bytes);
    // Once more with the header put right, or chance would never get past it.
    const std::uint64_t length = size;
    if (size >= frame_layout::headerBytes) {
        std::memcpy(bytes.data(), frame_layout::magic.data(), frame_layout::magic.size());
        std::memcpy(bytes.data() + 16, &length, sizeof length);
        readBytes(bytes);
    }
    return 0;
}
