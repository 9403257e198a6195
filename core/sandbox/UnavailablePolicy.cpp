// SPDX-License-Identifier: GPL-3.0-or-later
// For systems without a policy of their own yet: every layer is unavailable, so the engine refuses
// to run scripts unless the user accepts each missing layer by name.
#include "sandbox/Policy.h"

namespace assay {
namespace {

class UnavailablePolicy final : public Policy
{
public:
    UnavailablePolicy()
    {
        for (const Layer layer : {Layer::Namespaces, Layer::Landlock, Layer::Seccomp,
                                  Layer::NoNewPrivileges, Layer::ResourceLimits})
            note(layer, LayerState::Unavailable, "not offered on this operating system");
    }
    void leaveHost() override {}
    Result<void> closeDoors(const std::vector<std::string> &) override { return {}; }
    Result<void> confine(const Cell &) override { return {}; }
    std::string systemCallName(std::uint32_t number) const override
    {
        return std::to_string(number);
    }
};

} // namespace

std::unique_ptr<Policy> Policy::forThisSystem()
{
    return std::make_unique<UnavailablePolicy>();
}

} // namespace assay
