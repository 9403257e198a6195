// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"
#include "protocol/RunMessages.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay {

/// A confined process's end of its conversation with the host: the channel, and the result area
/// that both share.
class RunChannel
{
public:
    /// `area` is mapped shared and writable; it stays mapped until sendLast().
    RunChannel(int socket, std::span<std::byte> area)
        : m_socket(socket)
        , m_area(area)
    {
    }

    /// A message and the file that came with it, if any.
    struct Incoming
    {
        ToRun message;
        UniqueFd file;
    };
    /// Waits for the host. An error means that the host is gone or talks nonsense: time to exit.
    [[nodiscard]] Result<Incoming> receive();

    /// Sends; what is too long for a packet goes to the area.
    [[nodiscard]] Result<void> send(const FromRun &message);
    /// Sends the report and gives up the area before, so that the host can seal it. A report too
    /// long for what the frame leaves of the area is replaced by one that says so.
    [[nodiscard]] Result<void> sendLast(const RunReport &report);

    [[nodiscard]] std::span<std::byte> area() const { return m_area; }

private:
    /// The packet for a message whose bytes go to the area at `offset` if they must; empty where
    /// they don't fit.
    [[nodiscard]] std::vector<std::uint8_t> packet(const FromRun &message, std::size_t offset);

    int m_socket;
    std::span<std::byte> m_area;
};

} // namespace assay
