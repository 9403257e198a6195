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
constexpr int mostDetours = 3;

/// How bad a script is: what is refused, then what will fail, then what may.
using Badness = std::array<std::ptrdiff_t, 3>;

Badness badness(const Verdict &verdict)
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

/// Looks for steps that make a script better, trying one problem after the other.
class Curer::Search
{
public:
    Search(const PyRef &cure, ProfileCheck::Prepared &prepared, const Predictor &predictor)
        : m_cure(cure)
        , m_prepared(prepared)
        , m_predictor(predictor)
    {
    }

    struct State
    {
        std::string code;
        Verdict verdict;
        std::vector<std::string> steps = {};
    };

    /// A better script than `start`, if need be by way of up to `detours` that are worse: what a
    /// step lays open may be cured by the next.
    [[nodiscard]] std::optional<State> better(const State &start, CureScope scope, int detours)
    {
        return reach(start, badness(start.verdict), scope, detours);
    }

private:
    std::optional<State> reach(const State &from, const Badness &goal, CureScope scope, int detours)
    {
        std::vector<State> worse;
        for (const Finding &problem : problemsOf(from.verdict, scope)) {
            if (++m_tries > mostTries)
                break;
            auto proposed = proposal(m_cure, from.code, problem);
            if (!proposed)
                continue;
            State next{std::move(proposed->second), {}, from.steps};
            next.verdict = fullVerdict(m_prepared, m_predictor, next.code);
            next.steps.push_back(std::move(proposed->first));
            if (badness(next.verdict) < goal)
                return next;
            if (next.verdict.valid)
                worse.push_back(std::move(next));
        }
        for (const State &state : worse)
            if (detours > 0)
                if (auto found = reach(state, goal, {CureScope::Of::Script, 0}, detours - 1))
                    return found;
        return std::nullopt;
    }

    const PyRef &m_cure;
    ProfileCheck::Prepared &m_prepared;
    const Predictor &m_predictor;
    std::size_t m_tries = 0;
};

Cure Curer::cure(ProfileCheck::Prepared &prepared, const Predictor &predictor, std::string code,
                 Verdict verdict, CureScope scope) const
{
    if (scope.of == CureScope::Of::Nothing)
        return {};
    Search search(m_cure, prepared, predictor);
    Search::State state{std::move(code), std::move(verdict)};
    while (auto next = search.better(state, scope, mostDetours)) {
        state = std::move(*next);
        if (scope.of == CureScope::Of::Line || state.steps.size() >= mostSteps)
            break;
    }
    return state.steps.empty() ? Cure{} : Cure{std::move(state.steps), std::move(state.code)};
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
