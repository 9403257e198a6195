// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/FrameStore.h"

#include "base/Json.h"
#include "base/UserFolders.h"
#include "data/FileTime.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <utility>

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view frameSuffix = ".frame";
constexpr std::string_view labelSuffix = ".json";
constexpr std::uintmax_t largestLabel = 1U << 20;
/// Of the labels, and of what frames look like.
constexpr int version = 1;

std::string hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a: a name for a file, no more
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    char name[17];
    std::snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(hash));
    return name;
}

Result<void> writeFile(const fs::path &path, const std::function<bool(int)> &fill)
{
    std::error_code none;
    fs::remove(path, none);
    UniqueFd file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR));
    if (!file || !fill(file.get()) || fdatasync(file.get()) != 0) {
        auto problem = systemFailure("what was loaded could not be kept on disk in " + path.string());
        fs::remove(path, none);
        return problem;
    }
    return {};
}

bool copy(int from, int to, std::uint64_t bytes)
{
    off_t at = 0;
    while (std::cmp_less(at, bytes)) {
        const ssize_t sent = sendfile(to, from, &at, static_cast<std::size_t>(bytes) - static_cast<std::size_t>(at));
        if (sent <= 0)
            return false;
    }
    return true;
}

bool writeText(int file, const std::string &text)
{
    return std::cmp_equal(write(file, text.data(), text.size()), text.size());
}

std::optional<Json> readLabel(const fs::path &path)
{
    std::error_code none;
    if (fs::file_size(path, none) > largestLabel || none)
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    Json label = Json::parse(text.str(), nullptr, false);
    return label.is_object() ? std::optional(std::move(label)) : std::nullopt;
}

/// A file changed since it was written is somebody else's.
std::string identityOf(const fs::path &frame)
{
    return fileState(frame.string());
}

std::shared_ptr<SealedFrame> opened(const fs::path &path, const Json &label)
{
    auto frame = std::make_shared<SealedFrame>();
    if (label.at("identity") != identityOf(path))
        return nullptr;
    frame->fd = UniqueFd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    frame->bytes = label.at("bytes").get<std::uint64_t>();
    frame->rows = label.at("rows").get<std::int64_t>();
    frame->oldest = label.at("oldest").get<std::int64_t>();
    frame->warnings = label.at("warnings").get<std::vector<std::string>>();
    struct stat file = {};
    const bool isWhole =
        frame->fd && fstat(frame->fd.get(), &file) == 0 && std::cmp_equal(file.st_size, frame->bytes);
    return isWhole ? frame : nullptr;
}

} // namespace

FrameStore::FrameStore(std::string folder, Complaint complaint)
    : FrameStore(std::move(folder), std::move(complaint), Bounds())
{
}

FrameStore::FrameStore(std::string folder, Complaint complaint, Bounds bounds)
    : m_folder(std::move(folder))
    , m_complaint(std::move(complaint))
    , m_bounds(bounds)
    , m_thread([this] { work(); })
{
}

FrameStore::~FrameStore()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_jobs.clear();
    }
    m_changed.notify_all();
    m_thread.join();
}

std::shared_ptr<SealedFrame> FrameStore::find(const CacheKey &key, const std::string &state)
{
    const fs::path stem = fs::path(m_folder) / hashOf(key.text);
    const std::optional<Json> label = state.empty() ? std::nullopt : readLabel(stem.string() + std::string(labelSuffix));
    if (!label)
        return nullptr;
    try {
        CacheKey known = key;
        known.text = label->at("key").get<std::string>();
        known.first = label->at("first").get<std::int64_t>();
        if (label->at("version") != version || label->at("state") != state ||
            !key.isAnsweredBy(known, label->at("oldest").get<std::int64_t>()))
            return nullptr;
        const fs::path file = stem.string() + std::string(frameSuffix);
        auto frame = opened(file, *label);
        std::error_code none; // the label's time is when the frame was used last
        if (frame)
            fs::last_write_time(stem.string() + std::string(labelSuffix), fs::file_time_type::clock::now(), none);
        return frame;
    } catch (const Json::exception &) {
        return nullptr; // somebody else's
    }
}

void FrameStore::keep(const CacheKey &key, const std::string &state,
                      std::shared_ptr<SealedFrame> frame)
{
    if (state.empty() || frame->bytes < m_bounds.least || frame->bytes > m_bounds.all)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({key, state, std::move(frame)});
    }
    m_changed.notify_all();
}

void FrameStore::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_jobs.empty() && !m_isWriting; });
}

void FrameStore::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        if (m_jobs.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        m_isWriting = true;
        lock.unlock();
        const Result<void> written = write(job);
        if (!written && m_complaint)
            m_complaint(written.error().text + " (" + written.error().detail + "); the next start loads it anew.");
        lock.lock();
        m_isWriting = false;
        m_changed.notify_all();
    }
}

Result<void> FrameStore::write(const Job &job) const
{
    const fs::path stem = fs::path(m_folder) / hashOf(job.key.text);
    const fs::path frame = stem.string() + std::string(frameSuffix), label = stem.string() + std::string(labelSuffix);
    const fs::path half = stem.string() + ".half", halfLabel = stem.string() + ".half-label";
    std::error_code problem;
    if (fs::create_directories(m_folder, problem))
        fs::permissions(m_folder, fs::perms::owner_all, problem);
    if (problem)
        return failure(ErrorCode::System, "what was loaded could not be kept on disk in " + m_folder,
                       problem.message());
    fs::remove(label, problem); // from now on there is none, until there is the new one
    fs::remove(frame, problem);
    makeRoom(job.frame->bytes);
    Result<void> done = writeFile(half, [&](int file) { return copy(job.frame->fd.get(), file, job.frame->bytes); });
    if (!done)
        return done;
    fs::rename(half, frame, problem);
    const Json text{{"version", version},
                    {"key", job.key.text},
                    {"first", job.key.first},
                    {"state", job.state},
                    {"identity", identityOf(frame)},
                    {"bytes", job.frame->bytes},
                    {"rows", job.frame->rows},
                    {"oldest", job.frame->oldest},
                    {"warnings", job.frame->warnings}};
    const std::string bytes = text.dump(-1, ' ', false, Json::error_handler_t::replace);
    done = writeFile(halfLabel, [&](int file) { return writeText(file, bytes); });
    if (done)
        fs::rename(halfLabel, label, problem);
    else
        fs::remove(frame, problem);
    return done;
}

/// Removes the longest unused until `bytes` more find room. What has no label is left over of a
/// writing that did not come to its end.
void FrameStore::makeRoom(std::uint64_t bytes) const
{
    struct Kept
    {
        fs::path frame, label;
        fs::file_time_type used;
        std::uint64_t bytes = 0;
    };
    std::vector<Kept> kept;
    std::error_code none;
    std::uint64_t all = bytes;
    for (const fs::directory_entry &entry : fs::directory_iterator(m_folder, none)) {
        if (entry.path().extension() != frameSuffix)
            continue;
        fs::path label = entry.path();
        label.replace_extension(labelSuffix);
        kept.push_back({entry.path(), label, fs::last_write_time(label, none), entry.file_size(none)});
        all += kept.back().bytes;
    }
    std::ranges::sort(kept, {}, &Kept::used);
    for (const Kept &one : kept) {
        if (all <= m_bounds.all && fs::exists(one.label, none))
            continue;
        fs::remove(one.label, none);
        fs::remove(one.frame, none);
        all -= one.bytes;
    }
}

Result<std::uint64_t> FrameStore::clear(const std::string &folder)
{
    std::uint64_t bytes = 0;
    std::error_code problem, none;
    if (!fs::exists(folder, none))
        return bytes;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, problem)) {
        const std::string suffix = entry.path().extension().string();
        if (suffix != frameSuffix && suffix != labelSuffix && !suffix.starts_with(".half"))
            continue;
        const std::uint64_t size = entry.file_size(none);
        if (fs::remove(entry.path(), problem))
            bytes += size;
        if (problem)
            break;
    }
    if (problem)
        return failure(ErrorCode::System, "The cache " + folder + " could not be cleared: " + problem.message() + ".");
    return bytes;
}

std::string FrameStore::usualFolder()
{
    return cacheFolder() + "/frames";
}

} // namespace assay
