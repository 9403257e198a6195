// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/Layer.h"

#include <span>
#include <string_view>

namespace assay {

/// One harmless attempt at what a layer must stop. Run inside a child that is confined by that
/// layer alone (and by the namespaces, which can't be taken off), with OnForbiddenCall::Refuse, so
/// that a second layer can't cover up for the first.
struct Attack
{
    std::string_view name; ///< what was tried, for a person
    Layer layer;
    bool (*isBlocked)();         ///< makes the attempt
    bool (*isMeant)() = nullptr; ///< whether the layer covers that on this kernel; null: on each
};

/// All attacks, in the order of the layers. At most 64 of a layer.
[[nodiscard]] std::span<const Attack> attacks();

} // namespace assay
