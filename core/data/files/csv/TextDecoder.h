// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/files/Mapping.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assay::files {

/// Turns the bytes of a line into UTF-8.
class TextDecoder
{
public:
    [[nodiscard]] static Result<TextDecoder> create(Encoding encoding);

    /// Nothing where the bytes are no text of that encoding. What is given lives until the next
    /// call, and no longer than `bytes`.
    [[nodiscard]] std::optional<std::string_view> decode(std::string_view bytes);

private:
    struct Close
    {
        void operator()(void *converter) const;
    };

    TextDecoder() = default;

    std::unique_ptr<void, Close> m_converter; ///< none for UTF-8
    std::string m_text;
};

} // namespace assay::files
