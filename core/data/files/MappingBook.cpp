// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/MappingBook.h"

#include "base/UserFolders.h"
#include "data/files/SmallFile.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>

namespace assay::files {
namespace {

namespace fs = std::filesystem;

constexpr int version = 1;
constexpr std::uint64_t largestBook = 16U << 20;
constexpr int mostAside = 1000;

Json shapeJson(const FileShape &shape)
{
    Json json{{"kind", kindName(shape.kind)}};
    if (shape.kind == FileKind::Csv) {
        json["separator"] = std::string(1, shape.separator);
        json["encoding"] = encodingName(shape.encoding);
    }
    json["names"] = shape.names;
    json["types"] = shape.types;
    return json;
}

/// Keys may hold bytes of any kind; the book is UTF-8.
std::string textOf(const Json &book)
{
    return book.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool isEntry(const Json &entry)
{
    return entry.is_object() && entry.contains("shape") && entry.contains("mapping");
}

Result<void> writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemFailure("The mappings cannot be written");
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

/// Whoever reads it finds the old text or the new one, whole, also after a power cut.
Result<void> writeAtomically(const std::string &path, const std::string &text)
{
    const std::string temporary = path + ".new";
    UniqueFd file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file)
        return systemFailure("The mappings cannot be written to " + temporary);
    const Result<void> written = writeAll(file.get(), text);
    if (!written)
        return written;
    if (::fsync(file.get()) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0)
        return systemFailure("The mappings cannot be written to " + path);
    const UniqueFd folder(::open(fs::path(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder)
        ::fsync(folder.get());
    return {};
}

/// Held while the book is read and replaced.
Result<UniqueFd> lockBeside(const std::string &path)
{
    UniqueFd lock(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock || ::flock(lock.get(), LOCK_EX) != 0)
        return systemFailure("The mappings cannot be locked in " + path + ".lock");
    return lock;
}

} // namespace

FileShape shapeOf(const Proposal &proposal)
{
    FileShape shape;
    shape.kind = proposal.mapping.kind;
    shape.separator = proposal.mapping.csv.separator;
    shape.encoding = proposal.mapping.csv.encoding;
    const bool hasNames = shape.kind == FileKind::Parquet || proposal.mapping.csv.hasHeader;
    if (hasNames)
        shape.names = proposal.columns;
    if (!hasNames || shape.kind == FileKind::Parquet)
        shape.types = proposal.types;
    return shape;
}

std::string MappingBook::usualPath()
{
    const std::string folder = configFolder();
    return folder.empty() ? std::string() : folder + "/mappings.json";
}

MappingBook::MappingBook(std::string path)
    : m_path(std::move(path))
{
}

tl::unexpected<Error> MappingBook::putAside(const std::string &what) const
{
    for (int i = 1; i < mostAside; ++i) {
        const std::string aside = m_path + ".damaged-" + std::to_string(i);
        // Fails where there is one of that name.
        if (::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, aside.c_str(), RENAME_NOREPLACE) == 0)
            return failure(ErrorCode::InvalidInput, "The remembered mappings in " + m_path + " are damaged (" + what +
                                                        "); they are kept as " + aside +
                                                        ", and an empty book takes their place.");
        if (errno != EEXIST)
            break;
    }
    return failure(ErrorCode::InvalidInput,
                   "The remembered mappings in " + m_path + " are damaged (" + what + "); move the file away.");
}

/// The list of entries.
Result<Json> MappingBook::read() const
{
    if (m_path.empty())
        return Json::array();
    const Result<std::string> text = readSmallFile(m_path, "book of mappings", largestBook);
    if (!text && text.error().code == ErrorCode::NotFound)
        return Json::array();
    if (!text)
        return tl::unexpected(text.error());
    const Json book = Json::parse(*text, nullptr, false);
    if (book.is_discarded())
        return putAside("it is not JSON");
    const auto found = book.is_object() ? book.find("version") : book.end();
    if (!book.is_object() || found == book.end() || !found->is_number_integer())
        return putAside("it has no version");
    if (found->get<std::int64_t>() > version)
        return failure(ErrorCode::Unsupported, "The remembered mappings in " + m_path +
                                                   " are of a newer Assay; this one leaves them alone.");
    const auto entries = book.find("mappings");
    if (entries == book.end() || !entries->is_array() || !std::ranges::all_of(*entries, isEntry))
        return putAside("it has no list of mappings");
    return *entries;
}

Result<std::optional<Mapping>> MappingBook::recall(const FileShape &shape) const
{
    const Result<Json> entries = read();
    if (!entries)
        return tl::unexpected(entries.error());
    const Json wanted = shapeJson(shape);
    const auto found =
        std::ranges::find_if(*entries, [&](const Json &entry) { return entry.at("shape") == wanted; });
    if (found == entries->end())
        return std::nullopt;
    Result<Mapping> mapping = mappingFromJson(found->at("mapping"));
    if (!mapping)
        return putAside(mapping.error().text);
    return std::move(*mapping);
}

Result<void> MappingBook::remember(const FileShape &shape, const Mapping &mapping) const
{
    return replace(shape, {{"shape", shapeJson(shape)}, {"mapping", toJson(mapping)}});
}

Result<void> MappingBook::forget(const FileShape &shape) const
{
    return replace(shape, nullptr);
}

Result<void> MappingBook::replace(const FileShape &shape, const Json &entry) const
{
    if (m_path.empty())
        return failure(ErrorCode::Unavailable,
                       "Mappings cannot be remembered: neither XDG_CONFIG_HOME nor HOME names a folder.");
    std::error_code problem;
    fs::create_directories(fs::path(m_path).parent_path(), problem);
    if (problem)
        return failure(ErrorCode::System, "The folder of " + m_path + " cannot be made: " + problem.message());
    const Result<UniqueFd> lock = lockBeside(m_path);
    if (!lock)
        return tl::unexpected(lock.error());
    const Result<Json> entries = read();
    if (!entries)
        return tl::unexpected(entries.error());
    const Json wanted = shapeJson(shape);
    Json kept = Json::array();
    for (const Json &other : *entries)
        if (other.at("shape") != wanted)
            kept.push_back(other);
    if (!entry.is_null())
        kept.push_back(entry);
    return writeAtomically(m_path, textOf({{"version", version}, {"mappings", kept}}));
}

} // namespace assay::files
