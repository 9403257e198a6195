// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds bytes to the decoders of every message. What they accept must come back the same when it is
// sent on.
#include "protocol/EngineMessages.h"
#include "protocol/RunMessages.h"
#include "protocol/Wire.h"

#include <cstdlib>

using namespace assay;

namespace {

template <typename Message, typename Decode>
void comesBack(const Result<Message> &message, Decode decode)
{
    if (!message)
        return;
    const Result<Message> again = decode(encode(*message));
    if (!again || !(*again == *message))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::vector<std::uint8_t> bytes(data, data + size);
    comesBack(decodeFromRun(bytes), decodeFromRun);
    comesBack(decodeFromEngine(bytes), decodeFromEngine);
    comesBack(decodeToEngine(bytes), decodeToEngine);
    if (const auto announced = fileNotice(bytes); announced && *announced < 1)
        std::abort();
    (void)decodeToRun(bytes); // its values may hold NaN, which equals nothing
    const std::string text(bytes.begin(), bytes.end());
    if (wire::isSaneJson(text) && Json::parse(text, nullptr, false).is_discarded())
        std::abort();
    return 0;
}
