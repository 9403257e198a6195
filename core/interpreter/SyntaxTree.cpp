// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/SyntaxTree.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace assay {

namespace {

using Kind = SyntaxTree::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 11> kinds{{
    {"Import", Kind::Import},
    {"ImportFrom", Kind::ImportFrom},
    {"Call", Kind::Call},
    {"Name", Kind::Name},
    {"Attribute", Kind::Attribute},
    {"Lambda", Kind::Lambda},
    {"FunctionDef", Kind::FunctionDef},
    {"AsyncFunctionDef", Kind::AsyncFunctionDef},
    {"Await", Kind::Await},
    {"YieldFrom", Kind::YieldFrom},
    {"TryStar", Kind::TryStar},
}};

PyRef interned(const char *text)
{
    return PyRef::own(PyUnicode_InternFromString(text));
}

/// The type's own name, without the module that static types carry in it.
std::string_view bareName(const PyTypeObject *type)
{
    const std::string_view name = type->tp_name;
    return name.substr(name.rfind('.') + 1);
}

bool derivesFromAst(const PyTypeObject *type)
{
    while (type && bareName(type) != "AST")
        type = type->tp_base;
    return type != nullptr;
}

/// Load, Store, Add and their like: nodes without fields of which no rule speaks.
bool holdsOnlyOperators(std::string_view field)
{
    return field == "ctx" || field == "op" || field == "ops";
}

int number(PyObject *node, const char *attribute, int missing)
{
    const PyRef value = PyRef::own(PyObject_GetAttrString(node, attribute));
    const long found = value && PyLong_Check(value.get()) ? PyLong_AsLong(value.get()) : missing;
    PyErr_Clear();
    return int(std::clamp<long>(found, 0, std::numeric_limits<int>::max()));
}

} // namespace

SyntaxTree::SyntaxTree()
    : m_id(interned("id"))
    , m_name(interned("name"))
    , m_names(interned("names"))
    , m_module(interned("module"))
    , m_func(interned("func"))
    , m_attr(interned("attr"))
    , m_handlers(interned("handlers"))
{
}

std::vector<PyObject *> SyntaxTree::walk(PyObject *root)
{
    std::vector<PyObject *> nodes{root};
    for (std::size_t next = 0; next < nodes.size(); ++next)
        addChildren(nodes[next], nodes);
    return nodes;
}

void SyntaxTree::addChildren(PyObject *node, std::vector<PyObject *> &nodes)
{
    const PyRef values = PyRef::own(PyObject_GenericGetDict(node, nullptr));
    if (!values)
        return PyErr_Clear();
    for (const PyRef &name : type(node).fields) {
        PyObject *value = PyDict_GetItemWithError(values.get(), name.get());
        if (!value)
            continue;
        if (PyList_CheckExact(value)) {
            for (Py_ssize_t item = 0; item < PyList_GET_SIZE(value); ++item) {
                if (type(PyList_GET_ITEM(value, item)).isNode)
                    nodes.push_back(PyList_GET_ITEM(value, item));
            }
        } else if (type(value).isNode) {
            nodes.push_back(value);
        }
    }
}

SyntaxTree::Place SyntaxTree::place(PyObject *node)
{
    Place place;
    place.line = number(node, "lineno", 1);
    place.column = number(node, "col_offset", 0);
    place.endLine = number(node, "end_lineno", place.line);
    place.endColumn = number(node, "end_col_offset", place.column);
    return place;
}

std::string_view SyntaxTree::text(PyObject *object)
{
    if (!object || !PyUnicode_Check(object))
        return {};
    Py_ssize_t size = 0;
    const char *bytes = PyUnicode_AsUTF8AndSize(object, &size);
    if (!bytes) {
        PyErr_Clear();
        return {};
    }
    return {bytes, std::size_t(size)};
}

const SyntaxTree::Type &SyntaxTree::type(PyObject *value)
{
    PyTypeObject *key = Py_TYPE(value);
    const auto known = m_types.find(key);
    return known != m_types.end() ? known->second
                                  : m_types.emplace(key, describe(key)).first->second;
}

SyntaxTree::Type SyntaxTree::describe(PyTypeObject *type)
{
    Type found;
    found.isNode = derivesFromAst(type);
    if (!found.isNode)
        return found;
    const auto *const kind =
        std::ranges::find(kinds, bareName(type), &std::pair<std::string_view, Kind>::first);
    found.kind = kind == kinds.end() ? Kind::Other : kind->second;

    const PyRef fields =
        PyRef::own(PyObject_GetAttrString(reinterpret_cast<PyObject *>(type), "_fields"));
    if (!fields || !PyTuple_Check(fields.get())) {
        PyErr_Clear();
        return found;
    }
    for (Py_ssize_t item = 0; item < PyTuple_GET_SIZE(fields.get()); ++item) {
        PyObject *name = PyTuple_GET_ITEM(fields.get(), item);
        if (!holdsOnlyOperators(text(name)))
            found.fields.push_back(PyRef::share(name));
    }
    return found;
}

PyObject *SyntaxTree::field(PyObject *node, const PyRef &name)
{
    const PyRef values = PyRef::own(PyObject_GenericGetDict(node, nullptr));
    PyObject *value = values ? PyDict_GetItemWithError(values.get(), name.get()) : nullptr;
    PyErr_Clear();
    return value;
}

} // namespace assay
