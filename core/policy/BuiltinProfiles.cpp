// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/BuiltinProfiles.h"

#include <array>
#include <string>

namespace assay {

namespace embedded {
extern const std::string_view profileSlack;
extern const std::string_view profileDeployed;
extern const std::string_view profileLocal;
} // namespace embedded

std::span<const std::string_view> builtinProfileNames()
{
    static constexpr std::array<std::string_view, 3> names{"slack", "deployed", "local"};
    return names;
}

Result<std::string_view> builtinProfile(std::string_view name)
{
    if (name == "slack")
        return embedded::profileSlack;
    if (name == "deployed")
        return embedded::profileDeployed;
    if (name == "local")
        return embedded::profileLocal;
    return failure(ErrorCode::NotFound, "There is no profile `" + std::string(name) +
                                            "`; the built-in ones are slack, deployed and local.");
}

} // namespace assay
