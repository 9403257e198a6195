// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace assay::wire {

/// The protocol's version; both sides refuse any other.
inline constexpr int version = 1;
/// How deeply a message may nest. The decoder is recursive: without a limit a few kilobytes of
/// brackets would overflow the reader's stack.
inline constexpr int maxDepth = 48;

/// Who wrote a message. What a process sends is hostile; what the host sends may be large.
enum class Sender { Host, Process };

/// A message of this type, ready to be filled and encoded.
[[nodiscard]] Json message(std::string_view type);
[[nodiscard]] std::vector<std::uint8_t> encode(const Json &message);
/// Decodes CBOR that may be hostile: an object with the right version and a type. A process's
/// objects may have 64 keys at most (an ordered object finds its keys one by one, so many of them
/// would cost the reader seconds), and its message a bounded number of values (each costs the
/// reader many times its one byte).
[[nodiscard]] Result<Json> decode(const std::vector<std::uint8_t> &bytes, Sender sender);

/// Whether a process's text is JSON that may be parsed and printed without a second thought: valid,
/// UTF-8, and not deeply nested.
[[nodiscard]] bool isSaneJson(const std::string &text);

/// Reads the fields of a decoded object and remembers the first that is missing or wrong, so that
/// a decoder reads as a list of its fields and asks once at the end.
class Fields
{
public:
    explicit Fields(const Json &object)
        : m_object(object)
    {
    }

    std::string text(const char *key);
    std::int64_t integer(const char *key, std::int64_t low, std::int64_t high);
    bool flag(const char *key);
    /// Any value; null where it is missing.
    Json value(const char *key) const;
    /// The elements of a list; empty and failed where it is none.
    const Json::array_t &list(const char *key);

    [[nodiscard]] bool has(const char *key) const { return m_object.contains(key); }
    [[nodiscard]] bool failed() const { return !m_wrong.empty(); }
    /// An ErrorCode::Protocol that names the field.
    [[nodiscard]] tl::unexpected<Error> error() const;

private:
    const Json *find(const char *key);

    const Json &m_object;
    std::string m_wrong;
};

} // namespace assay::wire
