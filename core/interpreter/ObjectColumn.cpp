// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ObjectColumn.h"

#include "interpreter/Text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <string_view>
#include <unordered_map>

namespace assay {
namespace {

constexpr std::size_t maxDictionary = 1000;
/// How many rows may show whether a dictionary pays.
constexpr std::size_t sample = 10'000;

bool hasType(PyObject *object, std::string_view name)
{
    return name == Py_TYPE(object)->tp_name;
}

bool isDecimal(PyObject *object)
{
    return hasType(object, "decimal.Decimal");
}

/// Of a type whose NaN is the only value that differs from itself.
bool differsFromItself(PyObject *object)
{
    const PyRef differs = PyRef::own(PyObject_RichCompare(object, object, Py_NE));
    const bool isTrue = differs && PyObject_IsTrue(differs.get()) == 1;
    PyErr_Clear();
    return isTrue;
}

bool isMissing(PyObject *object)
{
    constexpr std::array<std::string_view, 4> none{"NaTType", "NAType", "pandas._libs.missing.NAType", "pandas._libs.tslibs.nattype.NaTType"};
    constexpr std::array<std::string_view, 8> maybe{"decimal.Decimal", "complex", "numpy.float16", "numpy.float32", "numpy.longdouble", "numpy.complex128", "numpy.datetime64", "numpy.timedelta64"};
    if (object == Py_None)
        return true;
    if (PyUnicode_CheckExact(object) || PyLong_CheckExact(object))
        return false;
    if (PyFloat_Check(object))
        return std::isnan(PyFloat_AS_DOUBLE(object));
    const std::string_view type = Py_TYPE(object)->tp_name;
    if (std::ranges::find(maybe, type) != maybe.end())
        return differsFromItself(object);
    return std::ranges::find(none, type) != none.end();
}

bool fitsInt64(PyObject *object)
{
    int overflow = 0;
    (void)PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

/// The types that would hold each cell seen so far.
class CommonType
{
public:
    void add(PyObject *cell)
    {
        const bool isWhole = PyLong_CheckExact(cell);
        m_texts = m_texts && PyUnicode_CheckExact(cell);
        m_integers = m_integers && isWhole && fitsInt64(cell);
        m_reals = m_reals && PyFloat_CheckExact(cell);
        m_bools = m_bools && PyBool_Check(cell);
        m_decimals = m_decimals && (isWhole || isDecimal(cell));
    }
    [[nodiscard]] ColumnType type() const
    {
        return m_texts      ? ColumnType::Text
               : m_integers ? ColumnType::Int64
               : m_reals    ? ColumnType::Float64
               : m_bools    ? ColumnType::Bool
               : m_decimals ? ColumnType::Decimal
                            : ColumnType::Shown;
    }

private:
    bool m_texts = true, m_integers = true, m_reals = true, m_bools = true, m_decimals = true;
};

ColumnType commonType(std::span<PyObject *const> cells)
{
    CommonType common;
    for (PyObject *cell : cells) {
        if (isMissing(cell))
            continue;
        common.add(cell);
        if (common.type() == ColumnType::Shown)
            break;
    }
    return common.type();
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

template <typename T>
void appendValue(ObjectColumn &column, T value)
{
    const auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
    column.values.append(bytes.data(), bytes.size());
}

/// A cell as the column's type has it; null: a missing one.
void appendCell(ObjectColumn &column, PyObject *cell)
{
    if (column.type == ColumnType::Int64)
        appendValue<std::int64_t>(column, cell != nullptr ? PyLong_AsLongLong(cell) : 0);
    else if (column.type == ColumnType::Float64)
        appendValue<double>(column, cell != nullptr ? PyFloat_AS_DOUBLE(cell) : 0);
    else if (column.type == ColumnType::Bool)
        appendValue<std::uint8_t>(column, cell == Py_True ? 1 : 0);
    else if (cell != nullptr)
        appendText(column, cell);
    else
        column.offsets.push_back(static_cast<std::int64_t>(column.data.size()));
}

void appendAll(ObjectColumn &column, std::span<PyObject *const> cells)
{
    if (valueWidth(column.type) == 0)
        column.offsets.push_back(0);
    column.validity.assign((cells.size() + 7) / 8, 0);
    bool complete = true;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const bool isThere = !isMissing(cells[row]);
        appendCell(column, isThere ? cells[row] : nullptr);
        complete = complete && isThere;
        if (isThere)
            column.validity[row / 8] |= static_cast<std::uint8_t>(1U << (row % 8));
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
