// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Packet.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/mman.h>
#include <sys/socket.h>

namespace assay::packets {
namespace {

constexpr std::size_t controlBytes = CMSG_SPACE(sizeof(int) * maxFiles);

void takeFiles(msghdr &message, std::vector<UniqueFd> &files)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part != nullptr;
         part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof fd);
            files.emplace_back(fd);
        }
    }
}

ssize_t sendWithFiles(int socket, const std::vector<std::uint8_t> &bytes,
                      const std::vector<int> &files)
{
    iovec body{const_cast<std::uint8_t *>(bytes.data()), bytes.size()};
    alignas(cmsghdr) std::array<char, controlBytes> control{};
    msghdr message{};
    message.msg_iov = &body;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(sizeof(int) * files.size());
    cmsghdr *part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof(int) * files.size());
    std::memcpy(CMSG_DATA(part), files.data(), sizeof(int) * files.size());
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

} // namespace

Result<std::pair<UniqueFd, UniqueFd>> socketPair()
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return systemFailure("socketpair");
    return std::pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<void> send(int socket, const std::vector<std::uint8_t> &bytes, const std::vector<int> &files)
{
    if (bytes.size() > maxBytes || files.size() > maxFiles)
        return failure(ErrorCode::InvalidInput, "the message is too long for one packet");
    ssize_t sent = -1;
    do {
        sent = files.empty()
                   ? ::sendto(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL, nullptr, 0)
                   : sendWithFiles(socket, bytes, files);
    } while (sent < 0 && errno == EINTR);
    if (sent != static_cast<ssize_t>(bytes.size()))
        return systemFailure("sending a message");
    return {};
}

Result<Received> receive(int socket, Packet &into)
{
    // One for all packets of a thread and never filled: a process just forked pays for each page.
    static thread_local const auto buffer =
        std::make_unique_for_overwrite<std::uint8_t[]>(maxBytes + 1);
    into.bytes.clear();
    into.files.clear();
    iovec body{buffer.get(), maxBytes + 1};
    alignas(cmsghdr) std::array<char, controlBytes> control{};
    msghdr message{};
    message.msg_iov = &body;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    ssize_t got = -1;
    do {
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return Received::Nothing;
    if (got < 0 && errno == ECONNRESET)
        return Received::Closed;
    if (got < 0)
        return systemFailure("receiving a message");
    takeFiles(message, into.files);
    if (got == 0)
        return Received::Closed;
    if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
        return failure(ErrorCode::Protocol, "a message was too long");
    into.bytes.assign(buffer.get(), buffer.get() + got);
    return Received::Packet;
}

Result<UniqueFd> sealedFile(const std::vector<std::uint8_t> &bytes)
{
    UniqueFd file(memfd_create("assay-message", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file)
        return systemFailure("memfd_create");
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t part = write(file.get(), bytes.data() + written, bytes.size() - written);
        if (part <= 0)
            return systemFailure("writing a message");
        written += static_cast<std::size_t>(part);
    }
    if (fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) !=
        0)
        return systemFailure("sealing a message");
    return file;
}

Result<std::vector<std::uint8_t>> readAll(int file, std::uint64_t bytes, std::uint64_t limit)
{
    if (bytes > limit)
        return failure(ErrorCode::Protocol, "a message was too long");
    std::vector<std::uint8_t> content(static_cast<std::size_t>(bytes));
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t part =
            pread(file, content.data() + done, content.size() - done, static_cast<off_t>(done));
        if (part <= 0)
            return failure(ErrorCode::Protocol, "a message was shorter than announced");
        done += static_cast<std::size_t>(part);
    }
    return content;
}

} // namespace assay::packets
