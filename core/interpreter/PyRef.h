// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Python.h>

#include <utility>

namespace assay {

/// Owns one reference to a Python object. The GIL must be held wherever one changes hands.
class PyRef
{
public:
    PyRef() = default;
    /// Takes over a new reference, such as most C API calls return.
    [[nodiscard]] static PyRef own(PyObject *object) { return PyRef(object); }
    /// Shares a borrowed one.
    [[nodiscard]] static PyRef share(PyObject *object)
    {
        Py_XINCREF(object);
        return PyRef(object);
    }
    PyRef(PyRef &&other) noexcept
        : m_object(std::exchange(other.m_object, nullptr))
    {
    }
    PyRef &operator=(PyRef &&other) noexcept
    {
        PyObject *old = std::exchange(m_object, std::exchange(other.m_object, nullptr));
        Py_XDECREF(old);
        return *this;
    }
    PyRef(const PyRef &) = delete;
    PyRef &operator=(const PyRef &) = delete;
    ~PyRef() { Py_XDECREF(m_object); }

    [[nodiscard]] PyObject *get() const { return m_object; }
    [[nodiscard]] explicit operator bool() const { return m_object != nullptr; }
    [[nodiscard]] PyObject *release() { return std::exchange(m_object, nullptr); }

private:
    explicit PyRef(PyObject *object)
        : m_object(object)
    {
    }

    PyObject *m_object = nullptr;
};

} // namespace assay
