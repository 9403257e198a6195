// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/parquet/Footer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::parquet {

/// Takes the values of one column, row after row, as they are stored: what they mean the column's
/// logical type says.
class ValueSink
{
public:
    virtual ~ValueSink() = default;

    virtual void missing() = 0;
    /// Of Boolean (0 or 1), Int32, Int64; of Int96 nanoseconds since 1970.
    virtual void integer(std::int64_t value) = 0;
    /// Of Float and Double.
    virtual void real(double value) = 0;
    /// Of ByteArray and FixedBytes; lives until the call returns.
    virtual void bytes(std::string_view value) = 0;
};

/// The values of a page or a dictionary: of the three lists one is filled, as the type has it.
struct Values
{
    std::vector<std::int64_t> integers;
    std::vector<double> reals;
    std::vector<std::string_view> texts; ///< in the page's bytes, or in `made`
    std::string made;

    [[nodiscard]] std::size_t size() const { return integers.size() + reals.size() + texts.size(); }
    /// Hands one over.
    void give(std::size_t place, ValueSink &sink) const
    {
        if (!integers.empty())
            sink.integer(integers[place]);
        else if (!reals.empty())
            sink.real(reals[place]);
        else
            sink.bytes(texts[place]);
    }
};

enum class Encoding {
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9
};

/// Reads `count` values of a column, those that are there, in any encoding but a dictionary's.
/// `bytes` must outlive them. Errors are the end of a sentence about the file.
[[nodiscard]] Result<void> readValues(const Column &column, std::int32_t encoding, Bytes bytes, std::size_t count,
                                      Values &values);

} // namespace assay::parquet
