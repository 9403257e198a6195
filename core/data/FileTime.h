// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace assay {

/// When a file was last written to, ns since 1970; nothing where it is not there.
[[nodiscard]] std::optional<std::int64_t> fileTime(const std::string &path);

/// Says a file's size, time and identity: it is another text where another file has taken its name,
/// or this one has changed (but for two writes within one tick of the file system's clock, some
/// milliseconds). `-` where it is not there.
[[nodiscard]] std::string fileState(const std::string &path);

/// Says which file stands under a name: another text where another one has taken it.
[[nodiscard]] std::string fileIdentity(const std::string &path);

/// True where the file was last written to so long ago that any other write has another time.
[[nodiscard]] bool isSettled(const std::optional<std::int64_t> &written);

} // namespace assay
