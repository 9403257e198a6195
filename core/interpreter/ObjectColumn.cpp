// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ObjectColumn.h"

#include "interpreter/Text.h"

#include <cmath>
#include <cstring>
#include <span>
#include <unordered_map>

namespace assay {
namespace {

constexpr std::size_t maxDictionary = 1000;
/// How many rows may show whether a dictionary pays.
constexpr std::size_t sample = 10'000;

bool isMissing(PyObject *object)
{
    if (object == Py_None)
        return true;
    if (PyFloat_CheckExact(object))
        return std::isnan(PyFloat_AS_DOUBLE(object));
    const char *type = Py_TYPE(object)->tp_name;
    return std::strcmp(type, "NaTType") == 0 || std::strcmp(type, "NAType") == 0 ||
           std::strcmp(type, "pandas._libs.missing.NAType") == 0 ||
           std::strcmp(type, "pandas._libs.tslibs.nattype.NaTType") == 0;
}

ColumnType commonType(std::span<PyObject *const> cells)
{
    bool texts = true;
    bool decimals = true;
    for (PyObject *cell : cells) {
        if (isMissing(cell))
            continue;
        texts = texts && PyUnicode_CheckExact(cell);
        decimals = decimals && std::strcmp(Py_TYPE(cell)->tp_name, "decimal.Decimal") == 0;
        if (!texts && !decimals)
            return ColumnType::Shown;
    }
    return texts ? ColumnType::Text : ColumnType::Decimal;
}

/// Gives equal objects (the same in memory) one code; gives up beyond maxDictionary.
bool encode(std::span<PyObject *const> cells, ObjectColumn &column, std::vector<PyObject *> &texts)
{
    std::unordered_map<PyObject *, std::int32_t> known;
    column.codes.reserve(cells.size());
    for (PyObject *cell : cells) {
        if (isMissing(cell)) {
            column.codes.push_back(-1);
            continue;
        }
        const auto [entry, added] =
            known.try_emplace(cell, static_cast<std::int32_t>(texts.size()));
        if (added)
            texts.push_back(cell);
        column.codes.push_back(entry->second);
        if (texts.size() > maxDictionary ||
            (column.codes.size() == sample && texts.size() > sample / 20))
            return false;
    }
    return true;
}

void appendText(ObjectColumn &column, PyObject *cell)
{
    Py_ssize_t bytes = 0;
    const char *direct = PyUnicode_Check(cell) ? PyUnicode_AsUTF8AndSize(cell, &bytes) : nullptr;
    if (direct != nullptr) {
        column.data.append(direct, static_cast<std::size_t>(bytes));
    } else {
        PyErr_Clear();
        column.data += shownText(cell);
    }
    column.offsets.push_back(static_cast<std::int64_t>(column.data.size()));
}

void appendAll(ObjectColumn &column, std::span<PyObject *const> cells)
{
    column.offsets.reserve(cells.size() + 1);
    column.offsets.push_back(0);
    column.validity.assign((cells.size() + 7) / 8, 0);
    bool complete = true;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (isMissing(cells[row])) {
            column.offsets.push_back(static_cast<std::int64_t>(column.data.size()));
            complete = false;
            continue;
        }
        column.validity[row / 8] |= static_cast<std::uint8_t>(1U << (row % 8));
        appendText(column, cells[row]);
    }
    if (complete)
        column.validity.clear();
}

} // namespace

Result<ObjectColumn> ObjectColumn::read(PyObject *array)
{
    Py_buffer view = {};
    if (PyObject_GetBuffer(array, &view, PyBUF_FORMAT | PyBUF_ND | PyBUF_C_CONTIGUOUS) != 0)
        return failure(ErrorCode::System, "a column could not be read");
    // Its own references: showing a cell may run the script's code, which may change the array.
    const PyRef list = PyRef::own(PyObject_CallMethod(array, "tolist", nullptr));
    PyBuffer_Release(&view);
    if (!list || !PyList_CheckExact(list.get()))
        return failure(ErrorCode::System, "a column could not be read");
    const std::span<PyObject *const> cells(reinterpret_cast<PyListObject *>(list.get())->ob_item,
                                           static_cast<std::size_t>(PyList_GET_SIZE(list.get())));
    ObjectColumn column;
    const ColumnType type = commonType(cells);
    std::vector<PyObject *> texts;
    if (type == ColumnType::Text && encode(cells, column, texts)) {
        column.type = ColumnType::Dictionary;
        column.offsets.push_back(0);
        for (PyObject *text : texts)
            appendText(column, text);
        return column;
    }
    column.codes.clear();
    column.type = type;
    appendAll(column, cells);
    return column;
}

ObjectColumn ObjectColumn::dictionaryTexts(PyObject *list)
{
    ObjectColumn column;
    column.type = ColumnType::Dictionary;
    column.offsets.push_back(0);
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i)
        appendText(column, PyList_GET_ITEM(list, i));
    return column;
}

} // namespace assay
