// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/RunChannel.h"

#include "protocol/Packet.h"

#include <cstring>
#include <sys/mman.h>

namespace assay {
namespace {

constexpr std::int64_t maxJobBytes = 256LL << 20;

} // namespace

Result<RunChannel::Incoming> RunChannel::receive()
{
    Packet packet;
    const Result<packets::Received> received = packets::receive(m_socket, packet);
    if (!received)
        return tl::unexpected(received.error());
    if (*received != packets::Received::Packet)
        return failure(ErrorCode::Unavailable, "the host is gone");
    std::vector<std::uint8_t> bytes = std::move(packet.bytes);
    std::size_t nextFile = 0;
    if (const auto announced = fileNotice(bytes); announced && !packet.files.empty()) {
        Result<std::vector<std::uint8_t>> content = packets::readAll(
            packet.files[nextFile++].get(), static_cast<std::uint64_t>(*announced), maxJobBytes);
        if (!content)
            return tl::unexpected(content.error());
        bytes = std::move(*content);
    }
    Result<ToRun> message = decodeToRun(bytes);
    if (!message)
        return tl::unexpected(message.error());
    Incoming incoming{std::move(*message), {}};
    if (nextFile < packet.files.size())
        incoming.file = std::move(packet.files[nextFile]);
    return incoming;
}

std::vector<std::uint8_t> RunChannel::packet(const FromRun &message, std::size_t offset)
{
    std::vector<std::uint8_t> bytes = encode(message);
    if (bytes.size() <= packets::maxBytes)
        return bytes;
    if (m_area.size() < offset || m_area.size() - offset < bytes.size())
        return {};
    std::memcpy(m_area.data() + offset, bytes.data(), bytes.size());
    return encode(FromRun(
        InArea{static_cast<std::int64_t>(offset), static_cast<std::int64_t>(bytes.size())}));
}

Result<void> RunChannel::send(const FromRun &message)
{
    const std::vector<std::uint8_t> bytes = packet(message, 0);
    if (bytes.empty())
        return failure(ErrorCode::InvalidInput, "the answer is larger than the result area");
    return packets::send(m_socket, bytes);
}

Result<void> RunChannel::sendLast(const RunReport &report)
{
    std::vector<std::uint8_t> bytes = packet(report, static_cast<std::size_t>(report.frameBytes));
    if (bytes.empty()) {
        RunReport tooLarge;
        tooLarge.end = ReportEnd::Error;
        tooLarge.error = "Result too large: its text exceeds the limit for results";
        bytes = encode(FromRun(tooLarge));
    }
    munmap(m_area.data(), m_area.size());
    m_area = {};
    return packets::send(m_socket, bytes);
}

} // namespace assay
