// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/CellMatch.h"

#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "frames/DecimalText.h"
#include "frames/ValueText.h"

#include <bit>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace assay {
namespace {

/// Small enough that a stop is noticed within some milliseconds.
constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;
constexpr std::uint64_t missingMark = 0x9ae1'6a3b'2f90'404fULL;

bool isWhole(ColumnType type)
{
    return type <= ColumnType::UInt64 || type == ColumnType::Bool;
}

bool isReal(ColumnType type)
{
    return type == ColumnType::Float32 || type == ColumnType::Float64;
}

bool isNumber(ColumnType type)
{
    return isWhole(type) || isReal(type) || type == ColumnType::Decimal;
}

bool isText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Dictionary || type == ColumnType::Shown;
}

bool isTime(ColumnType type)
{
    return type == ColumnType::Timestamp || type == ColumnType::Date;
}

Wide wholeOf(const FrameColumn &at, std::int64_t row)
{
    const std::int64_t value = at.frame->integer(at.column, row);
    if (at.schema().type == ColumnType::UInt64)
        return static_cast<std::uint64_t>(value);
    return value;
}

/// Nanoseconds, which may be more than an int64 holds.
Wide nanosecondsAt(const FrameColumn &at, std::int64_t row)
{
    const ColumnSchema &schema = at.schema();
    return Wide{at.frame->integer(at.column, row)} * (schema.type == ColumnType::Date ? nanosecondsPerDay : nanosecondsOf(schema.unit));
}

/// The whole number that a float is; nothing where it is none, or one that no integer column holds.
std::optional<Wide> wholeOfReal(double value)
{
    constexpr double most = 18'446'744'073'709'551'616.0; // 2^64
    if (!(std::abs(value) < most) || std::trunc(value) != value)
        return std::nullopt;
    return static_cast<Wide>(value);
}

bool areSameNumbers(const FrameColumn &left, std::int64_t leftRow, const FrameColumn &right, std::int64_t rightRow)
{
    const bool isLeftReal = isReal(left.schema().type), isRightReal = isReal(right.schema().type);
    if (isLeftReal && isRightReal)
        return left.frame->real(left.column, leftRow) == right.frame->real(right.column, rightRow);
    if (!isLeftReal && !isRightReal)
        return wholeOf(left, leftRow) == wholeOf(right, rightRow);
    if (!isLeftReal)
        return areSameNumbers(right, rightRow, left, leftRow);
    return wholeOfReal(left.frame->real(left.column, leftRow)) == wholeOf(right, rightRow);
}

std::string decimalOf(const FrameColumn &at, std::int64_t row)
{
    if (at.schema().type == ColumnType::Decimal)
        return std::string(at.frame->text(at.column, row));
    return isWhole(at.schema().type) ? wideText(wholeOf(at, row)) : cellText(*at.frame, at.column, row).text;
}

bool areSameDecimals(const std::string &left, const std::string &right)
{
    return left == right || (isDecimal(left) && isDecimal(right) && compareDecimals(left, right) == 0);
}

std::uint64_t stirred(std::uint64_t hash, std::uint64_t value)
{
    hash ^= value + 0x9e37'79b9'7f4a'7c15ULL + (hash << 6U);
    hash = (hash ^ (hash >> 32U)) * 0xd6e8'feb8'6659'fd93ULL;
    return hash ^ (hash >> 32U);
}

std::uint64_t hashOf(Wide value)
{
    return stirred(static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value >> 64U));
}

std::uint64_t hashOf(std::string_view text)
{
    return std::hash<std::string_view>()(text);
}

std::uint64_t hashOf(double value)
{
    const std::optional<Wide> whole = wholeOfReal(value);
    return whole ? hashOf(*whole) : std::bit_cast<std::uint64_t>(value);
}

std::uint64_t presentHash(const FrameColumn &at, CellForm form, std::int64_t row)
{
    switch (form) {
    case CellForm::Whole:
        return hashOf(wholeOf(at, row));
    case CellForm::Real:
        return isReal(at.schema().type) ? hashOf(at.frame->real(at.column, row)) : hashOf(wholeOf(at, row));
    case CellForm::Decimal:
        return hashOf(canonicalDecimal(decimalOf(at, row)));
    case CellForm::Text:
        return hashOf(at.frame->text(at.column, row));
    case CellForm::Time:
    case CellForm::Duration:
        return hashOf(nanosecondsAt(at, row));
    case CellForm::Foreign:
        break;
    }
    return presentHash(at, formOf(at.schema(), at.schema()), row);
}

template <typename HashAt>
bool addEach(std::span<std::uint64_t> hashes, const HashAt &hashAt, const std::stop_token &stop)
{
    for (std::size_t begin = 0; begin < hashes.size(); begin += rowsBetweenLooks) {
        if (stop.stop_requested())
            return false;
        for (std::size_t row = begin, end = std::min(begin + rowsBetweenLooks, hashes.size()); row < end; ++row)
            hashes[row] = stirred(hashes[row], hashAt(static_cast<std::int64_t>(row)));
    }
    return true;
}

/// Each text of a dictionary is hashed once.
bool addCodeHashes(const FrameColumn &at, std::span<std::uint64_t> hashes, const std::stop_token &stop)
{
    std::vector<std::uint64_t> ofCode(at.schema().offsets.bytes / sizeof(std::int64_t) - 1);
    for (std::size_t code = 0; code < ofCode.size(); ++code)
        ofCode[code] = hashOf(at.frame->dictionaryText(at.column, code));
    const auto hashAt = [&](std::int64_t row) {
        return at.frame->isMissing(at.column, row) ? missingMark : ofCode[static_cast<std::size_t>(at.frame->integer(at.column, row))];
    };
    return addEach(hashes, hashAt, stop);
}

} // namespace

CellForm formOf(const ColumnSchema &left, const ColumnSchema &right)
{
    const auto both = [&](auto test) { return test(left.type) && test(right.type); };
    if (both(isWhole))
        return CellForm::Whole;
    if (both(isNumber))
        return left.type == ColumnType::Decimal || right.type == ColumnType::Decimal ? CellForm::Decimal : CellForm::Real;
    if (both(isText))
        return CellForm::Text;
    if (both(isTime) && left.zone.empty() == right.zone.empty())
        return CellForm::Time;
    return both([](ColumnType type) { return type == ColumnType::Duration; }) ? CellForm::Duration : CellForm::Foreign;
}

CellMatch::CellMatch(FrameColumn left, FrameColumn right, CellForm form)
    : m_left(left)
    , m_right(right)
    , m_form(form)
    , m_isPlain((form == CellForm::Whole || form == CellForm::Time || form == CellForm::Duration) &&
                left.schema().type == right.schema().type && left.schema().unit == right.schema().unit)
{
}

bool CellMatch::areSame(std::int64_t left, std::int64_t right) const
{
    const bool isLeftMissing = m_left.frame->isMissing(m_left.column, left);
    const bool isRightMissing = m_right.frame->isMissing(m_right.column, right);
    if (isLeftMissing || isRightMissing)
        return isLeftMissing && isRightMissing;
    return arePresentSame(left, right);
}

bool CellMatch::arePresentSame(std::int64_t left, std::int64_t right) const
{
    if (m_isPlain)
        return m_left.frame->integer(m_left.column, left) == m_right.frame->integer(m_right.column, right);
    switch (m_form) {
    case CellForm::Whole:
        return wholeOf(m_left, left) == wholeOf(m_right, right);
    case CellForm::Real:
        return areSameNumbers(m_left, left, m_right, right);
    case CellForm::Decimal:
        return areSameDecimals(decimalOf(m_left, left), decimalOf(m_right, right));
    case CellForm::Text:
        return m_left.frame->text(m_left.column, left) == m_right.frame->text(m_right.column, right);
    case CellForm::Time:
    case CellForm::Duration:
        return nanosecondsAt(m_left, left) == nanosecondsAt(m_right, right);
    case CellForm::Foreign:
        return false;
    }
    return false;
}

bool addHashes(FrameColumn column, CellForm form, std::span<std::uint64_t> hashes, const std::stop_token &stop)
{
    if (column.schema().type == ColumnType::Dictionary)
        return addCodeHashes(column, hashes, stop);
    const auto hashAt = [&](std::int64_t row) {
        return column.frame->isMissing(column.column, row) ? missingMark : presentHash(column, form, row);
    };
    return addEach(hashes, hashAt, stop);
}

} // namespace assay
