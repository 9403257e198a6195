// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ProcessTree.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

namespace assay {
namespace {

struct Entry
{
    pid_t parent = 0;
    std::string name;
};

std::map<pid_t, Entry> allProcesses()
{
    std::map<pid_t, Entry> processes;
    for (const auto &folder : std::filesystem::directory_iterator("/proc")) {
        const std::string number = folder.path().filename();
        pid_t pid = 0;
        if (std::from_chars(number.data(), number.data() + number.size(), pid).ec != std::errc())
            continue;
        std::string line;
        std::getline(std::ifstream(folder.path() / "stat"), line);
        const std::size_t open = line.find('(');
        const std::size_t close = line.rfind(')');
        if (close == std::string::npos || close + 4 > line.size())
            continue;
        Entry entry{0, line.substr(open + 1, close - open - 1)};
        std::from_chars(line.data() + close + 4, line.data() + line.size(), entry.parent);
        processes[pid] = entry;
    }
    return processes;
}

double proportionalMegabytes(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; file >> word;) {
        double kilobytes = 0;
        if (word == "Pss:" && file >> kilobytes)
            return kilobytes / 1024;
    }
    return 0;
}

} // namespace

std::vector<ProcessMemory> descendants()
{
    const std::map<pid_t, Entry> processes = allProcesses();
    std::vector<ProcessMemory> found;
    for (const auto &[pid, entry] : processes) {
        pid_t ancestor = entry.parent;
        while (ancestor > 1 && ancestor != getpid() && processes.contains(ancestor))
            ancestor = processes.at(ancestor).parent;
        if (ancestor == getpid())
            found.push_back({pid, entry.name, proportionalMegabytes(pid)});
    }
    return found;
}

} // namespace assay
