// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/DataSource.h"

#include "data/FixtureSource.h"
#include "data/SampleSource.h"
#include "data/files/FileSource.h"
#include "data/postgres/PostgresSource.h"
#include "data/sqlite/SqliteSource.h"

namespace assay {

Result<std::shared_ptr<DataSource>> openSource(const std::string &source)
{
    constexpr std::string_view known = "Known are sample, sqlite:FILE, postgresql://…, csv:FILE, parquet:FILE and fixture:FILE.json.";
    constexpr std::string_view fixture = "fixture:";
    if (source == "sample")
        return std::make_shared<SampleSource>();
    constexpr std::string_view sqlite = "sqlite:";
    if (source.starts_with(sqlite))
        return SqliteSource::create(source.substr(sqlite.size()));
    if (source.starts_with("postgresql:") || source.starts_with("postgres:"))
        return PostgresSource::create(source);
    if (source.starts_with("csv:"))
        return FileSource::create(files::FileKind::Csv, source.substr(4));
    if (source.starts_with("parquet:"))
        return FileSource::create(files::FileKind::Parquet, source.substr(8));
    if (!source.starts_with(fixture))
        return failure(ErrorCode::InvalidInput,
                       "There is no data source \"" + source + "\". " + std::string(known));
    if (source.size() == fixture.size())
        return failure(ErrorCode::InvalidInput,
                       "The fixture's file is missing after \"fixture:\".");
    return FixtureSource::create(source.substr(fixture.size()));
}

} // namespace assay
