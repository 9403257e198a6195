// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/AtomicFile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace assay {
namespace {

namespace fs = std::filesystem;

std::string folderOf(const std::string &path)
{
    const std::string folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// What is wrong and what to do, as the end of a sentence about the file.
std::string adviceOf(int number, const std::string &path)
{
    const std::string folder = folderOf(path);
    switch (number) {
    case ENOENT:
        return "the folder " + folder + " is not there. Make it, or choose another.";
    case ENOTDIR:
        return folder + " is no folder. Choose another.";
    case EISDIR:
        return "it is a folder. Name a file in it.";
    case EACCES:
    case EPERM:
        return "you have no permission to write in the folder " + folder + ". Choose another.";
    case EROFS:
        return "the folder " + folder + " is read-only. Choose another.";
    case ENOSPC:
        return "there is no space left. Free some, or choose another place.";
    case EDQUOT:
        return "your share of the space is used up. Free some, or choose another place.";
    case EFBIG:
        return "it would be larger than files may be there. Choose another place, or write less.";
    case ENAMETOOLONG:
        return "its name is too long. Choose a shorter one.";
    default:
        return std::string(strerrordesc_np(number)) + ".";
    }
}

tl::unexpected<Error> cannotWrite(const std::string &path, int number)
{
    return failure(ErrorCode::System, "The file " + path + " cannot be written: " + adviceOf(number, path),
                   strerrorname_np(number));
}

std::string halfName(const std::string &path)
{
    std::random_device chance;
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "/.assay-%08x%08x", chance(), chance());
    return folderOf(path) + name.data();
}

} // namespace

Result<AtomicFileWriter> AtomicFileWriter::open(const std::string &path, Readers readers)
{
    AtomicFileWriter writer;
    writer.m_asked = path;
    std::error_code problem;
    const fs::path target = fs::canonical(path, problem); // of a link; fails where there is no file yet
    writer.m_path = problem ? path : target.string();
    struct stat old = {};
    const bool isThere = ::stat(writer.m_path.c_str(), &old) == 0;
    if (path.empty() || path.back() == '/' || (isThere && S_ISDIR(old.st_mode)))
        return cannotWrite(path, EISDIR);
    if (isThere && !S_ISREG(old.st_mode))
        return failure(ErrorCode::InvalidInput, "The file " + path + " cannot be written: it is a device or a pipe. Name another file.");
    const mode_t mode = readers == Readers::User ? 0600 : 0666;
    std::string half;
    do { // somebody else's file is never taken
        half = halfName(writer.m_path);
        writer.m_file.reset(::open(half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    } while (!writer.m_file && (errno == EEXIST || errno == EINTR));
    if (!writer.m_file)
        return cannotWrite(path, errno);
    writer.m_half = std::move(half);
    if (isThere && readers == Readers::Usual)
        writer.m_mode = old.st_mode & 0777U;
    return writer;
}

AtomicFileWriter::AtomicFileWriter(AtomicFileWriter &&other) noexcept
    : m_asked(std::move(other.m_asked))
    , m_path(std::move(other.m_path))
    , m_half(std::exchange(other.m_half, {}))
    , m_mode(other.m_mode)
    , m_file(std::move(other.m_file))
{
}

AtomicFileWriter::~AtomicFileWriter()
{
    if (!m_half.empty())
        ::unlink(m_half.c_str());
}

tl::unexpected<Error> AtomicFileWriter::failed(int number) const
{
    return cannotWrite(m_asked, number);
}

Result<void> AtomicFileWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return failed(errno);
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return {};
}

Result<void> AtomicFileWriter::commit()
{
    if (m_mode)
        (void)::fchmod(m_file.get(), *m_mode); // not every file system has permissions
    if (::fsync(m_file.get()) != 0 || ::rename(m_half.c_str(), m_path.c_str()) != 0)
        return failed(errno);
    m_half.clear();
    m_file.reset();
    return {};
}

Result<void> writeAtomically(const std::string &path, std::string_view bytes)
{
    std::error_code problem;
    fs::create_directories(fs::path(path).parent_path(), problem);
    Result<AtomicFileWriter> writer = AtomicFileWriter::open(path, AtomicFileWriter::Readers::User);
    if (!writer)
        return tl::unexpected<Error>(writer.error());
    if (Result<void> written = writer->write(bytes); !written)
        return written;
    return writer->commit();
}

} // namespace assay
