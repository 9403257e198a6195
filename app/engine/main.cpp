// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Engine.h"

#include <cstdio>

#ifdef ASSAY_SANITIZED
/// The engine's environment is empty, so this is the place. CPython does not give back all its
/// memory at the end; a script that wants too much is to get a MemoryError, and one that crashes is
/// to crash, as without the sanitizers.
extern "C" const char *__asan_default_options()
{
    return "detect_leaks=0:allocator_may_return_null=1:handle_segv=0:handle_sigbus=0:"
           "handle_sigfpe=0:handle_abort=0:handle_sigill=0";
}
#endif

int main(int argc, char **argv)
{
    const auto arguments = assay::EngineArguments::parse({argv + 1, argv + argc});
    if (!arguments) {
        std::fprintf(stderr, "assay-engine: %s\n", arguments.error().text.c_str());
        return 2;
    }
    return assay::runEngine(*arguments);
}
