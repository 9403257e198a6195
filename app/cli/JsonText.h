// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

#include <string>
#include <string_view>

namespace assay {

/// One JSON object, written key by key: for values that are JSON text already and must reach the
/// reader as they are (an integer of thirty digits fits no number of ours).
class JsonObject
{
public:
    void add(std::string_view key, const Json &value);
    /// `json` must be valid JSON text.
    void addText(std::string_view key, std::string_view json);

    [[nodiscard]] std::string text() const { return '{' + m_members + '}'; }

private:
    std::string m_members;
};

/// JSON text as one line, ended by a newline: line breaks between values become spaces, and what
/// would act on a terminal (DEL, C1, direction and line separator characters) stands as `\u…`.
[[nodiscard]] std::string jsonTextLine(std::string_view json);

/// A value as such a line. Valid UTF-8 whatever it holds: malformed bytes become U+FFFD, NaN and
/// infinity are null.
[[nodiscard]] std::string jsonLine(const Json &document);

} // namespace assay
