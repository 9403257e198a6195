// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Text.h"

namespace assay {

std::string utf8(PyObject *text)
{
    if (text == nullptr || !PyUnicode_Check(text))
        return {};
    Py_ssize_t bytes = 0;
    if (const char *direct = PyUnicode_AsUTF8AndSize(text, &bytes))
        return {direct, static_cast<std::size_t>(bytes)};
    PyErr_Clear();
    const PyRef escaped = PyRef::own(PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace"));
    if (!escaped) {
        PyErr_Clear();
        return {};
    }
    return {PyBytes_AS_STRING(escaped.get()),
            static_cast<std::size_t>(PyBytes_GET_SIZE(escaped.get()))};
}

std::string utf8(PyObject *text, Py_ssize_t limit)
{
    if (text == nullptr || !PyUnicode_Check(text) || PyUnicode_GET_LENGTH(text) <= limit)
        return utf8(text);
    const PyRef start = PyRef::own(PyUnicode_Substring(text, 0, limit));
    return utf8(start.get());
}

std::string shownText(PyObject *object)
{
    const PyRef text = PyRef::own(PyObject_Str(object));
    if (text)
        return utf8(text.get());
    PyErr_Clear();
    return std::string("<") + Py_TYPE(object)->tp_name + " whose text can't be shown>";
}

} // namespace assay
