// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/FrameExport.h"

#include "interpreter/ObjectColumn.h"
#include "interpreter/Text.h"
#include "protocol/FrameLayout.h"

#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace assay {
namespace {

constexpr std::array<std::pair<std::string_view, ColumnType>, 14> plainTypes{{
    {"int8", ColumnType::Int8},
    {"int16", ColumnType::Int16},
    {"int32", ColumnType::Int32},
    {"int64", ColumnType::Int64},
    {"uint8", ColumnType::UInt8},
    {"uint16", ColumnType::UInt16},
    {"uint32", ColumnType::UInt32},
    {"uint64", ColumnType::UInt64},
    {"float32", ColumnType::Float32},
    {"float64", ColumnType::Float64},
    {"bool", ColumnType::Bool},
    {"timestamp", ColumnType::Timestamp},
    {"duration", ColumnType::Duration},
    {"dictionary", ColumnType::Dictionary},
}};

/// One buffer of a column: bytes that somebody else owns.
using Bytes = std::span<const std::byte>;

template <typename T>
Bytes bytesOf(const T &container)
{
    return std::as_bytes(std::span(container.data(), container.size()));
}

/// A column ready to be laid out: its schema, and where its buffers are now.
class Column
{
public:
    /// `described` is one tuple of columns_of(). False: not understood, or a Python error is
    /// pending.
    bool read(PyObject *described);

    [[nodiscard]] ColumnSchema &schema() { return m_schema; }
    void copyTo(const ColumnSchema &laidOut, std::span<std::byte> frame) const
    {
        copy(m_validity, laidOut.validity, frame);
        copy(m_values, laidOut.values, frame);
        copy(m_offsets, laidOut.offsets, frame);
        copy(m_data, laidOut.data, frame);
    }
    Column() = default;
    Column(const Column &) = delete;
    Column &operator=(const Column &) = delete;
    ~Column()
    {
        for (Py_buffer &view : m_views)
            PyBuffer_Release(&view);
    }

private:
    bool readBuffers(PyObject *parts);
    bool readObjects(PyObject *parts);
    Bytes borrow(PyObject *array);
    void takeTexts(ObjectColumn texts);

    static void copy(Bytes from, const BufferSpan &to, std::span<std::byte> frame)
    {
        if (!from.empty())
            std::memcpy(frame.data() + to.offset, from.data(), from.size());
    }

    ColumnSchema m_schema;
    Bytes m_validity;
    Bytes m_values;
    Bytes m_offsets;
    Bytes m_data;
    std::optional<ObjectColumn> m_texts;
    std::vector<Py_buffer> m_views;
};

bool Column::read(PyObject *described)
{
    m_schema.name = utf8(PyTuple_GET_ITEM(described, 0));
    m_schema.dtype = utf8(PyTuple_GET_ITEM(described, 1));
    m_schema.isIndex = PyTuple_GET_ITEM(described, 2) == Py_True;
    const std::string type = utf8(PyTuple_GET_ITEM(described, 3));
    const std::string unit = utf8(PyTuple_GET_ITEM(described, 4));
    m_schema.zone = utf8(PyTuple_GET_ITEM(described, 5));
    PyObject *parts = PyTuple_GET_ITEM(described, 6);
    m_schema.unit = unit == "s"    ? TimeUnit::Second
                    : unit == "ms" ? TimeUnit::Millisecond
                    : unit == "us" ? TimeUnit::Microsecond
                                   : TimeUnit::Nanosecond;
    bool understood = type == "object" ? readObjects(parts) : false;
    for (const auto &[name, plain] : plainTypes) {
        if (type == name) {
            m_schema.type = plain;
            understood = readBuffers(parts);
        }
    }
    m_schema.validity.bytes = m_validity.size();
    m_schema.values.bytes = m_values.size();
    m_schema.offsets.bytes = m_offsets.size();
    m_schema.data.bytes = m_data.size();
    return understood;
}

bool Column::readBuffers(PyObject *parts)
{
    m_views.reserve(2);
    m_values = borrow(PyTuple_GET_ITEM(parts, 0));
    if (m_schema.type == ColumnType::Dictionary)
        takeTexts(ObjectColumn::dictionaryTexts(PyTuple_GET_ITEM(parts, 1)));
    else if (m_schema.type == ColumnType::Timestamp && !m_schema.zone.empty())
        m_data = borrow(PyTuple_GET_ITEM(parts, 1));
    else if (PyTuple_GET_SIZE(parts) > 1)
        m_validity = borrow(PyTuple_GET_ITEM(parts, 1));
    return !PyErr_Occurred();
}

bool Column::readObjects(PyObject *parts)
{
    Result<ObjectColumn> objects = ObjectColumn::read(PyTuple_GET_ITEM(parts, 0));
    if (!objects)
        return false;
    m_schema.type = objects->type;
    takeTexts(std::move(*objects));
    m_validity = bytesOf(m_texts->validity);
    m_values = m_texts->codes.empty() ? bytesOf(m_texts->values) : bytesOf(m_texts->codes);
    return true;
}

void Column::takeTexts(ObjectColumn texts)
{
    m_texts.emplace(std::move(texts));
    m_offsets = bytesOf(m_texts->offsets);
    m_data = bytesOf(m_texts->data);
}

Bytes Column::borrow(PyObject *array)
{
    Py_buffer view = {};
    if (PyObject_GetBuffer(array, &view, PyBUF_SIMPLE) != 0)
        return {};
    m_views.push_back(view);
    return {static_cast<const std::byte *>(view.buf), static_cast<std::size_t>(view.len)};
}

std::string megabytes(std::uint64_t bytes)
{
    return std::to_string((bytes + (1U << 20) - 1) >> 20) + " MiB";
}

} // namespace

Result<std::uint64_t> exportFrame(PyObject *columns, std::span<std::byte> area)
{
    PyObject *list = PyTuple_GET_ITEM(columns, 2);
    FrameSchema schema{
        utf8(PyTuple_GET_ITEM(columns, 0)), PyLong_AsLongLong(PyTuple_GET_ITEM(columns, 1)), {}};
    std::vector<Column> read(static_cast<std::size_t>(PyList_GET_SIZE(list)));
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (!read[i].read(PyList_GET_ITEM(list, static_cast<Py_ssize_t>(i))))
            return failure(ErrorCode::System, "a column of the result could not be read");
        schema.columns.push_back(std::move(read[i].schema()));
    }
    const std::uint64_t bytes = layOutFrame(schema);
    if (bytes > area.size())
        return failure(ErrorCode::InvalidInput,
                       "the result needs " + megabytes(bytes) + ", more than the limit of " +
                           megabytes(area.size()) + "; return fewer rows or columns");
    writeFrameHeader(schema, area.first(bytes));
    for (std::size_t i = 0; i < read.size(); ++i)
        read[i].copyTo(schema.columns[i], area);
    return bytes;
}

} // namespace assay
