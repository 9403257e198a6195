// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <vector>

namespace assay {

/// The sources a user has brought in, by their SOURCE texts, in a JSON file; `sample` is always
/// there and stands first. A file that cannot be read is an error, and is never written over.
class SourceBook
{
public:
    /// A file that is not there yet is an empty book.
    [[nodiscard]] static Result<SourceBook> read(const std::string &path);
    [[nodiscard]] static std::string usualPath();

    [[nodiscard]] const std::vector<std::string> &sources() const { return m_sources; }
    /// Adds it at the end, where it is not there yet, and writes the file.
    [[nodiscard]] Result<void> add(const std::string &source);
    [[nodiscard]] Result<void> remove(const std::string &source);

private:
    explicit SourceBook(std::string path);
    [[nodiscard]] Result<void> write() const;

    std::string m_path;
    std::vector<std::string> m_sources;
};

} // namespace assay
