// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/AtomicFile.h"

#include "base/UniqueFd.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace assay {
namespace {

bool writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return fsync(file) == 0;
}

} // namespace

Result<void> writeAtomically(const std::string &path, std::string_view bytes)
{
    std::error_code problem;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), problem);
    std::string half = path + ".XXXXXX";
    UniqueFd file(mkstemp(half.data()));
    if (file && writeAll(file.get(), bytes) && rename(half.c_str(), path.c_str()) == 0)
        return {};
    auto failed = systemFailure("The file " + path + " cannot be written");
    if (file)
        unlink(half.c_str());
    return failed;
}

} // namespace assay
