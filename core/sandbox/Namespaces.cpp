// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/Namespaces.h"

#include "base/UniqueFd.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace assay {
namespace {

constexpr int nobody = 65534;
/// Where the new root is put together; what it hides there is not needed, as every folder to be
/// shown was opened before.
constexpr const char *workshop = "/usr";

Result<void> writeFile(const char *path, const std::string &text)
{
    const UniqueFd file(open(path, O_WRONLY | O_CLOEXEC));
    if (!file || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return systemFailure(std::string("writing ") + path);
    return {};
}

Result<void> mapToNobody(uid_t user, gid_t group)
{
    const std::string inside = std::to_string(nobody) + ' ';
    return writeFile("/proc/self/setgroups", "deny")
        .and_then(
            [&] { return writeFile("/proc/self/uid_map", inside + std::to_string(user) + " 1"); })
        .and_then(
            [&] { return writeFile("/proc/self/gid_map", inside + std::to_string(group) + " 1"); });
}

/// A folder of the host, as a mount of its own that nobody can write through.
struct ShownFolder
{
    std::string path;
    UniqueFd tree;
};

Result<ShownFolder> takeReadOnly(const std::string &folder)
{
    UniqueFd tree(
        open_tree(AT_FDCWD, folder.c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE));
    if (!tree)
        return systemFailure("open_tree " + folder);
    mount_attr readOnly{};
    readOnly.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
    if (mount_setattr(tree.get(), "", AT_EMPTY_PATH | AT_RECURSIVE, &readOnly, sizeof readOnly) !=
        0)
        return systemFailure("mount_setattr " + folder);
    return ShownFolder{folder, std::move(tree)};
}

Result<void> place(const ShownFolder &folder)
{
    const std::string target = workshop + folder.path;
    std::error_code error;
    std::filesystem::create_directories(target, error);
    if (error)
        return failure(ErrorCode::System, "creating " + folder.path + ": " + error.message());
    if (move_mount(folder.tree.get(), "", AT_FDCWD, target.c_str(), MOVE_MOUNT_F_EMPTY_PATH) != 0)
        return systemFailure("move_mount " + folder.path);
    return {};
}

Result<void> enterWorkshop()
{
    if (chdir(workshop) != 0 || syscall(SYS_pivot_root, ".", ".") != 0)
        return systemFailure("pivot_root");
    // The old root now lies on top of the new one, at the same place.
    if (umount2(".", MNT_DETACH) != 0 || chdir("/") != 0)
        return systemFailure("leaving the host's root");
    constexpr unsigned long sealed = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV;
    if (mount(nullptr, "/", nullptr, sealed, nullptr) != 0)
        return systemFailure("making the root read-only");
    return {};
}

} // namespace

Result<void> leaveHostNamespaces()
{
    const uid_t user = geteuid();
    const gid_t group = getegid();
    if (user == 0)
        (void)setgroups(0, nullptr); // not possible for others, nor needed
    constexpr int kinds = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC |
                          CLONE_NEWUTS | CLONE_NEWCGROUP;
    if (unshare(kinds) != 0)
        return systemFailure("unshare");
    return mapToNobody(user, group).and_then([]() -> Result<void> {
        // What is mounted from now on is this namespace's own business.
        if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            return systemFailure("making mounts private");
        return {};
    });
}

Result<void> showOnly(const std::vector<std::string> &folders)
{
    std::vector<ShownFolder> shown;
    for (const std::string &folder : folders) {
        Result<ShownFolder> taken = takeReadOnly(folder);
        if (!taken)
            return tl::unexpected(taken.error());
        shown.push_back(std::move(*taken));
    }
    if (mount("assay", workshop, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m") != 0)
        return systemFailure("mounting an empty root");
    for (const ShownFolder &folder : shown)
        if (Result<void> placed = place(folder); !placed)
            return placed;
    return enterWorkshop();
}

Result<void> dropCapabilities()
{
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno != EPERM)
            return systemFailure("dropping a capability");
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const __user_cap_data_struct none[2] = {};
    if (syscall(SYS_capset, &header, none) != 0)
        return systemFailure("capset");
    return {};
}

} // namespace assay
