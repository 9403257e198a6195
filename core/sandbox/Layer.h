// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The independent walls around a run. Names are those of `assay doctor`.
enum class Layer { Namespaces, Landlock, Seccomp, NoNewPrivileges, ResourceLimits };
enum class LayerState { Active, Unavailable, Failed };

/// What became of one layer when the engine started.
struct LayerReport
{
    Layer layer = Layer::Seccomp;
    LayerState state = LayerState::Unavailable;
    std::string detail; ///< for a person: what it covers here, or why it is missing

    bool operator==(const LayerReport &) const = default;
};

[[nodiscard]] std::string_view layerName(Layer layer);
[[nodiscard]] std::string_view layerStateName(LayerState state);

using LayerReports = std::vector<LayerReport>;

} // namespace assay
