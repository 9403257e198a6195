// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/LoadedFrame.h"

#include "protocol/FrameLayout.h"

#include <cstring>
#include <span>
#include <sys/mman.h>

namespace assay {
namespace {

PyRef memory(std::span<std::byte> frame, const BufferSpan &span)
{
    return PyRef::own(PyMemoryView_FromMemory(reinterpret_cast<char *>(frame.data() + span.offset),
                                              static_cast<Py_ssize_t>(span.bytes), PyBUF_WRITE));
}

PyRef texts(std::span<std::byte> frame, const ColumnSchema &column)
{
    const auto *offsets =
        reinterpret_cast<const std::int64_t *>(frame.data() + column.offsets.offset);
    const char *data = reinterpret_cast<const char *>(frame.data() + column.data.offset);
    const auto count = static_cast<Py_ssize_t>(column.offsets.bytes / sizeof(std::int64_t)) - 1;
    const auto *validity = column.validity.bytes > 0 ? frame.data() + column.validity.offset : nullptr;
    PyRef list = PyRef::own(PyList_New(count));
    for (Py_ssize_t i = 0; list && i < count; ++i) {
        if (validity != nullptr && (validity[i / 8] >> (i % 8) & std::byte{1}) == std::byte{0}) {
            PyList_SET_ITEM(list.get(), i, Py_NewRef(Py_None));
            continue;
        }
        PyObject *text =
            PyUnicode_DecodeUTF8(data + offsets[i], offsets[i + 1] - offsets[i], "surrogateescape");
        if (text == nullptr)
            return {};
        PyList_SET_ITEM(list.get(), i, text);
    }
    return list;
}

const char *numpyName(const ColumnSchema &column)
{
    switch (column.type) {
    case ColumnType::Timestamp:
        return "datetime64[ns]";
    case ColumnType::Float64:
        return "float64";
    case ColumnType::Int64:
        return "int64";
    default:
        return nullptr; // sources make no other kind
    }
}

PyRef described(std::span<std::byte> frame, const ColumnSchema &column)
{
    const char *name = column.name.c_str();
    if (column.type == ColumnType::Text)
        return PyRef::own(Py_BuildValue("(ssN)", name, "text", texts(frame, column).release()));
    if (column.type == ColumnType::Dictionary)
        return PyRef::own(Py_BuildValue("(ss(NN))", name, "dictionary",
                                        memory(frame, column.values).release(),
                                        texts(frame, column).release()));
    if (const char *kind = numpyName(column))
        return PyRef::own(
            Py_BuildValue("(ss(N))", name, kind, memory(frame, column.values).release()));
    PyErr_Format(PyExc_RuntimeError, "the column %s is of a kind that can't be loaded", name);
    return {};
}

} // namespace

PyRef loadedColumns(const UniqueFd &file, std::uint64_t bytes)
{
    void *const base = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.get(), 0);
    if (base == MAP_FAILED)
        return PyRef::own(PyErr_NoMemory());
    const std::span<std::byte> frame(static_cast<std::byte *>(base), bytes);
    const Result<FrameSchema> schema = readFrame(frame);
    if (!schema) {
        PyErr_SetString(PyExc_RuntimeError, schema.error().text.c_str());
        return {};
    }
    PyRef list = PyRef::own(PyList_New(0));
    for (const ColumnSchema &column : schema->columns) {
        const PyRef part = described(frame, column);
        if (!list || !part || PyList_Append(list.get(), part.get()) != 0)
            return {};
    }
    return list;
}

} // namespace assay
