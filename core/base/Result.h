// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace assay {

/// What went wrong, in terms a caller can act on.
enum class ErrorCode {
    InvalidInput, ///< the user's file, option or text is wrong
    NotFound,
    Unsupported, ///< a newer format, or something this system does not offer
    Unavailable, ///< the engine, a database or a layer of the sandbox is not there
    Cancelled,   ///< it was asked to end before it was done
    Protocol,    ///< the other side broke the rules
    System       ///< the operating system refused
};

/// An error as it is shown (`text`, one sentence that says what happened and what to do) and as it
/// is logged (`detail`). UTF-8.
struct Error
{
    ErrorCode code = ErrorCode::System;
    std::string text;
    std::string detail;

    bool operator==(const Error &) const = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(ErrorCode code, std::string text, std::string detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(text), std::move(detail)});
}

/// A failed system call: `what` names the attempt, errno gives the detail.
tl::unexpected<Error> systemFailure(std::string what);

} // namespace assay
