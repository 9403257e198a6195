// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <QString>
#include <vector>

namespace assay {

/// How the numbers of a column are shown; what is copied and exported is exact whatever this says.
struct NumberFormat
{
    /// After the point, of reals; as they are otherwise, with zeros so that points stand in one line.
    std::optional<int> digits;
    bool hasThousands = true; ///< `1,234,567`

    bool operator==(const NumberFormat &) const = default;
};

/// What colours the numbers of a column: nothing, how large they are, or their sign.
enum class Tint : std::uint8_t { Plain, Heat, Sign };

/// What a person chose of how a frame is shown. Plain; outlives the frame.
struct FrameLook
{
    /// Of a column, as the model counts them.
    struct Column
    {
        QString name;
        int width = 0;
        int place = 0; ///< from the left
        bool isHidden = false;
        NumberFormat format;
        Tint tint = Tint::Plain;

        bool operator==(const Column &) const = default;
    };
    struct Sort
    {
        int column = 0; ///< of the model
        bool isDescending = false;

        bool operator==(const Sort &) const = default;
    };

    std::vector<Column> columns;
    std::vector<Sort> sorts;
    std::vector<Condition> conditions;
    int pinned = 0; ///< columns from the left

    bool operator==(const FrameLook &) const = default;
};

} // namespace assay
