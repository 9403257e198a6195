// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Engine.h"

#include <cstdio>

int main(int argc, char **argv)
{
    const auto arguments = assay::EngineArguments::parse({argv + 1, argv + argc});
    if (!arguments) {
        std::fprintf(stderr, "assay-engine: %s\n", arguments.error().text.c_str());
        return 2;
    }
    return assay::runEngine(*arguments);
}
