// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RowFilter.h"

#include "frames/LargePages.h"
#include "frames/RowTest.h"

#include <algorithm>
#include <array>
#include <memory>

namespace assay {
namespace {

/// The answers of so many rows stay in the first cache.
constexpr std::size_t blockRows = 4096;

/// The conditions made ready, the quick ones first.
Result<std::vector<std::unique_ptr<RowTest>>> testsOf(const Frame &frame, const std::vector<Condition> &conditions)
{
    std::vector<std::unique_ptr<RowTest>> tests;
    for (const Condition &condition : conditions) {
        Result<std::unique_ptr<RowTest>> test = rowTestOf(frame, condition);
        if (!test)
            return tl::unexpected<Error>(test.error());
        tests.push_back(std::move(*test));
    }
    std::ranges::stable_sort(tests, {}, [](const auto &test) { return test->isSlow(); });
    return tests;
}

/// Adds the rows from `begin` on whose answer is 1.
void addMet(std::size_t begin, std::span<const std::uint8_t> met, RowList &rows)
{
    std::array<std::uint32_t, blockRows> found; // NOLINT: filled as far as it is read
    std::size_t count = 0;
    for (std::size_t i = 0; i < met.size(); ++i) {
        found[count] = static_cast<std::uint32_t>(begin + i); // written either way: no branch to guess
        count += met[i];
    }
    rows.insert(rows.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
}

} // namespace

Result<RowList> filteredRows(const Frame &frame, const std::vector<Condition> &conditions, const std::stop_token &stop)
{
    if (conditions.empty() || frame.rows() > std::numeric_limits<std::uint32_t>::max())
        return allRows(frame);
    auto tests = testsOf(frame, conditions);
    if (!tests)
        return tl::unexpected<Error>(tests.error());
    const auto count = static_cast<std::size_t>(frame.rows());
    RowList rows;
    reserveLarge(rows, count);
    std::array<std::uint8_t, blockRows> answers{};
    for (std::size_t begin = 0; begin < count; begin += blockRows) {
        if (stop.stop_requested())
            return failure(ErrorCode::Cancelled, "Filtering was cancelled.");
        const std::span<std::uint8_t> met(answers.data(), std::min(blockRows, count - begin));
        std::ranges::fill(met, std::uint8_t{1});
        for (const std::unique_ptr<RowTest> &test : *tests)
            test->narrow(begin, met);
        addMet(begin, met, rows);
    }
    if (rows.size() < rows.capacity() / 2)
        rows.shrink_to_fit();
    return rows;
}

} // namespace assay
