// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Runner.h"

#include "interpreter/FrameExport.h"
#include "interpreter/JsonText.h"
#include "interpreter/Loader.h"
#include "interpreter/Surroundings.h"
#include "interpreter/Text.h"

#include <sys/resource.h>
#include <utility>

namespace assay {
namespace {

/// What Python calls a script given to exec, and so what its tracebacks say.
constexpr const char *fileName = "<string>";
constexpr Py_ssize_t maxText = 1 << 20; // code points
constexpr std::size_t maxJsonBytes = 64U << 20;

std::int64_t peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

} // namespace

Runner::Runner(const Interpreter &interpreter, RunChannel &channel, ProfileCheck &check)
    : m_channel(channel)
    , m_check(check)
    , m_surroundings(interpreter.function("surroundings"))
    , m_flush(interpreter.function("flush"))
    , m_kindOf(interpreter.function("kind_of"))
    , m_plainScalar(interpreter.function("plain_scalar"))
    , m_columnsOf(interpreter.function("columns_of"))
    , m_describeError(interpreter.function("describe_error"))
{
    m_compile = PyRef::share(PyDict_GetItemString(PyEval_GetBuiltins(), "compile"));
}

void Runner::rehearse(const std::string &profile)
{
    // Python 3.11 rewrites code that has run a few times, and each page is copied when first touched.
    constexpr int times = 3;
    const RunJob job{"x = [1.5, 2]\nresult = {'a': x[0] + 1}", profile, 0};
    for (int i = 0; i < times; ++i) {
        const RunReport report = run(job);
        (void)encode(FromRun(report));
    }
    const Result<ProfileCheck::Prepared *> prepared = m_check.forProfile(profile);
    if (!prepared)
        return;
    m_scope = surroundings((*prepared)->profile);
    m_scopeProfile = profile;
    (void)decodeToRun(encode(ToRun(job)));
}

RunReport Runner::run(const RunJob &job)
{
    RunReport report;
    const Result<ProfileCheck::Prepared *> prepared = m_check.forProfile(job.profile);
    if (!prepared) {
        report.end = ReportEnd::Error;
        report.error = prepared.error().text;
        return report;
    }
    CheckedScript checked = (*prepared)->check.check(job.code);
    report.findings = checked.verdict.findings;
    if (!checked.verdict.valid) {
        report.end = ReportEnd::Refused;
        report.error = "Validation error: " + checked.verdict.message;
        for (const Finding &finding : report.findings)
            if (report.line == 0 && finding.message == checked.verdict.message)
                report.line = finding.span.line;
    } else if (checked.tree) {
        const bool isReady = m_scope && m_scopeProfile == job.profile;
        const Scope scope = isReady ? *std::exchange(m_scope, std::nullopt)
                                    : surroundings((*prepared)->profile);
        execute(scope, checked.tree.get(), report);
    }
    report.peakBytes = peakBytes();
    return report;
}

Runner::Scope Runner::surroundings(const Profile &profile)
{
    const PyRef described = describeSurroundings(profile);
    // Lives as long as the process: the script may keep the function anywhere.
    auto *loader = new Loader(m_channel);
    const PyRef load = loader->function();
    const PyRef scopes = PyRef::own(
        PyObject_CallFunctionObjArgs(m_surroundings.get(), described.get(), load.get(), nullptr));
    if (!scopes)
        return {};
    return {PyRef::share(PyTuple_GET_ITEM(scopes.get(), 0)),
            PyRef::share(PyTuple_GET_ITEM(scopes.get(), 1))};
}

void Runner::execute(const Scope &scope, PyObject *tree, RunReport &report)
{
    const PyRef code = PyRef::own(
        PyObject_CallFunction(m_compile.get(), "OssiO", tree, fileName, "exec", 0, Py_True));
    const PyRef done =
        scope.globals && code
            ? PyRef::own(PyEval_EvalCode(code.get(), scope.globals.get(), scope.locals.get()))
            : PyRef();
    if (!done) {
        describeError(report);
    } else {
        const PyRef result = PyRef::share(PyDict_GetItemString(scope.locals.get(), "result"));
        report.isSet = bool(result);
        describeResult(result ? result.get() : Py_None, report);
    }
    const PyRef flushed = PyRef::own(PyObject_CallNoArgs(m_flush.get()));
    PyErr_Clear();
}

void Runner::describeResult(PyObject *result, RunReport &report)
{
    report.type = Py_TYPE(result)->tp_name;
    if (const std::size_t dot = report.type.rfind('.'); dot != std::string::npos)
        report.type.erase(0, dot + 1);
    const PyRef text = PyRef::own(PyObject_Str(result));
    if (!text) {
        describeError(report);
        return;
    }
    report.textTruncated = PyUnicode_GET_LENGTH(text.get()) > maxText;
    report.text = utf8(text.get(), maxText);
    const PyRef kind = PyRef::own(PyObject_CallOneArg(m_kindOf.get(), result));
    report.kind = kind ? utf8(kind.get()) : std::string("value");
    PyErr_Clear();
    if (report.kind == "frame" || report.kind == "array")
        describeFrame(result, report);
    else if (report.kind == "value")
        report.json = jsonText(result, m_plainScalar.get(), maxJsonBytes).value_or("");
}

void Runner::describeFrame(PyObject *result, RunReport &report)
{
    const PyRef columns = PyRef::own(PyObject_CallOneArg(m_columnsOf.get(), result));
    if (!columns) {
        describeError(report);
        return;
    }
    if (columns.get() == Py_None)
        return;
    const Result<std::uint64_t> bytes = exportFrame(columns.get(), m_channel.area());
    if (bytes) {
        report.frameBytes = static_cast<std::int64_t>(*bytes);
        return;
    }
    if (PyErr_Occurred() != nullptr) {
        describeError(report);
        return;
    }
    report.end = ReportEnd::Error;
    report.error = "Result too large: " + bytes.error().text;
    report.kind = "none";
}

void Runner::describeError(RunReport &report)
{
    PyObject *type = nullptr;
    PyObject *value = nullptr;
    PyObject *trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    if (trace != nullptr && value != nullptr)
        PyException_SetTraceback(value, trace);
    const PyRef ownedType = PyRef::own(type);
    const PyRef ownedValue = PyRef::own(value);
    const PyRef ownedTrace = PyRef::own(trace);
    report.end = ReportEnd::Error;
    report.kind = "none";
    const PyRef described = PyRef::own(
        value == nullptr ? nullptr
                         : PyObject_CallFunction(m_describeError.get(), "Os", value, fileName));
    if (!described) {
        const bool memory = PyErr_GivenExceptionMatches(type, PyExc_MemoryError) != 0;
        report.error = memory ? "MemoryError: " : "an error that can't be described";
        report.end = memory ? ReportEnd::Memory : ReportEnd::Error;
        PyErr_Clear();
        return;
    }
    report.error = utf8(PyTuple_GET_ITEM(described.get(), 0));
    PyObject *line = PyTuple_GET_ITEM(described.get(), 1);
    report.line = PyLong_Check(line) ? std::max(0L, PyLong_AsLong(line)) : 0;
    report.traceback = utf8(PyTuple_GET_ITEM(described.get(), 2));
    if (PyTuple_GET_ITEM(described.get(), 3) == Py_True)
        report.end = ReportEnd::Memory;
    PyErr_Clear();
}

} // namespace assay
