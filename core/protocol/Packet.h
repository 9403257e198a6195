// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace assay {

/// One message as it crosses a SOCK_SEQPACKET socket: bytes and, beside them, open files.
struct Packet
{
    std::vector<std::uint8_t> bytes;
    std::vector<UniqueFd> files;
};

namespace packets {
/// The most bytes one packet may hold; longer messages travel in a file beside the packet.
inline constexpr std::size_t maxBytes = 96U << 10;
/// The most files one packet may carry.
inline constexpr std::size_t maxFiles = 8;

/// A connected pair of SOCK_SEQPACKET sockets, both closed on exec.
[[nodiscard]] Result<std::pair<UniqueFd, UniqueFd>> socketPair();

/// Sends one packet. With `files` empty no ancillary data is sent, which a confined process needs.
/// Blocks while the other side is slow if the socket blocks; else fails with ErrorCode::System.
[[nodiscard]] Result<void> send(int socket, const std::vector<std::uint8_t> &bytes,
                                const std::vector<int> &files = {});

/// What became of an attempt to receive.
enum class Received { Packet, Nothing, Closed };

/// Receives one packet; `Nothing` on a non-blocking socket without one. A packet that is too long
/// or carries too many files is an ErrorCode::Protocol.
[[nodiscard]] Result<Received> receive(int socket, Packet &into);

/// A memfd with these bytes, sealed against every change.
[[nodiscard]] Result<UniqueFd> sealedFile(const std::vector<std::uint8_t> &bytes);
/// Up to `limit` bytes of a file, copied; more is an ErrorCode::Protocol.
[[nodiscard]] Result<std::vector<std::uint8_t>> readAll(int file, std::uint64_t bytes,
                                                        std::uint64_t limit);
} // namespace packets

} // namespace assay
