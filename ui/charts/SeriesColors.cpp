// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/SeriesColors.h"

#include <array>

namespace assay {

QColor seriesColor(const Theme &theme, std::size_t series)
{
    constexpr std::array<QRgb, 8> onLight{0xff2f5bd7, 0xffd55e00, 0xff00845f, 0xffb0468c, 0xffb08500, 0xff2a9ccf, 0xff6b4fc0, 0xff59616f};
    constexpr std::array<QRgb, 8> onDark{0xff86a6ff, 0xfff28e4b, 0xff3fc39b, 0xffe08cc4, 0xffe6c04d, 0xff6cc7f2, 0xffb09cf5, 0xffa7b0bf};
    return QColor::fromRgb((theme.isDark ? onDark : onLight)[series % onLight.size()]);
}

} // namespace assay
