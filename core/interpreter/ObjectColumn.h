// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "interpreter/PyRef.h"
#include "protocol/FrameLayout.h"

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// The cells of a column of Python objects. Where all that are there are int (of 64 bits), float or bool,
/// they are such values; else they are texts, which are a Decimal's or an int's, a str's, or what str() shows
/// of any object. Few different strs become a dictionary of codes. What pandas takes for missing (None, NaN
/// of any type, NaT, pd.NA) has no validity bit or code -1.
struct ObjectColumn
{
    ColumnType type = ColumnType::Text;
    std::vector<std::uint8_t> validity; ///< bits; empty: nothing is missing
    std::vector<std::int32_t> codes;    ///< of a dictionary
    std::string values;                 ///< bytes of numbers and bools; a missing one is 0
    std::vector<std::int64_t> offsets;
    std::string data; ///< UTF-8

    /// Reads a one-dimensional numpy array of objects. Fails with a pending Python error only where
    /// memory runs out; an object whose text can't be made is shown as such.
    [[nodiscard]] static Result<ObjectColumn> read(PyObject *array);
    /// Texts of a list, as the dictionary of codes made elsewhere.
    [[nodiscard]] static ObjectColumn dictionaryTexts(PyObject *list);
};

} // namespace assay
