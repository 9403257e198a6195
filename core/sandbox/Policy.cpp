// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/Policy.h"

#include <algorithm>

namespace assay {

void Policy::note(Layer layer, LayerState state, std::string detail)
{
    const auto known = std::ranges::find(m_layers, layer, &LayerReport::layer);
    LayerReport report{layer, state, std::move(detail)};
    if (known == m_layers.end())
        m_layers.push_back(std::move(report));
    else
        *known = std::move(report);
}

} // namespace assay
