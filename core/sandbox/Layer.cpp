// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/Layer.h"

namespace assay {

std::string_view layerName(Layer layer)
{
    switch (layer) {
    case Layer::Namespaces:
        return "namespaces";
    case Layer::Landlock:
        return "landlock";
    case Layer::Seccomp:
        return "seccomp";
    case Layer::NoNewPrivileges:
        return "no_new_privs";
    case Layer::ResourceLimits:
        return "rlimits";
    }
    return {};
}

std::string_view layerStateName(LayerState state)
{
    switch (state) {
    case LayerState::Active:
        return "active";
    case LayerState::Unavailable:
        return "unavailable";
    case LayerState::Failed:
        return "failed";
    }
    return {};
}

} // namespace assay
