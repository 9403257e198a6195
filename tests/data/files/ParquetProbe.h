// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/parquet/ParquetFile.h"

#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace assay::test {

/// Looks at every value, so that a sanitizer sees each byte that is handed over.
class CountingSink : public parquet::ValueSink
{
public:
    void missing() override { ++rows; }
    void integer(std::int64_t value) override { look(&value, sizeof value); }
    void real(double value) override { look(&value, sizeof value); }
    void bytes(std::string_view value) override { look(value.data(), value.size()); }

    std::int64_t rows = 0;

private:
    void look(const void *data, std::size_t bytes)
    {
        ++rows;
        for (std::size_t i = 0; i < bytes; ++i)
            m_seen = m_seen ^ static_cast<const unsigned char *>(data)[i];
    }

    volatile unsigned char m_seen = 0;
};

/// Reads all there is of a Parquet file that lies in memory. What it accepts must keep its promise: a
/// column has as many rows as the file. Gives how many columns could be read, -1: not even its footer.
inline int probeParquet(const void *data, std::size_t size)
{
    UniqueFd file(::memfd_create("parquet", MFD_CLOEXEC));
    if (!file || ::write(file.get(), data, size) != static_cast<ssize_t>(size))
        std::abort();
    const auto opened = parquet::ParquetFile::open(std::move(file), "fuzzed");
    if (!opened)
        return -1;
    int good = 0;
    for (std::size_t column = 0; column < opened->columns().size(); ++column) {
        CountingSink sink;
        static_cast<void>(parquet::typeText(opened->columns()[column]));
        const bool isGood = opened->read(column, sink, {}).has_value();
        if (isGood && sink.rows != opened->rows())
            std::abort();
        good += isGood ? 1 : 0;
    }
    return good;
}

} // namespace assay::test
