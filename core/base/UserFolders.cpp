// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/UserFolders.h"

#include <cstdlib>

namespace assay {
namespace {

/// As the XDG base directory specification has it: a path that is not absolute is passed over.
std::string folderOf(const char *variable, const char *beneathHome)
{
    const char *named = std::getenv(variable);
    if (named != nullptr && named[0] == '/')
        return std::string(named) + "/assay";
    const char *home = std::getenv("HOME");
    if (home == nullptr || home[0] != '/')
        return {};
    return std::string(home) + beneathHome + "/assay";
}

} // namespace

std::string configFolder()
{
    return folderOf("XDG_CONFIG_HOME", "/.config");
}

std::string cacheFolder()
{
    return folderOf("XDG_CACHE_HOME", "/.cache");
}

} // namespace assay
