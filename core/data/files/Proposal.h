// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Mapping.h"

#include <string>
#include <vector>

namespace assay::files {

/// One thing about a file that was guessed, for a person to confirm.
struct Guess
{
    std::string about;  ///< `encoding`, `separator`, …, or the name of a trade column
    std::string value;  ///< as a mapping has it; empty: nothing was found
    std::string reason; ///< a short clause
    bool isSure = false;

    bool operator==(const Guess &) const = default;
};

/// How a file might be read, as its beginning suggests.
struct Proposal
{
    Mapping mapping;
    std::vector<Guess> guesses;
    std::vector<std::string> columns; ///< the file's, by name, or by number where there is no header
    std::vector<std::string> types;   ///< of each column: time, number, text; in Parquet the file's own words
    std::vector<std::vector<std::string>> rows; ///< the first, as texts
    /// The columns are Assay's own, written as Assay writes them: nothing needs to be asked.
    bool isOwn = false;
};

/// The guesses, a line each: `separator: ; (every line has 7 fields with it) – sure`.
[[nodiscard]] std::string proposalText(const Proposal &proposal);

/// Fills in which trade column is which of the file's, by their names, how the times are written, and
/// what the sides are called, by the proposal's rows. Nothing but that is read. The columns must have
/// names, or none of them.
void guessColumns(Proposal &proposal);

/// True where the columns are named as Assay's own are, and the needed ones are all there.
[[nodiscard]] bool areOwnColumns(const std::vector<std::string> &columns);

} // namespace assay::files
