// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/ParquetTrades.h"

#include "data/files/TradeIntake.h"
#include "data/files/parquet/CellValue.h"
#include "data/files/parquet/ParquetFile.h"
#include "frames/SafeText.h"

#include <algorithm>

namespace assay::files {
namespace {

using parquet::Column;
using parquet::ParquetFile;

constexpr std::int64_t proposedRows = 500;
/// What pandas calls an index that it has written along.
constexpr std::string_view indexName = "__index_level_";
/// A dictionary's texts could be repeated without end.
constexpr std::uint64_t plausibleTextBytes = 64; // of a byte of the file
constexpr std::uint64_t alwaysAllowed = 64U << 20;

/// Makes one trade column of one of the file's.
class TradeSink : public parquet::ValueSink
{
public:
    /// `mostTextBytes`: of all texts together.
    TradeSink(TradeIntake &intake, Field field, const Column &column, std::uint64_t mostTextBytes)
        : m_intake(intake)
        , m_field(field)
        , m_column(column)
        , m_mostTextBytes(mostTextBytes)
    {
    }

    [[nodiscard]] bool isTooLarge() const { return m_textBytes > m_mostTextBytes; }

    void missing() override
    {
        ++m_row;
        m_intake.takeMissing(m_field);
    }

    void integer(std::int64_t value) override
    {
        ++m_row;
        if (m_field == Field::Timestamp)
            m_intake.takeTime(timeOf(value), m_row);
        else if (isNumber(m_field))
            m_intake.takeNumber(m_field, parquet::numberOf(m_column, value));
        else
            m_intake.takeText(m_field, parquet::textOf(m_column, value));
    }

    void real(double value) override
    {
        ++m_row;
        if (m_field == Field::Timestamp)
            m_intake.takeTime(m_intake.reader().timeOfCount(value), m_row);
        else if (isNumber(m_field))
            m_intake.takeNumber(m_field, value);
        else
            m_intake.takeText(m_field, parquet::textOf(value));
    }

    void bytes(std::string_view value) override
    {
        ++m_row;
        m_textBytes += value.size();
        if (isTooLarge())
            value = {}; // it is an error in the end
        if (m_column.logical == parquet::Logical::Decimal)
            decimal(value);
        else if (m_field == Field::Timestamp || isNumber(m_field))
            m_intake.take(m_field, value, m_row);
        else
            m_intake.takeText(m_field, value);
    }

private:
    [[nodiscard]] std::optional<std::int64_t> timeOf(std::int64_t value) const
    {
        if (!parquet::isTime(m_column))
            return m_intake.reader().timeOfCount(value);
        const std::optional<std::int64_t> time = parquet::timeOf(m_column, value);
        return time && !m_column.isUtc ? m_intake.reader().inUtc(*time) : time;
    }

    void decimal(std::string_view value)
    {
        const std::optional<double> number = parquet::decimalOf(m_column, value);
        if (!number)
            m_intake.takeMissing(m_field);
        else if (isNumber(m_field))
            m_intake.takeNumber(m_field, *number);
        else
            m_intake.takeText(m_field, parquet::textOf(*number));
    }

    TradeIntake &m_intake;
    Field m_field;
    const Column &m_column;
    std::int64_t m_row = 0;
    std::uint64_t m_mostTextBytes;
    std::uint64_t m_textBytes = 0;
};

/// The first values of a column, to be shown.
class TextSink : public parquet::ValueSink
{
public:
    explicit TextSink(const Column &column)
        : m_column(column)
    {
    }

    void missing() override { texts.emplace_back(); }
    void integer(std::int64_t value) override { texts.push_back(parquet::textOf(m_column, value)); }
    void real(double value) override { texts.push_back(parquet::textOf(value)); }
    void bytes(std::string_view value) override
    {
        constexpr std::size_t longestShown = 1'000;
        const std::optional<double> number =
            m_column.logical == parquet::Logical::Decimal ? parquet::decimalOf(m_column, value) : std::nullopt;
        texts.push_back(number ? parquet::textOf(*number) : validUtf8(value.substr(0, longestShown)));
    }

    std::vector<std::string> texts;

private:
    const Column &m_column;
};

std::vector<std::string> namesOf(const ParquetFile &file)
{
    std::vector<std::string> names;
    for (const Column &column : file.columns())
        names.push_back(validUtf8(column.name));
    return names;
}

/// What a column says that no trade column can be made of.
std::string misfit(Field field, const Column &column, const Mapping &mapping)
{
    if (field != Field::Timestamp && (!isNumber(field) || parquet::isNumeric(column)))
        return {};
    const bool isText = column.logical != parquet::Logical::Decimal &&
                        (column.physical == parquet::Physical::ByteArray || column.physical == parquet::Physical::FixedBytes);
    if (isText || (field == Field::Timestamp && parquet::isTime(column)))
        return {};
    if (field != Field::Timestamp)
        return "holds no numbers";
    const bool hasUnit = mapping.time.kind != TimeForm::Kind::Iso && mapping.time.kind != TimeForm::Kind::Pattern;
    if (parquet::isNumeric(column) && column.logical != parquet::Logical::Decimal)
        return hasUnit ? "" : "holds numbers, but the mapping does not say in which unit they count the time";
    return "holds no times";
}

Result<void> checkFit(const std::string &path, const ParquetFile &file, const Places &places, const Mapping &mapping)
{
    for (std::size_t i = 0; i < fieldCount; ++i) {
        if (!places[i])
            continue;
        const Column &column = file.columns()[*places[i]];
        const std::string problem =
            column.problem.empty() ? misfit(static_cast<Field>(i), column, mapping) : column.problem;
        if (!problem.empty())
            return failure(column.problem.empty() ? ErrorCode::InvalidInput : ErrorCode::Unsupported,
                           "The column \"" + validUtf8(column.name) + "\" of the Parquet file " + path + " " + problem +
                               "; it cannot be the " + TradeQuestion::fields()[i] + " of trades.");
    }
    return {};
}

Result<void> fill(TradeIntake &intake, Field field, const std::string &text, std::int64_t rows)
{
    for (std::int64_t row = 1; row <= rows; ++row)
        intake.take(field, text, row);
    return {};
}

bool areOwn(const ParquetFile &file, const Proposal &proposal)
{
    if (!areOwnColumns(proposal.columns))
        return false;
    for (const Column &column : file.columns()) {
        if (column.name.starts_with(indexName))
            continue;
        const bool isTimestamp = column.name == "timestamp";
        const bool isNumbers = column.name == "amount" || column.name == "price" || column.name == "fee";
        if (!column.problem.empty() || (isTimestamp && !parquet::isTime(column)) ||
            (isNumbers && !parquet::isNumeric(column)))
            return false;
    }
    return true;
}

} // namespace

Result<LoadedFile> readParquetTrades(const std::string &path, const Mapping &mapping, const LoadWatch &watch)
{
    const Result<ParquetFile> file = ParquetFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const Result<Places> places = placesOf(mapping, namesOf(*file));
    Result<void> done = places ? checkFit(path, *file, *places, mapping) : tl::unexpected(places.error());
    TradeIntake intake(mapping);
    for (std::size_t i = 0; i < fieldCount && done; ++i) {
        const auto field = static_cast<Field>(i);
        const auto *fixed = std::get_if<FixedText>(&mapping.origins[i]);
        if (!(*places)[i]) {
            done = fill(intake, field, fixed != nullptr ? fixed->text : std::string(), file->rows());
            continue;
        }
        TradeSink sink(intake, field, file->columns()[*(*places)[i]],
                       std::max(alwaysAllowed, file->bytes() * plausibleTextBytes));
        done = file->read(*(*places)[i], sink, watch);
        if (done && sink.isTooLarge())
            done = failure(ErrorCode::InvalidInput, "The texts of the Parquet file " + path + " are implausibly large.");
        // A column is a tenth of the rows.
        watch.tell(file->rows() * static_cast<std::int64_t>(i + 1) / static_cast<std::int64_t>(fieldCount));
    }
    if (!done)
        return tl::unexpected(done.error());
    return LoadedFile{intake.finish(), {}, intake.warnings("row")};
}

Result<std::vector<ColumnInfo>> parquetColumns(const std::string &path, const Mapping &mapping)
{
    const Result<ParquetFile> file = ParquetFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    const Result<Places> places = placesOf(mapping, namesOf(*file));
    const Result<void> fits = places ? checkFit(path, *file, *places, mapping) : tl::unexpected(places.error());
    if (!fits)
        return tl::unexpected(fits.error());
    std::vector<ColumnInfo> columns;
    for (const Column &column : file->columns())
        columns.push_back({validUtf8(column.name), parquet::typeText(column)});
    return columns;
}

Result<Proposal> proposeParquet(const std::string &path)
{
    const Result<ParquetFile> file = ParquetFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    Proposal proposal;
    proposal.mapping.kind = FileKind::Parquet;
    proposal.rows.resize(static_cast<std::size_t>(std::min(file->rows(), proposedRows)));
    for (std::size_t i = 0; i < file->columns().size(); ++i) {
        const Column &column = file->columns()[i];
        if (!column.problem.empty() || column.name.starts_with(indexName))
            continue;
        TextSink sink(column);
        if (const Result<void> read = file->read(i, sink, {}, proposedRows); !read)
            return tl::unexpected(read.error());
        proposal.columns.push_back(validUtf8(column.name));
        proposal.types.push_back(parquet::typeText(column));
        for (std::size_t row = 0; row < proposal.rows.size(); ++row)
            proposal.rows[row].push_back(std::move(sink.texts[row]));
    }
    guessColumns(proposal);
    proposal.isOwn = areOwn(*file, proposal);
    if (proposal.isOwn)
        proposal.mapping.sides.clear();
    return proposal;
}

} // namespace assay::files
