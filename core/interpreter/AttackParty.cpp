// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/AttackParty.h"

#include "base/UniqueFd.h"
#include "sandbox/Attack.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay {
namespace {

constexpr int patienceMilliseconds = 5000;
constexpr std::uint64_t memoryBytes = 256U << 20;

/// What a child found: one bit an attack, in their order within the layer.
using Blocked = std::uint64_t;

[[noreturn]] void attackFrom(Policy &policy, Layer layer, int answer)
{
    // The child's own copy: nobody reads the last words of an attacker.
    static LastWords lastWords;
    const Cell cell{{memoryBytes, 4096, 5}, {answer}, &lastWords, OnForbiddenCall::Refuse, layer};
    if (!policy.confine(cell))
        _exit(1);
    Blocked blocked = 0;
    int position = 0;
    for (const Attack &attack : attacks()) {
        if (attack.layer != layer)
            continue;
        if (attack.isBlocked())
            blocked |= 1ULL << position;
        ++position;
    }
    const bool told = write(answer, &blocked, sizeof blocked) == sizeof blocked;
    _exit(told ? 0 : 1);
}

Blocked answerOf(const UniqueFd &pipe)
{
    Blocked blocked = 0;
    pollfd waiting{pipe.get(), POLLIN, 0};
    if (poll(&waiting, 1, patienceMilliseconds) != 1 ||
        read(pipe.get(), &blocked, sizeof blocked) != sizeof blocked)
        return 0;
    return blocked;
}

Blocked attackLayer(Policy &policy, Layer layer)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return 0;
    const UniqueFd readEnd(ends[0]);
    UniqueFd writeEnd(ends[1]);
    const pid_t child = fork();
    if (child == 0)
        attackFrom(policy, layer, writeEnd.get());
    writeEnd.reset();
    const Blocked blocked = child > 0 ? answerOf(readEnd) : 0;
    if (child > 0) {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    return blocked;
}

} // namespace

AttacksDone attackEveryLayer(Policy &policy)
{
    std::map<Layer, Blocked> found;
    std::map<Layer, int> position;
    AttacksDone done;
    for (const Attack &attack : attacks()) {
        if (!found.contains(attack.layer))
            found[attack.layer] = attackLayer(policy, attack.layer);
        const bool blocked = ((found[attack.layer] >> position[attack.layer]++) & 1) != 0;
        done.attacks.push_back(
            {std::string(attack.name), std::string(layerName(attack.layer)), blocked,
             attack.isMeant == nullptr || attack.isMeant()});
    }
    return done;
}

} // namespace assay
