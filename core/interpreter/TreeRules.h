// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/SyntaxTree.h"
#include "policy/Profile.h"
#include "policy/SourceText.h"

#include <string>
#include <vector>

namespace assay {

/// What the rules say of a tree.
struct TreeVerdict
{
    std::string message;  ///< of the first refusal in the bot's order; empty: none
    std::string function; ///< the first plain `def` in that order; empty: none
    std::vector<Finding> findings;
};

/// Holds a script's tree against a profile, node by node in the bot's order.
/// Thread: with the interpreter's lock held, destruction included.
class TreeRules
{
public:
    /// `profile` must outlive this.
    explicit TreeRules(const Profile &profile);

    [[nodiscard]] TreeVerdict check(PyObject *tree, const SourceText &source);

private:
    using Kind = SyntaxTree::Kind;
    /// One check under way.
    struct Check;

    void visit(PyObject *node, Check &check);
    void visitImport(PyObject *node, Check &check) const;
    void visitImportFrom(PyObject *node, Check &check) const;
    void visitCall(PyObject *node, Check &check);
    void visitName(PyObject *node, Check &check) const;
    void visitAttribute(PyObject *node, Check &check) const;
    void visitTryStar(PyObject *node, Check &check) const;
    [[nodiscard]] bool isForbiddenName(PyObject *name) const;
    [[nodiscard]] bool isRefusedDunder(PyObject *attribute) const;

    const Profile &m_profile;
    SyntaxTree m_tree;
    PyRef m_names; ///< a set, as are the next two
    PyRef m_attributes;
    PyRef m_dunders;
};

} // namespace assay
