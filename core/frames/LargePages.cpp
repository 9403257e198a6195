// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/LargePages.h"

#include <cstdint>
#include <sys/mman.h>

namespace assay {

void preferLargePages(void *begin, std::size_t bytes)
{
    constexpr std::size_t worthIt = std::size_t{4} << 20U;
    constexpr std::uintptr_t page = 4096;
    if (bytes < worthIt)
        return;
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
    const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / page * page;
    ::madvise(reinterpret_cast<void *>(first), end - first, MADV_HUGEPAGE);
}

} // namespace assay
