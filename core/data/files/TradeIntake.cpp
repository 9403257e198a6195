// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/TradeIntake.h"

#include "frames/SafeText.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace assay::files {
namespace {

constexpr std::size_t longestShown = 40;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

TradeIntake::TradeIntake(const Mapping &mapping)
    : m_reader(mapping)
    , m_sides(mapping.sides.begin(), mapping.sides.end())
{
}

void TradeIntake::take(Field field, std::string_view text, std::int64_t line)
{
    if (text.empty())
        takeMissing(field);
    else if (field == Field::Timestamp)
        takeTime(text, line);
    else if (isNumber(field))
        takeNumber(field, text, line);
    else
        takeText(field, text);
}

void TradeIntake::takeMissing(Field field)
{
    if (field == Field::Timestamp) {
        m_columns.timestamp.push_back(noTime);
    } else if (isNumber(field)) {
        numbers(field).push_back(notANumber);
    } else if (field == Field::TradeId) {
        m_columns.tradeId.addMissing();
    } else {
        texts(field).addMissing();
    }
}

void TradeIntake::takeTime(std::optional<std::int64_t> time, std::int64_t line)
{
    if (!time && m_times.count++ == 0)
        m_times.line = line;
    m_columns.timestamp.push_back(time.value_or(noTime));
}

void TradeIntake::takeNumber(Field field, double number)
{
    numbers(field).push_back(number);
}

void TradeIntake::takeTime(std::string_view text, std::int64_t line)
{
    const std::optional<std::int64_t> time = m_reader.time(text);
    if (!time && m_times.count == 0)
        m_times.first = validUtf8(text.substr(0, longestShown));
    takeTime(time, line);
}

void TradeIntake::takeNumber(Field field, std::string_view text, std::int64_t line)
{
    const std::optional<double> number = m_reader.number(text);
    if (!number && m_numbers.count++ == 0) {
        m_numbers.line = line;
        m_numbers.first = validUtf8(text.substr(0, longestShown));
    }
    numbers(field).push_back(number.value_or(notANumber));
}

void TradeIntake::takeText(Field field, std::string_view text)
{
    if (field == Field::TradeId) {
        m_columns.tradeId.add(text);
        return;
    }
    if (field == Field::Side)
        if (const auto ours = m_sides.find(text); ours != m_sides.end())
            text = ours->second;
    texts(field).add(text);
}

std::vector<double> &TradeIntake::numbers(Field field)
{
    return field == Field::Amount ? m_columns.amount : field == Field::Price ? m_columns.price : m_columns.fee;
}

CodedTexts &TradeIntake::texts(Field field)
{
    switch (field) {
    case Field::Exchange:
        return m_columns.exchange;
    case Field::Account:
        return m_columns.account;
    case Field::Symbol:
        return m_columns.symbol;
    case Field::Side:
        return m_columns.side;
    default:
        return m_columns.feeCurrency;
    }
}

TradeColumns TradeIntake::finish()
{
    if (!std::ranges::is_sorted(m_columns.timestamp, std::greater()))
        m_columns.sortNewestFirst();
    return std::move(m_columns);
}

std::vector<std::string> TradeIntake::warnings(const std::string &place) const
{
    std::vector<std::string> warnings;
    const auto where = [&](const Unread &unread) {
        const std::string text = unread.first.empty() ? std::string() : " is '" + unread.first + "'";
        return ", the first" + text + " in " + place + " " + std::to_string(unread.line) + ": they are ";
    };
    if (m_times.count > 0)
        warnings.push_back(std::to_string(m_times.count) + " trade(s) have a timestamp that cannot be read" +
                           where(m_times) + "NaT, and there whatever time is asked for.");
    if (m_numbers.count > 0)
        warnings.push_back(std::to_string(m_numbers.count) + " amount(s), price(s) or fee(s) are no numbers" +
                           where(m_numbers) + "NaN.");
    return warnings;
}

} // namespace assay::files
