// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/postgres/Password.h"

#include <cstdlib>
#include <libsecret/secret.h>

namespace assay::postgres {
namespace {

const SecretSchema &schema()
{
    static const SecretSchema made{"org.assay.postgresql",
                                   SECRET_SCHEMA_NONE,
                                   {{"host", SECRET_SCHEMA_ATTRIBUTE_STRING},
                                    {"port", SECRET_SCHEMA_ATTRIBUTE_STRING},
                                    {"user", SECRET_SCHEMA_ATTRIBUTE_STRING},
                                    {"database", SECRET_SCHEMA_ATTRIBUTE_STRING},
                                    {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
                                   0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
    return made;
}

/// Without one, asking for the store would try to start a bus of its own.
bool hasBus()
{
    const char *address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
    return address != nullptr && *address != '\0';
}

} // namespace

std::optional<std::string> storedPassword(const Target &target)
{
    if (!hasBus())
        return std::nullopt;
    GError *problem = nullptr;
    gchar *const found = secret_password_lookup_sync(&schema(), nullptr, &problem, "host", target.host.c_str(), "port",
                                                     target.port.c_str(), "user", target.user.c_str(), "database",
                                                     target.database.c_str(), nullptr);
    g_clear_error(&problem); // no store is no error
    if (found == nullptr)
        return std::nullopt;
    std::string password = found;
    secret_password_free(found);
    return password;
}

Result<void> storePassword(const Target &target, const std::string &password)
{
    const std::string advice = " Set PGPASSWORD, or write it to ~/.pgpass.";
    if (!hasBus())
        return failure(ErrorCode::Unavailable, "There is no secret store on this desktop to keep the password in." + advice);
    GError *problem = nullptr;
    const std::string label = "Assay: " + target.user + " on " + target.text();
    const bool isStored = secret_password_store_sync(
                              &schema(), SECRET_COLLECTION_DEFAULT, label.c_str(), password.c_str(), nullptr, &problem,
                              "host", target.host.c_str(), "port", target.port.c_str(), "user", target.user.c_str(),
                              "database", target.database.c_str(), nullptr) != 0;
    const std::string reason = problem != nullptr ? problem->message : "";
    g_clear_error(&problem);
    if (isStored)
        return {};
    return failure(ErrorCode::Unavailable, "The desktop's secret store did not take the password (" + reason + ")." + advice, reason);
}

} // namespace assay::postgres
