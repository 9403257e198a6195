// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/FrameCheck.h"

#include <cstring>
#include <limits>

namespace assay {

namespace {

template <typename T>
T load(const std::byte *values, std::size_t i)
{
    T value;
    std::memcpy(&value, values + i * sizeof(T), sizeof(T));
    return value;
}

// The loops below gather their evidence in one word instead of leaving early: so they vectorise.

/// `count` offsets are not negative, never fall, and end within `dataBytes`.
bool offsetsHold(const std::byte *offsets, std::size_t count, std::uint64_t dataBytes)
{
    // Where neither of two is negative, their difference has the top bit exactly where it falls.
    std::uint64_t signs = load<std::uint64_t>(offsets, 0);
    for (std::size_t i = 1; i < count; ++i) {
        const auto before = load<std::uint64_t>(offsets, i - 1);
        const auto here = load<std::uint64_t>(offsets, i);
        signs |= here | (here - before);
    }
    return (signs >> 63) == 0 && load<std::uint64_t>(offsets, count - 1) <= dataBytes;
}

/// `count` codes lie between -1 and `texts` - 1.
bool codesHold(const std::byte *codes, std::size_t count, std::uint32_t texts)
{
    std::uint32_t bad = 0;
    for (std::size_t i = 0; i < count; ++i)
        bad |= static_cast<std::uint32_t>(load<std::uint32_t>(codes, i) + 1U > texts);
    return bad == 0;
}

bool boolsHold(const std::byte *bools, std::size_t count)
{
    std::byte seen{0};
    for (std::size_t i = 0; i < count; ++i)
        seen |= bools[i];
    return seen <= std::byte{1};
}

/// Checks one column after the other and keeps count of the bytes they claim.
class BufferCheck
{
public:
    BufferCheck(std::span<const std::byte> frame, std::uint64_t schemaEnd, std::int64_t rows)
        : m_frame(frame)
        , m_schemaEnd(schemaEnd)
        , m_rows(static_cast<std::uint64_t>(rows))
    {
    }

    /// Nothing where the column holds, else what is wrong with it.
    const char *check(const ColumnSchema &column)
    {
        if (!placesHold(column))
            return "a buffer lies outside the frame, askew, or over another";
        if (!sizesHold(column))
            return "a buffer has the wrong length";
        if (!textsHold(column))
            return "its text offsets or steps are wrong";
        if (!valuesHold(column))
            return "a code or a bool is out of range";
        return nullptr;
    }

private:
    bool placesHold(const ColumnSchema &column)
    {
        return placeHolds(column.validity) && placeHolds(column.values) &&
               placeHolds(column.offsets) && placeHolds(column.data);
    }

    bool placeHolds(const BufferSpan &span)
    {
        if (span.bytes == 0)
            return true;
        if (span.offset % frame_layout::alignment != 0 || span.offset < m_schemaEnd ||
            span.bytes > m_frame.size() || span.offset > m_frame.size() - span.bytes)
            return false;
        // Buffers that share bytes would let a small frame cost a reader any amount of work.
        m_claimed += span.bytes;
        return m_claimed <= m_frame.size();
    }

    bool sizesHold(const ColumnSchema &column) const
    {
        const std::uint64_t width = valueWidth(column.type);
        if (column.validity.bytes != 0 && column.validity.bytes != (m_rows + 7) / 8)
            return false;
        if (column.values.bytes != m_rows * width)
            return false;
        if (column.type == ColumnType::Dictionary)
            return column.offsets.bytes % sizeof(std::int64_t) == 0;
        if (column.type == ColumnType::Timestamp && !column.zone.empty())
            return column.offsets.bytes == 0 && column.data.bytes % sizeof(ZoneStep) == 0 &&
                   column.data.bytes / sizeof(ZoneStep) <= frame_layout::maxZoneSteps;
        if (width != 0)
            return column.offsets.bytes == 0 && column.data.bytes == 0;
        return column.offsets.bytes == (m_rows + 1) * sizeof(std::int64_t) ||
               (m_rows == 0 && column.offsets.bytes == 0);
    }

    bool textsHold(const ColumnSchema &column) const
    {
        if (column.type == ColumnType::Timestamp)
            return stepsHold(column);
        if (column.offsets.bytes == 0)
            return column.data.bytes == 0;
        return offsetsHold(m_frame.data() + column.offsets.offset,
                           column.offsets.bytes / sizeof(std::int64_t), column.data.bytes);
    }

    /// They rise, and each is less than a day.
    bool stepsHold(const ColumnSchema &column) const
    {
        constexpr std::int64_t day = 86'400;
        std::int64_t before = std::numeric_limits<std::int64_t>::min();
        for (std::size_t i = 0; i < column.data.bytes / sizeof(ZoneStep); ++i) {
            const auto step = load<ZoneStep>(m_frame.data() + column.data.offset, i);
            if ((i > 0 && step.since <= before) || step.seconds <= -day || step.seconds >= day)
                return false;
            before = step.since;
        }
        return true;
    }

    bool valuesHold(const ColumnSchema &column) const
    {
        const std::byte *values = m_frame.data() + column.values.offset;
        if (column.type == ColumnType::Bool)
            return boolsHold(values, m_rows);
        if (column.type != ColumnType::Dictionary)
            return true;
        const std::uint64_t ends = column.offsets.bytes / sizeof(std::int64_t);
        const std::uint64_t texts = ends == 0 ? 0 : ends - 1;
        return texts <= std::numeric_limits<std::int32_t>::max() &&
               codesHold(values, m_rows, static_cast<std::uint32_t>(texts));
    }

    std::span<const std::byte> m_frame;
    std::uint64_t m_schemaEnd;
    std::uint64_t m_rows;
    std::uint64_t m_claimed = 0;
};

} // namespace

Result<void> checkBuffers(const FrameSchema &schema, std::span<const std::byte> frame,
                          std::uint64_t schemaEnd)
{
    BufferCheck check(frame, schemaEnd, schema.rows);
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        if (const char *wrong = check.check(schema.columns[i])) {
            return failure(ErrorCode::Protocol,
                           "The frame cannot be read: column " + std::to_string(i + 1) +
                               " is damaged.",
                           wrong);
        }
    }
    return {};
}

} // namespace assay
