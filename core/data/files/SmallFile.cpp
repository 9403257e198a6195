// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/SmallFile.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace assay::files {

Result<UniqueFd> openFile(const std::string &path, const std::string &what)
{
    // A named pipe without a writer would be waited for.
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd && errno == ENOENT)
        return failure(ErrorCode::NotFound, "There is no " + what + " " + path + ".");
    if (!fd)
        return systemFailure("The " + what + " " + path + " cannot be opened");
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0)
        return systemFailure("The " + what + " " + path + " cannot be read");
    if (!S_ISREG(status.st_mode))
        return failure(ErrorCode::InvalidInput,
                       "The " + what + " " + path + (S_ISDIR(status.st_mode) ? " is a folder." : " is no file."));
    return fd;
}

Result<std::string> readSmallFile(const std::string &path, const std::string &what, std::uint64_t most)
{
    const Result<UniqueFd> fd = openFile(path, what);
    if (!fd)
        return tl::unexpected(fd.error());
    std::string text;
    char piece[4096];
    for (;;) {
        const ssize_t got = ::read(fd->get(), piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemFailure("The " + what + " " + path + " cannot be read");
        if (got == 0)
            return text;
        text.append(piece, static_cast<std::size_t>(got));
        if (text.size() > most)
            return failure(ErrorCode::InvalidInput, "The " + what + " " + path + " is larger than " +
                                                        std::to_string(most >> 10) + " KiB.");
    }
}

} // namespace assay::files
