// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/PyRef.h"
#include "policy/Profile.h"

#include <string>
#include <string_view>

/// CPython in a test's process, isolated from the user's surroundings. One for each process.
class EmbeddedPython
{
public:
    EmbeddedPython();
    ~EmbeddedPython();
    EmbeddedPython(const EmbeddedPython &) = delete;
    EmbeddedPython &operator=(const EmbeddedPython &) = delete;

    /// Runs statements and gives str() of what they put into `answer`; an exception as its text.
    /// `input` is there as a str.
    static std::string answer(const char *code, std::string_view input = {});
};

/// A built-in profile; ends the test's process where there is none.
assay::Profile builtin(std::string_view name);
