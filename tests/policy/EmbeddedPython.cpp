// SPDX-License-Identifier: GPL-3.0-or-later
#include "EmbeddedPython.h"

#include "policy/BuiltinProfiles.h"

using assay::PyRef;

EmbeddedPython::EmbeddedPython()
{
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.install_signal_handlers = 0;
    const PyStatus status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status))
        Py_ExitStatusException(status);
}

EmbeddedPython::~EmbeddedPython()
{
    Py_FinalizeEx();
}

std::string EmbeddedPython::answer(const char *code, std::string_view input)
{
    const PyRef names = PyRef::own(PyDict_New());
    const PyRef text =
        PyRef::own(PyUnicode_DecodeUTF8(input.data(), Py_ssize_t(input.size()), "surrogatepass"));
    PyDict_SetItemString(names.get(), "__builtins__", PyEval_GetBuiltins());
    PyDict_SetItemString(names.get(), "input", text.get());
    const PyRef done = PyRef::own(PyRun_String(code, Py_file_input, names.get(), names.get()));
    if (!done) {
        PyErr_Print();
        return "the test's own code failed";
    }
    const PyRef shown = PyRef::own(PyObject_Str(PyDict_GetItemString(names.get(), "answer")));
    return PyUnicode_AsUTF8(shown.get());
}

assay::Profile builtin(std::string_view name)
{
    return assay::Profile::fromJson(assay::builtinProfile(name).value()).value();
}
