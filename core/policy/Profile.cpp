// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/Profile.h"

#include "policy/ProfileReader.h"

#include <algorithm>

namespace assay {

namespace {

constexpr int maxTimeoutSeconds = 24 * 60 * 60;
constexpr int minMemoryMebibytes = 16;
constexpr int maxMemoryMebibytes = 1024 * 1024;

Result<Profile::Syntax> readSyntax(const Json &object)
{
    Profile::Syntax refuse;
    ProfileReader reader(object, "refuse.");
    reader.read("lambda", refuse.lambda);
    reader.read("async", refuse.async);
    reader.read("yield_from", refuse.yieldFrom);
    reader.read("dunder_attributes", refuse.dunderAttributes);
    if (const auto end = reader.finish(); !end)
        return tl::unexpected(end.error());
    return refuse;
}

void readRules(ProfileReader &reader, Profile &profile)
{
    reader.read("refuse_empty", profile.refuseEmpty);
    reader.read("text_rules", profile.textRules);
    reader.read("imports", profile.imports);
    reader.read("forbidden_names", profile.forbiddenNames);
    reader.read("forbidden_attributes", profile.forbiddenAttributes);
    reader.read("allowed_dunders", profile.allowedDunders);
}

void readSurroundings(ProfileReader &reader, Profile &profile)
{
    std::string namespaces;
    reader.read("imports_work", profile.importsWork);
    reader.read("namespaces", namespaces, {"one", "separate"});
    profile.namespaces =
        namespaces == "separate" ? Profile::Namespaces::Separate : Profile::Namespaces::One;
    reader.read("builtins", profile.builtins);
    reader.read("global_builtins", profile.globalBuiltins);
    reader.read("globals", profile.globals);
    reader.read("loaders_take_any_keyword", profile.loadersTakeAnyKeyword);
    reader.read("timeout_seconds", profile.timeoutSeconds, 1, maxTimeoutSeconds);
    reader.read("memory_mebibytes", profile.memoryMebibytes, minMemoryMebibytes,
                maxMemoryMebibytes);
}

} // namespace

bool Profile::Names::contains(std::string_view name) const
{
    constexpr std::string_view below = ".*";
    return all || std::ranges::any_of(names, [&](std::string_view entry) {
               if (!entry.ends_with(below))
                   return entry == name;
               const std::string_view top = entry.substr(0, entry.size() - below.size());
               return name.starts_with(top) &&
                      (name.size() == top.size() || name[top.size()] == '.');
           });
}

Result<Profile> Profile::fromJson(std::string_view text)
{
    const Result<Json> json = parseProfileText(text);
    if (!json)
        return tl::unexpected(json.error());

    Profile profile;
    ProfileReader reader(*json, "");
    reader.read("name", profile.name);
    reader.read("description", profile.description);
    readRules(reader, profile);
    const Json *refuse = reader.object("refuse");
    readSurroundings(reader, profile);
    if (const auto end = reader.finish(); !end)
        return tl::unexpected(end.error());
    if (profile.name.empty())
        return failure(ErrorCode::InvalidInput, "Profile: key `name` is empty; give it a name.");

    const Result<Syntax> syntax = readSyntax(*refuse);
    if (!syntax)
        return tl::unexpected(syntax.error());
    profile.refuse = *syntax;
    return profile;
}

} // namespace assay
