// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Curer.h"

#include "interpreter/Text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace assay {
namespace {

constexpr std::size_t mostSteps = 40;
/// Each problem is one try, and each try a check of the whole script.
constexpr std::size_t mostTries = 200;

/// How bad a script is: what is refused, then what will fail, then what may.
std::array<std::ptrdiff_t, 3> badness(const Verdict &verdict)
{
    return {std::ranges::count(verdict.findings, Severity::Refusal, &Finding::severity),
            std::ranges::count(verdict.predictions, Severity::Failure, &Finding::severity),
            std::ranges::count(verdict.predictions, Severity::Doubt, &Finding::severity)};
}

std::vector<Finding> problemsOf(const Verdict &verdict, CureScope scope)
{
    const auto isMeant = [&](const Finding &finding) {
        const Span &span = finding.span;
        return finding.severity != Severity::Warning &&
               (scope.of == CureScope::Of::Script ||
                (span.line <= scope.line && scope.line <= span.endLine));
    };
    std::vector<Finding> problems;
    std::ranges::copy_if(verdict.findings, std::back_inserter(problems), isMeant);
    std::ranges::copy_if(verdict.predictions, std::back_inserter(problems), isMeant);
    return problems;
}

/// (what was done, the cured code), as cure.py proposes it.
std::optional<std::pair<std::string, std::string>>
proposal(const PyRef &cure, const std::string &code, const Finding &problem)
{
    const PyRef text =
        PyRef::own(PyUnicode_DecodeUTF8(code.data(), Py_ssize_t(code.size()), "surrogatepass"));
    const PyRef proposed =
        PyRef::own(text ? PyObject_CallFunction(cure.get(), "Osii", text.get(),
                                                problem.rule.c_str(), problem.span.line,
                                                problem.span.column)
                        : nullptr);
    PyErr_Clear();
    if (!proposed || !PyTuple_Check(proposed.get()) || PyTuple_GET_SIZE(proposed.get()) != 2)
        return std::nullopt;
    return std::pair(utf8(PyTuple_GET_ITEM(proposed.get(), 0)),
                     utf8(PyTuple_GET_ITEM(proposed.get(), 1)));
}

} // namespace

Curer::Curer(const Interpreter &interpreter)
    : m_cure(interpreter.function("cure"))
{
}

Cure Curer::cure(ProfileCheck::Prepared &prepared, const Predictor &predictor, std::string code,
                 Verdict verdict, CureScope scope) const
{
    Cure cure;
    if (scope.of == CureScope::Of::Nothing)
        return cure;
    const std::size_t most = scope.of == CureScope::Of::Line ? 1 : mostSteps;
    std::size_t tries = 0;
    for (bool hasMended = true; hasMended && cure.steps.size() < most;) {
        hasMended = false;
        for (const Finding &problem : problemsOf(verdict, scope)) {
            if (++tries > mostTries)
                break;
            auto proposed = proposal(m_cure, code, problem);
            if (!proposed)
                continue;
            Verdict next = fullVerdict(prepared, predictor, proposed->second);
            if (badness(next) >= badness(verdict))
                continue;
            cure.steps.push_back(std::move(proposed->first));
            code = std::move(proposed->second);
            verdict = std::move(next);
            hasMended = true;
            break;
        }
    }
    if (!cure.steps.empty())
        cure.code = std::move(code);
    return cure;
}

Verdict fullVerdict(ProfileCheck::Prepared &prepared, const Predictor &predictor,
                    const std::string &code)
{
    CheckedScript checked = prepared.check.check(code);
    if (checked.verdict.valid && checked.tree)
        checked.verdict.predictions = predictor.predict(checked, prepared.profile);
    return std::move(checked.verdict);
}

} // namespace assay
