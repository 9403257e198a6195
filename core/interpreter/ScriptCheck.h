// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/SyntaxTree.h"
#include "interpreter/TreeRules.h"
#include "policy/Finding.h"
#include "policy/Profile.h"
#include "policy/SourceText.h"
#include "policy/TextRules.h"

#include <optional>
#include <string_view>

namespace assay {

/// A verdict, and the tree it was made on: the runner compiles that very tree
/// (`compile(tree, '<script>', 'exec')`), so what was checked is what runs.
struct CheckedScript
{
    Verdict verdict;
    PyRef tree; ///< an `ast.Module`; null where the script is empty or cannot be parsed
    std::optional<SourceText> source; ///< that the tree was made of; none where there is no text
};

/// The bot's validator, with all findings instead of the first. Prepared once for a profile, then
/// asked any number of times.
/// Thread: made, used and destroyed with the interpreter's lock held. A hostile script may exhaust
/// memory or the parser's stack: call it in a process that may die.
class ScriptCheck
{
public:
    /// `profile` must outlive this.
    explicit ScriptCheck(const Profile &profile);

    /// `source` is UTF-8, in which a lone surrogate may stand encoded as three bytes. Leaves no
    /// Python error behind and prints no warning.
    [[nodiscard]] CheckedScript check(std::string_view source);

private:
    void checkText(PyObject *text, const SourceText &source, Verdict &verdict) const;
    [[nodiscard]] PyRef parse(PyObject *text, const SourceText &source, Verdict &verdict) const;
    void checkTree(PyObject *tree, const SourceText &source, Verdict &verdict);

    const Profile &m_profile;
    TextRules m_textRules;
    TreeRules m_treeRules;
};

/// One check, for who needs no more.
[[nodiscard]] CheckedScript checkScript(const Profile &profile, std::string_view source);

} // namespace assay
