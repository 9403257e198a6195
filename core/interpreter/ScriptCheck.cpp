// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ScriptCheck.h"

#include "policy/Refusals.h"
#include "policy/SourceWarnings.h"
#include "policy/Warnings.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace assay {

namespace {

PyRef decode(std::string_view utf8)
{
    return PyRef::own(PyUnicode_DecodeUTF8(utf8.data(), Py_ssize_t(utf8.size()), "surrogatepass"));
}

std::u32string codePoints(PyObject *text)
{
    std::u32string letters(std::size_t(PyUnicode_GET_LENGTH(text)), U'\0');
    const int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (std::size_t at = 0; at < letters.size(); ++at)
        letters[at] = char32_t(PyUnicode_READ(kind, data, at));
    return letters;
}

PyRef lower(PyObject *text)
{
    PyRef lowered = PyRef::own(PyObject_CallMethod(text, "lower", nullptr));
    if (!lowered)
        Py_FatalError("cannot lower a text");
    return lowered;
}

/// Lowered as a whole, for a letter may depend on its neighbours (the final sigma); only where that
/// changed the length is each letter lowered by itself, to learn what it became.
LoweredText lowered(PyObject *text)
{
    LoweredText result{codePoints(lower(text).get()), {}};
    const auto length = std::size_t(PyUnicode_GET_LENGTH(text));
    if (result.text.size() == length)
        return result;
    result.origin.reserve(result.text.size());
    for (std::size_t at = 0; at < length; ++at) {
        const PyRef letter =
            PyRef::own(PyUnicode_Substring(text, Py_ssize_t(at), Py_ssize_t(at + 1)));
        if (!letter)
            Py_FatalError("cannot take a letter of a text");
        const auto count = std::size_t(PyUnicode_GET_LENGTH(lower(letter.get()).get()));
        result.origin.insert(result.origin.end(), count, std::uint32_t(at));
    }
    return result;
}

std::vector<std::u32string> lowerPatterns(const std::vector<std::string> &patterns)
{
    std::vector<std::u32string> result;
    for (const std::string &pattern : patterns) {
        const PyRef text = decode(pattern);
        if (!text)
            Py_FatalError("a text rule is not UTF-8");
        result.push_back(codePoints(lower(text.get()).get()));
    }
    return result;
}

/// Keeps the parser's warnings quiet while it lives. As `warnings.catch_warnings` does it, but without
/// running Python code, which would cost more than parsing a short script.
class QuietWarnings
{
public:
    QuietWarnings()
        : m_module(PyRef::share(PyDict_GetItemString(PyImport_GetModuleDict(), "warnings")))
        , m_filters(PyRef::own(
              m_module ? PyObject_GetAttrString(m_module.get(), "filters") : nullptr))
    {
        const PyRef ignoreAll = PyRef::own(
            Py_BuildValue("(sOOOi)", "ignore", Py_None, PyExc_Warning, Py_None, 0));
        m_isQuiet = m_filters && PyList_Check(m_filters.get()) && ignoreAll &&
                    PyList_Insert(m_filters.get(), 0, ignoreAll.get()) == 0;
        noteChange();
    }
    ~QuietWarnings()
    {
        if (m_isQuiet)
            PyList_SetSlice(m_filters.get(), 0, 1, nullptr);
        noteChange();
    }
    QuietWarnings(const QuietWarnings &) = delete;
    QuietWarnings &operator=(const QuietWarnings &) = delete;

private:
    void noteChange() const
    {
        if (m_module)
            (void)PyRef::own(PyObject_CallMethod(m_module.get(), "_filters_mutated", nullptr));
        PyErr_Clear();
    }

    PyRef m_module;
    PyRef m_filters;
    bool m_isQuiet = false;
};

/// The error that is set, taken away and made an object.
PyRef takeError()
{
    PyObject *type = nullptr;
    PyObject *value = nullptr;
    PyObject *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return PyRef::own(value);
}

std::string textOf(const PyRef &error)
{
    const PyRef text = PyRef::own(error ? PyObject_Str(error.get()) : nullptr);
    const PyRef bytes = PyRef::own(
        text ? PyUnicode_AsEncodedString(text.get(), "utf-8", "backslashreplace") : nullptr);
    PyErr_Clear();
    return bytes ? std::string(PyBytes_AS_STRING(bytes.get()),
                               std::size_t(PyBytes_GET_SIZE(bytes.get())))
                 : std::string();
}

int number(const PyRef &error, const char *attribute)
{
    const PyRef value = PyRef::own(PyObject_GetAttrString(error.get(), attribute));
    const long found = value && PyLong_Check(value.get()) ? PyLong_AsLong(value.get()) : 0;
    PyErr_Clear();
    return int(std::clamp<long>(found, 0, 1 << 30));
}

/// A SyntaxError says where it is, in lines and code points; the others are about one letter.
Span placeOf(const PyRef &error, const SourceText &source)
{
    if (!error)
        return {};
    if (PyErr_GivenExceptionMatches(error.get(), PyExc_SyntaxError)) {
        const int line = number(error, "lineno");
        const int endLine = std::max(number(error, "end_lineno"), line);
        const std::size_t begin = source.atColumn(line, number(error, "offset"));
        const std::size_t end = source.atColumn(endLine, number(error, "end_offset"));
        // Some errors have no length; one letter can at least be seen.
        return source.span(begin, end > begin ? end : std::min(begin + 1, source.endOfLine(begin)));
    }
    if (PyErr_GivenExceptionMatches(error.get(), PyExc_UnicodeEncodeError))
        return source.span(std::size_t(number(error, "start")), std::size_t(number(error, "end")));
    const std::size_t null = source.text().find(U'\0');
    return null == std::u32string::npos ? Span{} : source.span(null, null + 1);
}

bool isBlank(const SourceText &source)
{
    return std::ranges::all_of(source.text(),
                               [](char32_t letter) { return Py_UNICODE_ISSPACE(letter); });
}

void refuse(Verdict &verdict, Finding finding)
{
    if (verdict.message.empty())
        verdict.message = finding.message;
    verdict.findings.push_back(std::move(finding));
}

void sortByPosition(std::vector<Finding> &findings)
{
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) {
        return std::tuple(finding.span.line, finding.span.column);
    });
}

} // namespace

ScriptCheck::ScriptCheck(const Profile &profile)
    : m_profile(profile)
    , m_textRules(lowerPatterns(profile.textRules))
    , m_treeRules(profile)
{
}

CheckedScript ScriptCheck::check(std::string_view utf8)
{
    CheckedScript result;
    Verdict &verdict = result.verdict;
    const PyRef text = decode(utf8);
    if (!text) {
        refuse(verdict, refusal::syntaxError(textOf(takeError()), {}));
        verdict.valid = false;
        return result;
    }
    SourceText source(codePoints(text.get()));
    if (m_profile.refuseEmpty && isBlank(source)) {
        refuse(verdict, refusal::emptyCode());
        verdict.valid = false;
        return result;
    }
    checkText(text.get(), source, verdict);
    result.tree = parse(text.get(), source, verdict);
    if (result.tree)
        checkTree(result.tree.get(), source, verdict);
    verdict.valid = verdict.message.empty();
    sortByPosition(verdict.findings);
    result.source = std::move(source);
    return result;
}

void ScriptCheck::checkText(PyObject *text, const SourceText &source, Verdict &verdict) const
{
    const std::vector<TextHit> hits = m_textRules.find(lowered(text));
    const auto first = std::ranges::min_element(hits, {}, &TextHit::rule);
    const auto finding = [&](const TextHit &hit) {
        return refusal::textRule(m_profile.textRules[hit.rule], hit, source);
    };
    if (first != hits.end())
        verdict.message = finding(*first).message;
    for (const TextHit &hit : hits) {
        if (verdict.findings.size() == maxFindings) {
            verdict.findings.push_back(
                warning::moreFindings(hits.size() - maxFindings, verdict.findings.back().span));
            break;
        }
        verdict.findings.push_back(finding(hit));
    }
    std::ranges::move(sourceWarnings(source), std::back_inserter(verdict.findings));
}

PyRef ScriptCheck::parse(PyObject *text, const SourceText &source, Verdict &verdict) const
{
    // As ast.parse() does it: the built-in compile() knows what a text may not be.
    const QuietWarnings quiet;
    PyObject *compile = PyDict_GetItemString(PyEval_GetBuiltins(), "compile");
    PyRef tree = PyRef::own(compile ? PyObject_CallFunction(compile, "OssiO", text, "<unknown>",
                                                            "exec", PyCF_ONLY_AST, Py_True)
                                    : nullptr);
    if (!tree) {
        const PyRef error = takeError();
        refuse(verdict, refusal::syntaxError(textOf(error), placeOf(error, source)));
        verdict.valid = false;
    }
    return tree;
}

void ScriptCheck::checkTree(PyObject *tree, const SourceText &source, Verdict &verdict)
{
    TreeVerdict found = m_treeRules.check(tree, source);
    verdict.function = std::move(found.function);
    if (verdict.message.empty())
        verdict.message = std::move(found.message);
    std::ranges::move(found.findings, std::back_inserter(verdict.findings));
}

CheckedScript checkScript(const Profile &profile, std::string_view source)
{
    return ScriptCheck(profile).check(source);
}

} // namespace assay
