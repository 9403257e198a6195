// SPDX-License-Identifier: GPL-3.0-or-later
// without-layer LAYER COMMAND…: runs the command where the system calls behind a layer of the
// sandbox answer as they do on a kernel that lacks it. For tests of what Assay does there.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

namespace {

bool takeAway(const char *layer, scmp_filter_ctx filter)
{
    if (std::strcmp(layer, "landlock") == 0)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset),
                                0) == 0;
    if (std::strcmp(layer, "seccomp") == 0)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0) == 0;
    if (std::strcmp(layer, "namespaces") == 0)
        return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(unshare), 0) == 0;
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 3 || filter == nullptr || !takeAway(argv[1], filter) || seccomp_load(filter) != 0) {
        std::fprintf(stderr, "usage: without-layer landlock|seccomp|namespaces COMMAND...\n");
        return 2;
    }
    execv(argv[2], argv + 2);
    std::perror(argv[2]);
    return 2;
}
