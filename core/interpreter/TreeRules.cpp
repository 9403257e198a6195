// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/TreeRules.h"

#include "policy/Refusals.h"
#include "policy/Warnings.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace assay {

namespace {

PyRef pythonSet(const std::set<std::string> &names)
{
    PyRef set = PyRef::own(PySet_New(nullptr));
    for (const std::string &name : names) {
        const PyRef text =
            PyRef::own(PyUnicode_DecodeUTF8(name.data(), Py_ssize_t(name.size()), "strict"));
        if (!set || !text || PySet_Add(set.get(), text.get()) != 0)
            Py_FatalError("cannot prepare the profile's names");
    }
    return set;
}

bool isIn(const PyRef &set, PyObject *name)
{
    return name && PyUnicode_Check(name) && PySet_Contains(set.get(), name) == 1;
}

/// The whole node.
Span spanOf(PyObject *node, const SourceText &source)
{
    const SyntaxTree::Place place = SyntaxTree::place(node);
    return source.span(source.atByte(place.line, place.column),
                       source.atByte(place.endLine, place.endColumn));
}

/// The node's first word, such as `lambda`.
Span firstWord(PyObject *node, const SourceText &source)
{
    const SyntaxTree::Place place = SyntaxTree::place(node);
    const std::size_t begin = source.atByte(place.line, place.column);
    std::size_t end = begin;
    while (end < source.size() && isWordPart(source.text()[end]))
        ++end;
    return source.span(begin, end);
}

/// The node's last word: the name of an attribute.
Span lastWord(PyObject *node, const SourceText &source)
{
    const SyntaxTree::Place place = SyntaxTree::place(node);
    const std::size_t end = source.atByte(place.endLine, place.endColumn);
    std::size_t begin = end;
    while (begin > 0 && isWordPart(source.text()[begin - 1]))
        --begin;
    return source.span(begin, end);
}

/// The module's name in `from module import …`, or the whole statement where it is not plainly
/// there.
Span moduleSpan(PyObject *node, std::string_view module, const SourceText &source)
{
    const SyntaxTree::Place place = SyntaxTree::place(node);
    const std::u32string &text = source.text();
    const std::u32string_view passed = U" \t\f\\\r\n.";
    std::size_t begin = source.atByte(place.line, place.column) + std::string_view("from").size();
    while (begin < text.size() && passed.find(text[begin]) != passed.npos)
        ++begin;
    std::size_t end = begin;
    while (end < text.size() && (isWordPart(text[end]) || text[end] == U'.'))
        ++end;
    return source.utf8(begin, end) == module ? source.span(begin, end) : spanOf(node, source);
}

} // namespace

struct TreeRules::Check
{
    const SourceText &source;
    TreeVerdict verdict;
    std::size_t untold = 0;
    Span lastSpan;
    /// Functions of calls that are refused already: their names are not refused again.
    std::unordered_set<PyObject *> toldNames;

    /// `make` is only asked for the finding where it is still told of.
    template <typename Make>
    void add(Make make)
    {
        if (verdict.findings.size() >= maxFindings && !verdict.message.empty()) {
            ++untold;
            return;
        }
        Finding finding = make();
        lastSpan = finding.span;
        if (verdict.message.empty() && finding.severity == Severity::Refusal)
            verdict.message = finding.message;
        verdict.findings.push_back(std::move(finding));
    }
};

TreeRules::TreeRules(const Profile &profile)
    : m_profile(profile)
    , m_names(pythonSet(profile.forbiddenNames))
    , m_attributes(pythonSet(profile.forbiddenAttributes))
    , m_dunders(pythonSet(profile.allowedDunders))
{
}

TreeVerdict TreeRules::check(PyObject *tree, const SourceText &source)
{
    Check check{source, {}, 0, {}, {}};
    for (PyObject *node : m_tree.walk(tree))
        visit(node, check);
    if (check.untold > 0)
        check.verdict.findings.push_back(warning::moreFindings(check.untold, check.lastSpan));
    return std::move(check.verdict);
}

void TreeRules::visit(PyObject *node, Check &check)
{
    const auto refuse = [&](bool refused, Finding (*make)(Span)) {
        if (refused)
            check.add([&] { return make(firstWord(node, check.source)); });
    };
    switch (m_tree.kind(node)) {
    case Kind::Import:
        return visitImport(node, check);
    case Kind::ImportFrom:
        return visitImportFrom(node, check);
    case Kind::Call:
        return visitCall(node, check);
    case Kind::Name:
        return visitName(node, check);
    case Kind::Attribute:
        return visitAttribute(node, check);
    case Kind::Lambda:
        return refuse(m_profile.refuse.lambda, refusal::lambda);
    case Kind::AsyncFunctionDef:
    case Kind::Await:
        return refuse(m_profile.refuse.async, refusal::async);
    case Kind::YieldFrom:
        return refuse(m_profile.refuse.yieldFrom, refusal::yieldFrom);
    case Kind::TryStar:
        return visitTryStar(node, check);
    case Kind::FunctionDef:
        if (check.verdict.function.empty())
            check.verdict.function = SyntaxTree::text(m_tree.name(node));
        return;
    case Kind::Other:
        return;
    }
}

void TreeRules::visitImport(PyObject *node, Check &check) const
{
    PyObject *names = m_tree.names(node);
    for (Py_ssize_t item = 0; names && item < PyList_GET_SIZE(names); ++item) {
        PyObject *alias = PyList_GET_ITEM(names, item);
        const std::string_view module = SyntaxTree::text(m_tree.name(alias));
        if (!m_profile.imports.contains(module))
            check.add(
                [&] { return refusal::importOf(module, m_profile, spanOf(alias, check.source)); });
    }
}

void TreeRules::visitImportFrom(PyObject *node, Check &check) const
{
    const std::string_view module = SyntaxTree::text(m_tree.module(node));
    if (!module.empty() && !m_profile.imports.contains(module))
        check.add([&] {
            return refusal::importOf(module, m_profile, moduleSpan(node, module, check.source));
        });
}

void TreeRules::visitCall(PyObject *node, Check &check)
{
    PyObject *function = m_tree.function(node);
    if (!function || m_tree.kind(function) != Kind::Name || !isForbiddenName(function))
        return;
    check.add([&] {
        return refusal::forbiddenFunction(SyntaxTree::text(m_tree.id(function)),
                                          spanOf(function, check.source));
    });
    check.toldNames.insert(function);
}

void TreeRules::visitName(PyObject *node, Check &check) const
{
    if (isForbiddenName(node) && !check.toldNames.contains(node))
        check.add([&] {
            return refusal::forbiddenName(SyntaxTree::text(m_tree.id(node)),
                                          spanOf(node, check.source));
        });
}

void TreeRules::visitAttribute(PyObject *node, Check &check) const
{
    PyObject *attribute = m_tree.attribute(node);
    const auto add = [&](Finding (*make)(std::string_view, Span)) {
        check.add([&] { return make(SyntaxTree::text(attribute), lastWord(node, check.source)); });
    };
    if (isIn(m_attributes, attribute))
        add(refusal::forbiddenAttribute);
    else if (isRefusedDunder(attribute))
        add(refusal::dunderAttribute);
}

void TreeRules::visitTryStar(PyObject *node, Check &check) const
{
    PyObject *handlers = m_tree.handlers(node);
    PyObject *place =
        handlers && PyList_GET_SIZE(handlers) > 0 ? PyList_GET_ITEM(handlers, 0) : node;
    check.add([&] { return warning::exceptStar(firstWord(place, check.source)); });
}

bool TreeRules::isForbiddenName(PyObject *name) const
{
    return isIn(m_names, m_tree.id(name));
}

bool TreeRules::isRefusedDunder(PyObject *attribute) const
{
    const std::string_view text = SyntaxTree::text(attribute);
    return m_profile.refuse.dunderAttributes && text.starts_with("__") && text.ends_with("__") &&
           !isIn(m_dunders, attribute);
}

} // namespace assay
