// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Predictor.h"

#include "interpreter/Surroundings.h"
#include "interpreter/Text.h"

#include <algorithm>

namespace assay {
namespace {

std::string text(PyObject *prediction, const char *key)
{
    PyObject *value = PyDict_GetItemString(prediction, key);
    return value != nullptr ? utf8(value) : std::string();
}

int number(PyObject *prediction, const char *key)
{
    PyObject *value = PyDict_GetItemString(prediction, key);
    const long found = value != nullptr && PyLong_Check(value) ? PyLong_AsLong(value) : 0;
    PyErr_Clear();
    return static_cast<int>(std::clamp<long>(found, 0, 1 << 30));
}

Finding finding(PyObject *prediction, Severity severity, const SourceText &source)
{
    const std::size_t begin =
        source.atByte(number(prediction, "line"), number(prediction, "column"));
    const std::size_t end =
        source.atByte(number(prediction, "end_line"), number(prediction, "end_column"));
    return {text(prediction, "rule"), text(prediction, "message"), text(prediction, "reason"),
            text(prediction, "fix"),  source.span(begin, end),     severity};
}

} // namespace

Predictor::Predictor(const Interpreter &interpreter)
    : m_predict(interpreter.function("predict"))
{
}

std::vector<Finding> Predictor::predict(const CheckedScript &checked, const Profile &profile) const
{
    std::vector<Finding> predictions;
    const PyRef described = describeSurroundings(profile);
    const PyRef found = PyRef::own(PyObject_CallFunctionObjArgs(
        m_predict.get(), checked.tree.get(), described.get(), nullptr));
    PyErr_Clear();
    if (!found || !checked.source)
        return predictions;
    Py_ssize_t kind = 0;
    for (const Severity severity : {Severity::Failure, Severity::Doubt}) {
        PyObject *list = PyTuple_GET_ITEM(found.get(), kind++);
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list) && predictions.size() < maxFindings; ++i)
            predictions.push_back(finding(PyList_GET_ITEM(list, i), severity, *checked.source));
    }
    return predictions;
}

} // namespace assay
