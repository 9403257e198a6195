// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/CacheKey.h"
#include "frames/SealedFrame.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace assay {

/// Loaded trades in a folder on disk, so that the next start maps what the last one loaded. A frame
/// is a file, read-only and as it lies in memory, and one beside it says what it is the answer to;
/// that one is written last, so what is half written is never found.
/// Thread: find() and keep() on one thread; it writes on one of its own.
class FrameStore
{
public:
    struct Bounds
    {
        std::uint64_t least = 4ULL << 20; ///< smaller frames are loaded as fast as they are mapped
        std::uint64_t all = 2ULL << 30;   ///< of the folder; the longest unused go first
    };
    /// Told, on the writing thread, once for each frame that cannot be written.
    using Complaint = std::function<void(const std::string &problem)>;

    explicit FrameStore(std::string folder, Complaint complaint = {});
    FrameStore(std::string folder, Complaint complaint, Bounds bounds);
    /// Waits for what is being written; what waits to be is dropped.
    ~FrameStore();
    FrameStore(const FrameStore &) = delete;
    FrameStore &operator=(const FrameStore &) = delete;

    /// `state` is the source's durable one; an empty one is never found.
    [[nodiscard]] std::shared_ptr<SealedFrame> find(const CacheKey &key, const std::string &state);
    /// Comes back at once. A frame that is too small, or too large, is not kept.
    void keep(const CacheKey &key, const std::string &state, std::shared_ptr<SealedFrame> frame);
    /// Until all is written.
    void wait();

    /// Removes every frame of a folder, and says how many bytes that were.
    [[nodiscard]] static Result<std::uint64_t> clear(const std::string &folder);
    /// `$XDG_CACHE_HOME/assay/frames`, or in `~/.cache`.
    [[nodiscard]] static std::string usualFolder();

private:
    struct Job
    {
        CacheKey key;
        std::string state;
        std::shared_ptr<SealedFrame> frame;
    };

    void work();
    [[nodiscard]] Result<void> write(const Job &job) const;
    void makeRoom(std::uint64_t bytes) const;

    std::string m_folder;
    Complaint m_complaint;
    Bounds m_bounds;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isWriting = false;
    bool m_isEnding = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace assay
