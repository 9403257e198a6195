// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Surroundings.h"

namespace assay {
namespace {

PyRef nameList(const Profile::Names &names)
{
    if (names.all)
        return PyRef::share(Py_None);
    PyRef list = PyRef::own(PyList_New(0));
    for (const std::string &name : names.names) {
        const PyRef text = PyRef::own(PyUnicode_FromString(name.c_str()));
        PyList_Append(list.get(), text.get());
    }
    return list;
}

PyRef truth(bool value)
{
    return PyRef::own(PyBool_FromLong(value));
}

} // namespace

PyRef describeSurroundings(const Profile &profile)
{
    const bool separate = profile.namespaces == Profile::Namespaces::Separate;
    return PyRef::own(Py_BuildValue(
        "{sNsNsNsNsNsNsNsN}", "builtins", nameList(profile.builtins).release(), "global_builtins",
        nameList(profile.globalBuiltins).release(), "globals", nameList(profile.globals).release(),
        "imports", nameList(profile.imports).release(), "imports_work",
        truth(profile.importsWork).release(), "separate", truth(separate).release(), "module_name",
        truth(!separate).release(), "any_keyword", truth(profile.loadersTakeAnyKeyword).release()));
}

} // namespace assay
