// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Proposal.h"

#include <optional>
#include <string>

namespace assay::files {

/// What files that are read alike have in common. Without names it is what the columns seem to hold.
struct FileShape
{
    FileKind kind = FileKind::Csv;
    char separator = ','; ///< of CSV, as is the encoding
    Encoding encoding = Encoding::Utf8;
    std::vector<std::string> names; ///< of the columns; empty: there is no header
    std::vector<std::string> types; ///< of the columns, where they have no names or it is Parquet

    bool operator==(const FileShape &) const = default;
};

[[nodiscard]] FileShape shapeOf(const Proposal &proposal);

/// Remembers for each shape of file how such files are read, in one JSON file. It is read anew for
/// every question, and replaced as a whole, so several programs may use it at a time.
/// A book that is damaged is put aside, under a name of its own, and is an error once; then the book
/// is empty. One of a newer Assay is an error, and stays.
class MappingBook
{
public:
    /// `mappings.json` in the user's configFolder().
    [[nodiscard]] static std::string usualPath();

    explicit MappingBook(std::string path = usualPath());

    /// Nothing where no such file was mapped yet.
    [[nodiscard]] Result<std::optional<Mapping>> recall(const FileShape &shape) const;
    /// In place of what was remembered for that shape.
    [[nodiscard]] Result<void> remember(const FileShape &shape, const Mapping &mapping) const;
    [[nodiscard]] Result<void> forget(const FileShape &shape) const;

private:
    [[nodiscard]] Result<Json> read() const;
    [[nodiscard]] Result<void> replace(const FileShape &shape, const Json &entry) const;
    [[nodiscard]] tl::unexpected<Error> putAside(const std::string &what) const;

    std::string m_path;
};

} // namespace assay::files
