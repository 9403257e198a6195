// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/UserFolders.h"

#include <cstdlib>
#include <pwd.h>
#include <string_view>
#include <unistd.h>

namespace assay {
namespace {

std::string homeFolder()
{
    if (const char *home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return home;
    const passwd *user = getpwuid(getuid());
    return user != nullptr ? user->pw_dir : "/";
}

/// A relative path in the variable counts as none, says the specification.
std::string folder(const char *variable, std::string_view inHome)
{
    const char *given = std::getenv(variable);
    const std::string base = given != nullptr && *given == '/' ? given : homeFolder() + "/" + std::string(inHome);
    return base + "/assay";
}

} // namespace

std::string configFolder()
{
    return folder("XDG_CONFIG_HOME", ".config");
}

std::string cacheFolder()
{
    return folder("XDG_CACHE_HOME", ".cache");
}

} // namespace assay
