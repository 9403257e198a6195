// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/SourceBook.h"

#include "base/AtomicFile.h"
#include "base/Json.h"
#include "base/UserFolders.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace assay {
namespace {

constexpr const char *always = "sample";

} // namespace

SourceBook::SourceBook(std::string path)
    : m_path(std::move(path))
    , m_sources{always}
{
}

std::string SourceBook::usualPath()
{
    return configFolder() + "/sources.json";
}

Result<SourceBook> SourceBook::read(const std::string &path)
{
    SourceBook book(path);
    std::error_code none;
    if (!std::filesystem::exists(path, none))
        return book;
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    const Json list = Json::parse(text.str(), nullptr, false);
    const bool isList = list.is_array() && std::ranges::all_of(list, [](const Json &one) { return one.is_string(); });
    if (!isList)
        return failure(ErrorCode::InvalidInput, "The list of data sources " + path +
                                                    " is damaged: it is no JSON list of texts. Mend it, or remove "
                                                    "it to begin a new one.");
    for (const Json &one : list)
        if (std::ranges::find(book.m_sources, one.get<std::string>()) == book.m_sources.end())
            book.m_sources.push_back(one.get<std::string>());
    return book;
}

Result<void> SourceBook::add(const std::string &source)
{
    if (std::ranges::find(m_sources, source) != m_sources.end())
        return {};
    m_sources.push_back(source);
    return write();
}

Result<void> SourceBook::remove(const std::string &source)
{
    if (source == always || std::erase(m_sources, source) == 0)
        return {};
    return write();
}

Result<void> SourceBook::write() const
{
    const std::vector<std::string> own(m_sources.begin() + 1, m_sources.end());
    return writeAtomically(m_path, Json(own).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace assay
