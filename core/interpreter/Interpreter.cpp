// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Interpreter.h"

#include "interpreter/Text.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace assay::embedded {
extern const std::string_view bootstrap;
extern const std::string_view cure;
extern const std::string_view predictionNames;
extern const std::string_view predictionStatements;
extern const std::string_view predictionExpressions;
extern const std::string_view predictionCalls;
extern const std::string_view predictionWalk;
}

namespace assay {
namespace {

/// The value of a PyConfig for the time of initialisation.
class Configuration
{
public:
    Configuration() { PyConfig_InitIsolatedConfig(&m_config); }
    ~Configuration() { PyConfig_Clear(&m_config); }
    Configuration(const Configuration &) = delete;
    Configuration &operator=(const Configuration &) = delete;

    [[nodiscard]] PyConfig &get() { return m_config; }
    [[nodiscard]] bool setProgram(const std::string &path)
    {
        return !PyStatus_Exception(
            PyConfig_SetBytesString(&m_config, &m_config.program_name, path.c_str()));
    }

private:
    PyConfig m_config{};
};

tl::unexpected<Error> broken(const std::string &what)
{
    return failure(ErrorCode::Unavailable, what + ": " + takePythonError());
}

Result<std::string> programOf(const std::string &environment)
{
    if (environment.empty())
        return std::string(ASSAY_PYTHON_EXECUTABLE);
    const std::filesystem::path program = std::filesystem::path(environment) / "bin" / "python3";
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::path(environment) / "pyvenv.cfg", ignored) ||
        !std::filesystem::exists(program, ignored))
        return failure(ErrorCode::InvalidInput,
                       environment + " is not a virtual environment: it has no pyvenv.cfg with a "
                                     "bin/python3; make one with `python3 -m venv FOLDER`");
    return program.string();
}

Result<void> initialise(const std::string &program)
{
    // One thread, or forking would copy locks held by others; glibc's settings are read now.
    for (const char *variable :
         {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"})
        setenv(variable, "1", 1);
    PyPreConfig text;
    PyPreConfig_InitIsolatedConfig(&text);
    text.utf8_mode = 1; // the environment is empty, so no locale says so
    Py_PreInitialize(&text);
    Configuration configuration;
    PyConfig &config = configuration.get();
    config.site_import = 1; // finds the packages of the system or of the environment
    config.user_site_directory = 0;
    config.write_bytecode = 0;
    config.install_signal_handlers = 0;
    config.parse_argv = 0;
    config.buffered_stdio = 1;
    if (!configuration.setProgram(program))
        return failure(ErrorCode::Unavailable, "Python could not be configured");
    const PyStatus status = Py_InitializeFromConfig(&config);
    if (PyStatus_Exception(status))
        return failure(ErrorCode::Unavailable, "Python could not be started",
                       status.err_msg != nullptr ? status.err_msg : "");
    return {};
}

/// One of our own modules. It stays importable by name until hide().
Result<PyRef> load(const char *name, std::string_view source)
{
    const PyRef code =
        PyRef::own(Py_CompileString(std::string(source).c_str(), "<assay>", Py_file_input));
    if (!code)
        return broken("the engine's own Python does not compile");
    PyRef module = PyRef::own(PyImport_ExecCodeModule(name, code.get()));
    if (!module)
        return broken("pandas could not be loaded");
    return module;
}

/// Puts a module out of a script's reach; whoever uses it has a reference.
void hide(const char *name)
{
    PyDict_DelItemString(PyImport_GetModuleDict(), name);
}

std::vector<std::string> textList(PyObject *list)
{
    std::vector<std::string> texts;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i)
        texts.push_back(utf8(PyList_GET_ITEM(list, i)));
    return texts;
}

} // namespace

std::string takePythonError()
{
    PyObject *type = nullptr;
    PyObject *value = nullptr;
    PyObject *trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    const PyRef ownedType = PyRef::own(type);
    const PyRef ownedValue = PyRef::own(value);
    const PyRef ownedTrace = PyRef::own(trace);
    if (!ownedType)
        return "no reason given";
    const PyRef text = PyRef::own(PyObject_Str(value != nullptr ? value : type));
    const std::string name = reinterpret_cast<PyTypeObject *>(type)->tp_name;
    PyErr_Clear();
    return name + ": " + (text ? utf8(text.get()) : std::string("(no text)"));
}

Result<Interpreter> Interpreter::start(const std::string &environment)
{
    const Result<std::string> program = programOf(environment);
    if (!program)
        return tl::unexpected(program.error());
    if (Result<void> started = initialise(*program); !started)
        return tl::unexpected(started.error());
    Result<PyRef> bootstrap = load("_assay_bootstrap", embedded::bootstrap);
    if (!bootstrap)
        return tl::unexpected(bootstrap.error());
    Interpreter interpreter;
    interpreter.m_bootstrap = std::move(*bootstrap);
    // In the order in which they import each other.
    const std::pair<const char *, std::string_view> parts[] = {
        {"_assay_prediction_names", embedded::predictionNames},
        {"_assay_prediction_statements", embedded::predictionStatements},
        {"_assay_prediction_expressions", embedded::predictionExpressions},
        {"_assay_prediction_calls", embedded::predictionCalls},
        {"_assay_prediction", embedded::predictionWalk},
        {"_assay_cure", embedded::cure}};
    for (const auto &[name, source] : parts) {
        const Result<PyRef> module = load(name, source);
        if (!module)
            return tl::unexpected(module.error());
        PyObject_SetAttrString(interpreter.m_bootstrap.get(), name, module->get());
    }
    hide("_assay_bootstrap");
    for (const auto &[name, source] : parts)
        hide(name);
    const PyRef facts = PyRef::own(PyObject_CallNoArgs(interpreter.function("facts").get()));
    if (!facts)
        return broken("pandas could not be loaded");
    interpreter.m_versions = {utf8(PyTuple_GET_ITEM(facts.get(), 0)),
                              utf8(PyTuple_GET_ITEM(facts.get(), 1)),
                              utf8(PyTuple_GET_ITEM(facts.get(), 2))};
    interpreter.m_libraries = textList(PyTuple_GET_ITEM(facts.get(), 3));
    return interpreter;
}

void Interpreter::freeze()
{
    const PyRef done = PyRef::own(PyObject_CallNoArgs(function("freeze").get()));
    PyErr_Clear();
}

Result<void> Interpreter::afterFork()
{
    PyOS_AfterFork_Child();
    const PyRef done = PyRef::own(PyObject_CallNoArgs(function("after_fork").get()));
    if (!done)
        return broken("a process could not be prepared");
    return {};
}

PyRef Interpreter::function(const char *name) const
{
    return PyRef::own(PyObject_GetAttrString(m_bootstrap.get(), name));
}

} // namespace assay
