// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace assay {

/// Takes the places of standard input, output and error where a program was started without them,
/// so that no other file gets these numbers. Reading or writing there fails, as it would without.
/// Call it first of all in main().
void holdStandardStreams();

} // namespace assay
