// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace assay {

/// A place on an axis and what stands there.
struct Tick
{
    double value = 0;
    QString text;
};

/// At most so many, at round numbers: `1,200`, `0.05`, `2.5M`.
[[nodiscard]] std::vector<Tick> numberTicks(double from, double to, int most);
/// The axis counts powers of ten.
[[nodiscard]] std::vector<Tick> powerTicks(double from, double to, int most);
/// At round times of the calendar or the clock, of nanoseconds since 1970: `08:30`, `20 Nov`, `2025`.
[[nodiscard]] std::vector<Tick> timeTicks(double from, double to, int most);

/// A number with its thousands apart, in twelve digits: for what was worked out and is no cell of a frame.
[[nodiscard]] QString plotNumber(double value);
/// A time as exact as a double holds it, without the parts that are zero.
[[nodiscard]] QString plotTime(double nanoseconds);

} // namespace assay
