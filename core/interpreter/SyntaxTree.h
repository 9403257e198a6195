// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

/// Reads the trees of CPython's own `ast`. What it learns of a node's type (its fields, its kind)
/// it learns once. Used, and destroyed, with the interpreter's lock held.
class SyntaxTree
{
public:
    /// The nodes that rules speak of.
    enum class Kind {
        Other,
        Import,
        ImportFrom,
        Call,
        Name,
        Attribute,
        Lambda,
        FunctionDef,
        AsyncFunctionDef,
        Await,
        YieldFrom,
        TryStar
    };
    /// A node's place as the tree has it: lines from 1, columns in UTF-8 bytes from 0.
    struct Place
    {
        int line = 1;
        int column = 0;
        int endLine = 1;
        int endColumn = 0;
    };

    SyntaxTree();

    /// All nodes in the order of `ast.walk` (breadth first); without recursion, however deep. The
    /// nodes live as long as `root` does.
    [[nodiscard]] std::vector<PyObject *> walk(PyObject *root);
    [[nodiscard]] Kind kind(PyObject *node) { return type(node).kind; }
    [[nodiscard]] static Place place(PyObject *node);

    /// Fields of nodes, borrowed; None or null where they hold nothing.
    [[nodiscard]] PyObject *id(PyObject *name) const { return field(name, m_id); }
    [[nodiscard]] PyObject *name(PyObject *node) const { return field(node, m_name); }
    [[nodiscard]] PyObject *names(PyObject *import) const { return field(import, m_names); }
    [[nodiscard]] PyObject *module(PyObject *import) const { return field(import, m_module); }
    [[nodiscard]] PyObject *function(PyObject *call) const { return field(call, m_func); }
    [[nodiscard]] PyObject *attribute(PyObject *node) const { return field(node, m_attr); }
    [[nodiscard]] PyObject *handlers(PyObject *attempt) const { return field(attempt, m_handlers); }

    /// A Python text as UTF-8, valid as long as the text; empty where there is none.
    [[nodiscard]] static std::string_view text(PyObject *object);

private:
    /// What is known of the type of a field's value.
    struct Type
    {
        bool isNode = false;
        Kind kind = Kind::Other;
        std::vector<PyRef> fields; ///< `_fields`, without those that never hold nodes
    };

    [[nodiscard]] const Type &type(PyObject *value);
    [[nodiscard]] static Type describe(PyTypeObject *type);
    [[nodiscard]] static PyObject *field(PyObject *node, const PyRef &name);
    void addChildren(PyObject *node, std::vector<PyObject *> &nodes);

    std::unordered_map<PyTypeObject *, Type> m_types;
    PyRef m_id, m_name, m_names, m_module, m_func, m_attr, m_handlers;
};

} // namespace assay
