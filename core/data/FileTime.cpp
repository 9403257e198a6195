// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/FileTime.h"

#include "frames/CivilTime.h"

#include <chrono>
#include <sys/stat.h>

namespace assay {
namespace {

constexpr std::int64_t settling = 2 * nanosecondsPerSecond;

std::int64_t timeOf(const struct stat &file)
{
    return file.st_mtim.tv_sec * nanosecondsPerSecond + file.st_mtim.tv_nsec;
}

std::string identityOf(const struct stat &file)
{
    return std::to_string(file.st_dev) + "/" + std::to_string(file.st_ino);
}

} // namespace

std::optional<std::int64_t> fileTime(const std::string &path)
{
    struct stat file = {};
    return stat(path.c_str(), &file) == 0 ? std::optional(timeOf(file)) : std::nullopt;
}

std::string fileState(const std::string &path)
{
    struct stat file = {};
    if (stat(path.c_str(), &file) != 0)
        return "-";
    return std::to_string(file.st_size) + "@" + std::to_string(timeOf(file)) + "#" + identityOf(file);
}

std::string fileIdentity(const std::string &path)
{
    struct stat file = {};
    return stat(path.c_str(), &file) == 0 ? identityOf(file) : "-";
}

bool isSettled(const std::optional<std::int64_t> &written)
{
    using std::chrono::nanoseconds;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return written && std::chrono::duration_cast<nanoseconds>(now).count() - *written > settling;
}

} // namespace assay
