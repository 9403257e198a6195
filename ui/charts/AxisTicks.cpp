// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisTicks.h"

#include "frames/TimeText.h"
#include "ui/results/Figures.h"

#include <array>
#include <cmath>
#include <QDateTime>
#include <QTimeZone>

namespace assay {
namespace {

constexpr double second = 1e9;
constexpr double day = 86'400 * second;
constexpr int tellingDigits = 12; ///< of what was worked out: the rest is rounding

/// 1, 2 or 5 times a power of ten that makes at most so many steps of it.
double roundStep(double span, int most)
{
    const double raw = span / std::max(1, most), power = std::pow(10, std::floor(std::log10(raw)));
    for (const double part : {1.0, 2.0, 5.0, 10.0})
        if (raw <= part * power * (1 + 1e-9))
            return part * power;
    return 10 * power;
}

/// With as many digits after the point as the step has; large ones in thousands, millions, billions.
QString tickText(double value, double step, double largest)
{
    const std::pair<double, QString> units[] = {{1e12, QStringLiteral("T")}, {1e9, QStringLiteral("B")}, {1e6, QStringLiteral("M")}};
    for (const auto &[unit, letter] : units)
        if (largest >= unit)
            return tickText(value / unit, step / unit, 0) + (value == 0 ? QString() : letter);
    const double size = std::max(std::abs(value), std::abs(largest));
    if (step < 1e-9 || size >= 1e15)
        return QString::number(value, 'g', 4);
    const int digits = std::max(0, -int(std::floor(std::log10(step) + 1e-9)));
    return groupedText(QString::number(std::abs(value) < step / 2 ? 0 : value, 'f', digits));
}

QDateTime calendar(double nanoseconds)
{
    return QDateTime::fromMSecsSinceEpoch(qint64(std::floor(nanoseconds / 1e6)), QTimeZone::utc());
}

/// Steps of the clock, up to two weeks.
double clockStep(double span, int most)
{
    constexpr std::array<double, 22> steps{1,      2,      5,      10,     15,         30,         60,         120,        300,        600,         900,
                                           1'800,  3'600,  7'200,  10'800, 21'600,     43'200,     86'400,     172'800,    345'600,    604'800,     1'209'600};
    if (span / most < second)
        return roundStep(span, most);
    for (const double step : steps)
        if (span / (step * second) <= most)
            return step * second;
    return 0;
}

QString clockText(double time, double step)
{
    const QDateTime at = calendar(time);
    if (step >= day || (std::fmod(time, day) == 0 && step >= 3'600 * second))
        return at.toString(QStringLiteral("d MMM"));
    if (step >= 60 * second)
        return at.toString(QStringLiteral("HH:mm"));
    if (step >= second)
        return at.toString(QStringLiteral("HH:mm:ss"));
    const int digits = std::min(9, std::max(1, -int(std::floor(std::log10(step / second) + 1e-9))));
    const double part = std::fmod(time, second) / second;
    return at.toString(QStringLiteral("ss")) + QString::number(part, 'f', digits).mid(1);
}

std::vector<Tick> calendarTicks(double from, double to, int most)
{
    std::vector<Tick> ticks;
    const double months = (to - from) / (30.4 * day);
    int step = 1;
    for (const int choice : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000})
        if (months / (step = choice) <= most)
            break;
    const QDateTime first = calendar(from);
    const int begin = (first.date().year() * 12 + first.date().month() - 1) / step * step;
    for (int month = begin;; month += step) {
        const QDate date(month / 12, month % 12 + 1, 1);
        const double value = double(QDateTime(date, QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch()) * 1e6;
        if (value > to || !date.isValid())
            return ticks;
        if (value >= from)
            ticks.push_back({value, month % 12 == 0 || step >= 12 ? date.toString(QStringLiteral("yyyy")) : date.toString(QStringLiteral("MMM"))});
    }
}

} // namespace

std::vector<Tick> numberTicks(double from, double to, int most)
{
    std::vector<Tick> ticks;
    if (!(to > from) || !std::isfinite(to - from))
        return ticks;
    const double step = roundStep(to - from, most);
    const double largest = std::max(std::abs(from), std::abs(to));
    for (double place = std::ceil(from / step - 1e-9); place * step <= to + step * 1e-9; ++place)
        ticks.push_back({place * step, tickText(place * step, step, largest >= 1e6 ? largest : 0)});
    return ticks;
}

std::vector<Tick> powerTicks(double from, double to, int most)
{
    std::vector<Tick> ticks;
    if (to - from < 1) { // within one power: round numbers as they are
        for (Tick tick : numberTicks(std::pow(10, from), std::pow(10, to), most))
            if (tick.value > 0)
                ticks.push_back({std::log10(tick.value), tick.text});
        return ticks;
    }
    const double step = std::max(1.0, std::ceil((to - from) / most));
    for (double power = std::ceil(from); power <= to; power += step)
        ticks.push_back({power, std::abs(power) <= 5 ? groupedText(QString::number(std::pow(10, power), 'g', 6)) : QStringLiteral("1e%1").arg(power)});
    return ticks;
}

std::vector<Tick> timeTicks(double from, double to, int most)
{
    std::vector<Tick> ticks;
    if (!(to > from))
        return ticks;
    const double step = clockStep(to - from, most);
    if (step == 0)
        return calendarTicks(from, to, most);
    for (double place = std::ceil(from / step); place * step <= to; ++place)
        ticks.push_back({place * step, clockText(place * step, step)});
    return ticks;
}

QString plotNumber(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NA");
    const QString text = QString::number(value, 'g', tellingDigits);
    return groupedText(text);
}

QString plotTime(double nanoseconds)
{
    return QString::fromStdString(timestampText(std::int64_t(nanoseconds), TimeUnit::Nanosecond));
}

} // namespace assay
