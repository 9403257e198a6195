// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/DataSource.h"

#include "data/FixtureSource.h"
#include "data/SampleSource.h"

namespace assay {

Result<std::shared_ptr<DataSource>> openSource(const std::string &source)
{
    constexpr std::string_view known = "Known are sample and fixture:FILE.json.";
    constexpr std::string_view fixture = "fixture:";
    if (source == "sample")
        return std::make_shared<SampleSource>();
    if (!source.starts_with(fixture))
        return failure(ErrorCode::InvalidInput,
                       "There is no data source \"" + source + "\". " + std::string(known));
    if (source.size() == fixture.size())
        return failure(ErrorCode::InvalidInput,
                       "The fixture's file is missing after \"fixture:\".");
    return FixtureSource::create(source.substr(fixture.size()));
}

} // namespace assay
