// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/JsonText.h"

#include "interpreter/Text.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <unordered_set>

namespace assay {
namespace {

constexpr int maxDepth = 40;

class Writer
{
public:
    Writer(PyObject *plainScalar, std::size_t maxBytes)
        : m_plainScalar(plainScalar)
        , m_maxBytes(maxBytes)
    {
    }

    bool write(PyObject *value, int depth)
    {
        if (depth > maxDepth || m_text.size() > m_maxBytes)
            return false;
        if (PyDict_Check(value))
            return writeDict(value, depth);
        if (PyList_Check(value) || PyTuple_Check(value))
            return writeSequence(value, depth);
        if (PyAnySet_Check(value))
            return writeSet(value, depth);
        writeScalar(value);
        return true;
    }
    std::string take() { return std::move(m_text); }

private:
    void writeScalar(PyObject *value)
    {
        const PyRef plain = PyRef::own(PyObject_CallOneArg(m_plainScalar, value));
        PyErr_Clear();
        PyObject *scalar = plain ? plain.get() : value;
        if (scalar == Py_None)
            m_text += "null";
        else if (PyBool_Check(scalar))
            m_text += scalar == Py_True ? "true" : "false";
        else if (PyLong_Check(scalar))
            writeInteger(scalar);
        else if (PyFloat_Check(scalar))
            writeReal(PyFloat_AS_DOUBLE(scalar));
        else if (PyUnicode_Check(scalar))
            m_text += jsonString(utf8(scalar));
        else
            m_text += jsonString(shownText(scalar));
    }

    void writeInteger(PyObject *value)
    {
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
        if (overflow == 0) {
            m_text += std::to_string(number);
            return;
        }
        const unsigned long long large = overflow > 0 ? PyLong_AsUnsignedLongLong(value) : 0;
        if (overflow > 0 && !PyErr_Occurred()) {
            m_text += std::to_string(large);
            return;
        }
        PyErr_Clear();
        m_text += jsonString(shownText(value));
    }

    void writeReal(double number)
    {
        if (!std::isfinite(number)) {
            m_text += "null";
            return;
        }
        char digits[40];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        const std::string_view shown(digits, static_cast<std::size_t>(end - digits));
        m_text += shown;
        if (shown.find_first_of(".en") == std::string_view::npos)
            m_text += ".0"; // stays a float for whoever reads it
    }

    bool writeDict(PyObject *dict, int depth)
    {
        // A snapshot: showing a key may run the script's own code, which may change the dict.
        const PyRef items = PyRef::own(PyDict_Items(dict));
        std::unordered_set<std::string> seen;
        m_text += '{';
        for (Py_ssize_t i = 0; items && i < PyList_GET_SIZE(items.get()); ++i) {
            PyObject *pair = PyList_GET_ITEM(items.get(), i);
            std::string key = shownText(PyTuple_GET_ITEM(pair, 0));
            if (!seen.insert(key).second)
                continue; // 1 and '1' read the same; the first one stays
            m_text += seen.size() > 1 ? ", " : "";
            m_text += jsonString(key) + ": ";
            if (!write(PyTuple_GET_ITEM(pair, 1), depth + 1))
                return false;
        }
        m_text += '}';
        return bool(items);
    }

    bool writeSequence(PyObject *sequence, int depth)
    {
        const PyRef items =
            PyRef::own(PyList_Check(sequence) ? PyList_GetSlice(sequence, 0, PY_SSIZE_T_MAX)
                                              : PyTuple_GetSlice(sequence, 0, PY_SSIZE_T_MAX));
        m_text += '[';
        for (Py_ssize_t i = 0; items && i < Py_SIZE(items.get()); ++i) {
            m_text += i > 0 ? ", " : "";
            PyObject *item = PyList_Check(items.get()) ? PyList_GET_ITEM(items.get(), i)
                                                       : PyTuple_GET_ITEM(items.get(), i);
            if (!write(item, depth + 1))
                return false;
        }
        m_text += ']';
        return bool(items);
    }

    bool writeSet(PyObject *set, int depth)
    {
        const PyRef plain = PyRef::own(PyFrozenSet_New(set));
        const PyRef items = plain ? PyRef::own(PySequence_List(plain.get())) : PyRef();
        PyErr_Clear();
        return items && writeSequence(items.get(), depth);
    }

    PyObject *m_plainScalar;
    std::size_t m_maxBytes;
    std::string m_text;
};

} // namespace

std::optional<std::string> jsonText(PyObject *value, PyObject *plainScalar, std::size_t maxBytes)
{
    Writer writer(plainScalar, maxBytes);
    if (!writer.write(value, 0))
        return std::nullopt;
    std::string text = writer.take();
    return text.size() <= maxBytes ? std::optional(std::move(text)) : std::nullopt;
}

std::string jsonString(const std::string &utf8)
{
    std::string quoted = "\"";
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            quoted += escape;
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

} // namespace assay
