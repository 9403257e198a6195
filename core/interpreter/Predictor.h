// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/Interpreter.h"
#include "interpreter/ScriptCheck.h"

#include <vector>

namespace assay {

/// Foresees what a script that is accepted will fail on (resources/python/prediction/).
/// Thread: with the interpreter's lock held, destruction included.
class Predictor
{
public:
    explicit Predictor(const Interpreter &interpreter);

    /// `checked` must be of an accepted script. What can't be foreseen is left out: a script that is
    /// too deep or too long for it has no predictions. At most maxFindings.
    [[nodiscard]] std::vector<Finding> predict(const CheckedScript &checked,
                                               const Profile &profile) const;

private:
    PyRef m_predict;
};

} // namespace assay
