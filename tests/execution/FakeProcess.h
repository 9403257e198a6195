// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace assay::test {

/// What a fake process holds of its connection to the host.
struct FakeEnds
{
    int channel = -1;
    int output = -1;
    int area = -1;
    std::int64_t areaBytes = 0;
};

/// The life of a process that does what the text of its job's code says, which is mostly something
/// that no honest process would do. Ends this process.
[[noreturn]] void playProcess(const FakeEnds &ends);

} // namespace assay::test
