// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "data/files/LoadedFile.h"
#include "data/files/Proposal.h"

#include <optional>

namespace assay {

/// `csv:FILE` and `parquet:FILE`: a person's own file, whose columns are mapped to the columns of the
/// trades. It is read whole at the first question, and anew once it has changed.
class FileSource : public DataSource
{
public:
    /// `source` is what stands behind `csv:` or `parquet:`: FILE or FILE?mapping=MAP.json. Without
    /// a mapping the one that is remembered for such files is taken; a file whose columns are Assay's
    /// own needs none. For any other file the error says how it might be read: nothing is guessed
    /// unseen.
    [[nodiscard]] static Result<std::shared_ptr<DataSource>> create(files::FileKind kind,
                                                                    const std::string &source);
    /// Errors where the mapping does not fit the file's columns.
    [[nodiscard]] static Result<std::shared_ptr<FileSource>> open(const std::string &path,
                                                                  const files::Mapping &mapping);

    [[nodiscard]] std::string name() const override;
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override { return std::nullopt; }
    [[nodiscard]] std::string state(std::int64_t now, const LoadWatch &watch) override;
    [[nodiscard]] std::string durableState() override;
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    /// A file has none, as it has no snapshots: NotFound.
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    /// The columns are the file's own, all of them.
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;

    [[nodiscard]] const files::Mapping &mapping() const { return m_mapping; }
    /// Rows that could not be read, the first 1,000 of them; as of the last load.
    [[nodiscard]] const std::vector<files::BadRow> &badRows() const { return m_loaded.badRows.first; }
    [[nodiscard]] std::int64_t badRowCount() const { return m_loaded.badRows.count; }

private:
    FileSource(std::string source, std::string path, files::Mapping mapping);

    /// Where it has changed, or was not read yet.
    [[nodiscard]] Result<void> load(const LoadWatch &watch);
    [[nodiscard]] std::vector<std::string> warnings() const;

    std::string m_source; ///< as it was asked for
    std::string m_path;
    files::Mapping m_mapping;
    std::string m_loadedState; ///< of the file when it was read; empty: it was not
    files::LoadedFile m_loaded;
};

} // namespace assay
