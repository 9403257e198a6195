// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Loader.h"

#include "interpreter/LoadedFrame.h"
#include "interpreter/Text.h"

#include <optional>

namespace assay {
namespace {

constexpr const char *capsuleName = "assay.loader";

std::optional<std::string> optionalText(PyObject *value)
{
    return PyUnicode_Check(value) ? std::optional(utf8(value)) : std::nullopt;
}

/// Days far beyond any data mean the same as a million of them.
std::optional<std::int64_t> optionalDays(PyObject *value)
{
    if (!PyLong_Check(value))
        return std::nullopt;
    constexpr long long most = 1'000'000;
    int overflow = 0;
    const long long days = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow != 0)
        return overflow * most;
    return std::clamp(days, -most, most);
}

std::optional<std::string> textAt(PyObject *filters, const char *name)
{
    PyObject *value = PyDict_GetItemString(filters, name);
    return value != nullptr ? optionalText(value) : std::nullopt;
}

/// A number that does not fit counts as none; the loaders check before.
std::optional<std::int64_t> wholeAt(PyObject *filters, const char *name)
{
    PyObject *value = PyDict_GetItemString(filters, name);
    if (value == nullptr || !PyLong_Check(value))
        return std::nullopt;
    int overflow = 0;
    const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    return overflow == 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

std::vector<std::string> textsAt(PyObject *filters, const char *name)
{
    std::vector<std::string> texts;
    PyObject *list = PyDict_GetItemString(filters, name);
    for (Py_ssize_t i = 0; list != nullptr && PyList_Check(list) && i < PyList_GET_SIZE(list); ++i)
        if (PyUnicode_Check(PyList_GET_ITEM(list, i)))
            texts.push_back(utf8(PyList_GET_ITEM(list, i)));
    return texts;
}

/// What a load has to say goes where Python's own warnings go.
void warn(const std::vector<std::string> &warnings)
{
    PyObject *file = PySys_GetObject("stderr");
    for (const std::string &warning : warnings)
        if (file == nullptr || PyFile_WriteString(("load_trades: " + warning + "\n").c_str(), file) != 0)
            PyErr_Clear();
}

std::optional<LoadRequest::What> whatOf(const std::string &name)
{
    if (name == "trades")
        return LoadRequest::What::Trades;
    if (name == "balances")
        return LoadRequest::What::Balances;
    if (name == "snapshots")
        return LoadRequest::What::Snapshots;
    return std::nullopt;
}

PyRef toPython(const Json &value)
{
    switch (value.type()) {
    case Json::value_t::object: {
        PyRef dict = PyRef::own(PyDict_New());
        for (const auto &[key, item] : value.items()) {
            const PyRef name = PyRef::own(PyUnicode_DecodeUTF8(
                key.data(), static_cast<Py_ssize_t>(key.size()), "surrogateescape"));
            const PyRef content = toPython(item);
            if (!name || !content || PyDict_SetItem(dict.get(), name.get(), content.get()) != 0)
                return {};
        }
        return dict;
    }
    case Json::value_t::array: {
        PyRef list = PyRef::own(PyList_New(0));
        for (const Json &item : value) {
            const PyRef content = toPython(item);
            if (!content || PyList_Append(list.get(), content.get()) != 0)
                return {};
        }
        return list;
    }
    case Json::value_t::string: {
        const auto &text = value.get_ref<const std::string &>();
        return PyRef::own(PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()),
                                               "surrogateescape"));
    }
    case Json::value_t::boolean:
        return PyRef::own(PyBool_FromLong(value.get<bool>()));
    case Json::value_t::number_integer:
        return PyRef::own(PyLong_FromLongLong(value.get<long long>()));
    case Json::value_t::number_unsigned:
        return PyRef::own(PyLong_FromUnsignedLongLong(value.get<unsigned long long>()));
    case Json::value_t::number_float:
        return PyRef::own(PyFloat_FromDouble(value.get<double>()));
    case Json::value_t::null:
    case Json::value_t::binary:
    case Json::value_t::discarded:
        break;
    }
    return PyRef::share(Py_None);
}

} // namespace

PyRef Loader::function()
{
    static PyMethodDef definition{"load", &Loader::call, METH_VARARGS, nullptr};
    const PyRef self = PyRef::own(PyCapsule_New(this, capsuleName, nullptr));
    return PyRef::own(PyCFunction_New(&definition, self.get()));
}

PyObject *Loader::call(PyObject *self, PyObject *arguments)
{
    PyObject *what = nullptr;
    PyObject *days = nullptr;
    PyObject *filters = nullptr;
    if (!PyArg_ParseTuple(arguments, "UOO!", &what, &days, &PyDict_Type, &filters))
        return nullptr;
    const auto known = whatOf(utf8(what));
    auto *loader = static_cast<Loader *>(PyCapsule_GetPointer(self, capsuleName));
    if (!known || loader == nullptr) {
        PyErr_SetString(PyExc_ValueError, "there is no such data");
        return nullptr;
    }
    LoadRequest request;
    request.what = *known;
    request.days = optionalDays(days);
    request.exchange = textAt(filters, "exchange");
    request.asset = textAt(filters, "asset");
    request.account = textAt(filters, "account");
    request.side = textAt(filters, "side");
    request.since = wholeAt(filters, "since");
    request.until = wholeAt(filters, "until");
    request.limit = wholeAt(filters, "limit");
    request.columns = textsAt(filters, "columns");
    return loader->load(request);
}

PyObject *Loader::load(const LoadRequest &request)
{
    Result<void> sent = m_channel.send(request);
    Result<RunChannel::Incoming> answer = sent ? m_channel.receive() : tl::unexpected(sent.error());
    const auto *reply = answer ? std::get_if<LoadReply>(&answer->message) : nullptr;
    if (reply == nullptr) {
        PyErr_SetString(PyExc_RuntimeError, "the workbench did not answer");
        return nullptr;
    }
    if (!reply->error.empty()) {
        PyErr_SetString(PyExc_RuntimeError, reply->error.c_str());
        return nullptr;
    }
    warn(reply->warnings);
    if (reply->frameBytes > 0)
        return loadedColumns(answer->file, static_cast<std::uint64_t>(reply->frameBytes)).release();
    return toPython(reply->value).release();
}

} // namespace assay
