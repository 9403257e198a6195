// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/Interpreter.h"
#include "interpreter/Predictor.h"
#include "interpreter/ProfileCheck.h"

namespace assay {

/// Mends what is refused or would fail, by the small edits of resources/python/cure.py, one after
/// the other: an edit stays where the script has fewer problems after it.
/// Thread: with the interpreter's lock held, destruction included.
class Curer
{
public:
    explicit Curer(const Interpreter &interpreter);

    /// `verdict` is of `code` (UTF-8).
    [[nodiscard]] Cure cure(ProfileCheck::Prepared &prepared, const Predictor &predictor,
                            std::string code, Verdict verdict, CureScope scope) const;

private:
    class Search;

    PyRef m_cure;
};

/// What the rules say of a script and, where they accept it, what will fail.
[[nodiscard]] Verdict fullVerdict(ProfileCheck::Prepared &prepared, const Predictor &predictor,
                                  const std::string &code);

} // namespace assay
