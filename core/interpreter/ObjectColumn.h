// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "interpreter/PyRef.h"
#include "protocol/FrameLayout.h"

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// The cells of a column of Python objects, as texts. Few different objects become a dictionary of
/// codes; missing ones (None, NaN, NaT, pd.NA) have no validity bit or code -1.
struct ObjectColumn
{
    ColumnType type = ColumnType::Text;
    std::vector<std::uint8_t> validity; ///< bits; empty: nothing is missing
    std::vector<std::int32_t> codes;    ///< of a dictionary
    std::vector<std::int64_t> offsets;
    std::string data; ///< UTF-8

    /// Reads a one-dimensional numpy array of objects. Fails with a pending Python error only where
    /// memory runs out; an object whose text can't be made is shown as such.
    [[nodiscard]] static Result<ObjectColumn> read(PyObject *array);
    /// Texts of a list, as the dictionary of codes made elsewhere.
    [[nodiscard]] static ObjectColumn dictionaryTexts(PyObject *list);
};

} // namespace assay
