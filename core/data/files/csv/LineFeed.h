// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"
#include "data/files/csv/TextDecoder.h"

#include <cstdint>
#include <limits>

namespace assay::files {

/// Reads a file line by line, as UTF-8 whatever it is in, in bounded memory. A line ends with LF, CR
/// LF or CR. A byte order mark is passed over.
class LineFeed
{
public:
    /// A longer line is cut off, and said to be.
    static constexpr std::size_t longestLine = 8U << 20;

    enum class State { Good, Undecodable, TooLong };

    struct Line
    {
        State state = State::Good;
        /// With its end: the last line has one too, whether the file gives it one or not. Where it
        /// is undecodable, with U+FFFD in it; too long: its beginning. Lives until the next call.
        std::string_view text;
        std::int64_t number = 0; ///< from 1
    };

    /// Where a line begins.
    struct Place
    {
        std::uint64_t offset = 0;
        std::int64_t line = 1;
    };

    /// Reads no further than `limit` bytes.
    [[nodiscard]] static Result<LineFeed> create(UniqueFd file, Encoding encoding,
                                                 std::uint64_t limit = std::numeric_limits<std::uint64_t>::max());

    /// False at the end.
    [[nodiscard]] Result<bool> next(Line &line);
    /// Of the line that is next.
    [[nodiscard]] Place place() const { return m_next; }
    void goBackTo(const Place &place);

private:
    LineFeed(UniqueFd file, TextDecoder decoder, Encoding encoding, std::uint64_t limit);

    [[nodiscard]] Result<void> passMark();
    [[nodiscard]] Result<void> fill();
    [[nodiscard]] std::string_view held() const;
    [[nodiscard]] std::size_t lineEnd(std::size_t from) const;
    [[nodiscard]] char letterAt(std::size_t place) const;
    [[nodiscard]] Result<void> passTheRest();
    void decode(std::string_view bytes, Line &line);

    UniqueFd m_file;
    TextDecoder m_decoder;
    Encoding m_encoding;
    std::size_t m_unit; ///< bytes of a letter such as LF
    std::uint64_t m_limit;
    Place m_next;
    std::string m_buffer;
    std::size_t m_begin = 0; ///< of what is not yet used, in the buffer
    bool m_atEnd = false;    ///< the buffer holds all there is
    std::string m_text;      ///< of a line that had to be changed
};

} // namespace assay::files
