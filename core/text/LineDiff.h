// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace assay {

/// A line of two texts laid side by side.
struct DiffLine
{
    enum class Change { Same, Removed, Added };

    Change change = Change::Same;
    QString text; ///< without its line end
    int before = 0; ///< its number in the first text, from 1; 0 if added
    int after = 0;  ///< in the second; 0 if removed

    bool operator==(const DiffLine &) const = default;
};

/// What turns one text into another, as few changed lines as possible; of two texts that differ in
/// more than some thousand lines each, the differing middle as a whole. All lines are given.
[[nodiscard]] std::vector<DiffLine> lineDiff(const QString &before, const QString &after);

/// Only the changed lines and `context` same ones around them; between two stretches that do not
/// touch stands an empty line with neither number.
[[nodiscard]] std::vector<DiffLine> withContext(const std::vector<DiffLine> &lines, int context);

/// As `diff -u` writes it, with `name` for both files; empty where the texts are equal.
[[nodiscard]] QString unifiedDiff(const QString &name, const QString &before, const QString &after);

} // namespace assay
