// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/CsvProposal.h"

#include "data/files/CellReading.h"
#include "data/files/HeaderNames.h"
#include "data/files/SmallFile.h"
#include "data/files/TimeGuess.h"
#include "data/files/csv/CsvReader.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <cerrno>
#include <map>

namespace assay::files {
namespace {

constexpr std::size_t lookedAt = 256U << 10;
constexpr std::size_t mostRows = 500;
constexpr double mostly = 0.9;

/// The beginning of a file.
struct Beginning
{
    std::string bytes;
    bool isAll = false;
};

Result<Beginning> beginningOf(const std::string &path)
{
    const Result<UniqueFd> file = openFile(path, "CSV file");
    if (!file)
        return tl::unexpected(file.error());
    Beginning beginning;
    beginning.bytes.resize(lookedAt + 1);
    std::size_t have = 0;
    ssize_t got = 1;
    while (got != 0 && have < beginning.bytes.size()) {
        got = ::pread(file->get(), beginning.bytes.data() + have, beginning.bytes.size() - have,
                      static_cast<off_t>(have));
        if (got < 0 && errno != EINTR)
            return systemFailure("The CSV file " + path + " cannot be read");
        have += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    }
    beginning.isAll = have <= lookedAt;
    beginning.bytes.resize(std::min(have, lookedAt));
    return beginning;
}

/// True where nothing but a letter that is cut off at the end is malformed.
bool isUtf8(const Beginning &beginning)
{
    std::string_view bytes = beginning.bytes;
    if (!beginning.isAll)
        bytes = bytes.substr(0, std::min(bytes.rfind('\n'), bytes.size()));
    return validUtf8(bytes) == bytes;
}

/// UTF-16 of mostly ASCII has a NUL in every other byte.
std::optional<Encoding> wideOf(std::string_view bytes)
{
    std::size_t nuls[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const std::size_t many = bytes.size() / 4;
    if (bytes.size() >= 4 && nuls[1] > many && nuls[0] < many / 8 + 1)
        return Encoding::Utf16le;
    if (bytes.size() >= 4 && nuls[0] > many && nuls[1] < many / 8 + 1)
        return Encoding::Utf16be;
    return std::nullopt;
}

Guess guessEncoding(const Beginning &beginning, CsvForm &form)
{
    const std::string_view bytes = beginning.bytes;
    Guess guess{"encoding", "", "", true};
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        guess.reason = "it begins with a byte order mark";
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        form.encoding = bytes.front() == '\xFF' ? Encoding::Utf16le : Encoding::Utf16be;
        guess.reason = "it begins with a byte order mark";
    } else if (const auto wide = wideOf(bytes)) {
        form.encoding = *wide;
        guess.reason = "every other byte is NUL";
        guess.isSure = false;
    } else if (isUtf8(beginning)) {
        const bool isAscii = std::ranges::all_of(bytes, [](char letter) { return letter >= 0; });
        guess.reason = isAscii ? "there is nothing but ASCII in it" : "all of it is valid UTF-8";
    } else {
        form.encoding = Encoding::Windows1252;
        guess.reason = "it is not UTF-8, and this is the most usual of the others";
        guess.isSure = false;
    }
    guess.value = encodingName(form.encoding);
    return guess;
}

/// A file's first rows as they are with one separator.
struct Cut
{
    char separator = ',';
    std::vector<std::vector<std::string>> rows;
    std::vector<std::int64_t> lines; ///< where each begins
    std::size_t width = 0;           ///< of most
    double alike = 0;                ///< how many have it, from the first that has; 1: all
    bool fitsFirst = false;          ///< the first has it

    [[nodiscard]] bool isGood() const { return width > 1 && alike >= mostly; }
};

void measure(Cut &cut, std::int64_t badRows)
{
    std::map<std::size_t, std::size_t> widths;
    for (const auto &row : cut.rows)
        ++widths[row.size()];
    std::size_t most = 0;
    for (const auto &[width, count] : widths) {
        if (width > 1 && count >= most) {
            most = count;
            cut.width = width;
        }
    }
    // What stands above the table does not count.
    const auto first = std::ranges::find(cut.rows, cut.width, &std::vector<std::string>::size);
    const double all = static_cast<double>(cut.rows.end() - first) + static_cast<double>(badRows);
    cut.alike = all > 0 ? static_cast<double>(most) / all : 0;
    cut.fitsFirst = !cut.rows.empty() && cut.rows.front().size() == cut.width;
}

Result<Cut> cutBy(const std::string &path, CsvForm form, char separator, bool isAll)
{
    form.separator = separator;
    form.hasHeader = false;
    const auto reader = CsvReader::open(path, form, lookedAt);
    if (!reader)
        return tl::unexpected(reader.error());
    (*reader)->takeAnyWidth();
    Cut cut;
    cut.separator = separator;
    CsvReader::Row row;
    bool atEnd = false;
    while (cut.rows.size() < mostRows) {
        const Result<bool> found = (*reader)->next(row);
        if (!found)
            return tl::unexpected(found.error());
        atEnd = !*found;
        if (atEnd)
            break;
        cut.rows.emplace_back(row.fields.begin(), row.fields.end());
        cut.lines.push_back(row.line);
    }
    // The last of a longer file is cut off.
    if (atEnd && !isAll && cut.rows.size() > 1) {
        cut.rows.pop_back();
        cut.lines.pop_back();
    }
    measure(cut, (*reader)->badRows().count);
    return cut;
}

bool isBetter(const Cut &one, const Cut &other)
{
    if (one.isGood() != other.isGood())
        return one.isGood();
    if (one.fitsFirst != other.fitsFirst)
        return one.fitsFirst;
    return one.width > other.width;
}

Result<Cut> guessSeparator(const std::string &path, bool isAll, Proposal &proposal)
{
    std::vector<Cut> cuts;
    for (const char separator : {',', ';', '\t', '|', ' '}) {
        Result<Cut> cut = cutBy(path, proposal.mapping.csv, separator, isAll);
        if (!cut)
            return cut;
        cuts.push_back(std::move(*cut));
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < cuts.size(); ++i)
        if (isBetter(cuts[i], cuts[best]))
            best = i;
    const auto isRival = [&](const Cut &cut) {
        // Such as the space within dates.
        const bool isFarOff = 2 * cut.width <= cuts[best].width;
        return cut.separator != cuts[best].separator && cut.isGood() && cut.fitsFirst && !isFarOff;
    };
    const bool isSure = cuts[best].isGood() && cuts[best].fitsFirst && std::ranges::none_of(cuts, isRival);
    proposal.mapping.csv.separator = cuts[best].separator;
    proposal.guesses.push_back(
        {"separator", std::string(1, cuts[best].separator),
         cuts[best].width > 1 ? "most lines have " + std::to_string(cuts[best].width) + " fields with it"
                              : "no separator cuts the lines into fields",
         isSure});
    return std::move(cuts[best]);
}

/// What stands above the table has another number of fields.
void guessSkip(Cut &cut, Proposal &proposal)
{
    std::size_t first = 0;
    while (first < cut.rows.size() && cut.width > 1 && cut.rows[first].size() != cut.width)
        ++first;
    if (first == 0 || first == cut.rows.size())
        return;
    proposal.mapping.csv.skip = static_cast<int>(cut.lines[first] - 1);
    proposal.guesses.push_back({"skip", std::to_string(proposal.mapping.csv.skip),
                                "the lines before have another number of fields", false});
    cut.rows.erase(cut.rows.begin(), cut.rows.begin() + static_cast<std::ptrdiff_t>(first));
}

bool looksLikeNumber(std::string_view text)
{
    text = trimmed(text);
    return text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789.,'+-eE ") == std::string_view::npos;
}

bool looksLikeValue(const std::string &text)
{
    return looksLikeNumber(text) || guessTime({text}).has_value();
}

void guessHeader(Cut &cut, Proposal &proposal)
{
    const std::vector<std::string> first = cut.rows.front();
    const auto known = std::ranges::count_if(first, isKnownName);
    const bool hasValues = std::ranges::any_of(first, looksLikeValue);
    const bool hasHeader = !hasValues && std::ranges::none_of(first, &std::string::empty);
    proposal.mapping.csv.hasHeader = hasHeader || known >= 2;
    const bool isHeader = proposal.mapping.csv.hasHeader;
    proposal.guesses.push_back({"header", isHeader ? "true" : "false",
                                known >= 2  ? "the first line has names of trade columns"
                                : hasValues ? "the first line has numbers or times"
                                            : "the first line has texts alone",
                                known >= 2 || hasValues});
    for (std::size_t i = 0; i < first.size(); ++i)
        proposal.columns.push_back(isHeader ? std::string(trimmed(first[i])) : std::to_string(i + 1));
    if (isHeader)
        cut.rows.erase(cut.rows.begin());
}

std::string typeOf(const std::vector<std::vector<std::string>> &rows, std::size_t place)
{
    std::vector<std::string> cells;
    for (const auto &row : rows)
        if (place < row.size() && !row[place].empty())
            cells.push_back(row[place]);
    if (cells.empty())
        return "text";
    if (guessTime(cells))
        return "time";
    return std::ranges::all_of(cells, looksLikeNumber) ? "number" : "text";
}

/// What the marks in numbers tell.
struct Marks
{
    int pointsDecimal = 0, commasDecimal = 0; ///< surely
    bool pointUnclear = false, commaUnclear = false; ///< 1,234 may be either
    bool hasBoth = false;                            ///< one mark of each in one number

    void look(std::string_view text)
    {
        const std::size_t point = text.rfind('.'), comma = text.rfind(',');
        const bool hasPoint = point != std::string_view::npos, hasComma = comma != std::string_view::npos;
        if (hasPoint && hasComma) {
            ++(point > comma ? pointsDecimal : commasDecimal);
            hasBoth = true;
        } else if (hasPoint || hasComma) {
            const std::size_t last = hasPoint ? point : comma;
            const bool isOnly = text.find(text[last]) == last;
            const bool isGroup = text.size() - last - 1 == 3 && text.substr(0, last) != "0";
            if (isOnly && !isGroup)
                ++(hasPoint ? pointsDecimal : commasDecimal);
            else
                (hasPoint ? pointUnclear : commaUnclear) = true;
        }
    }
};

void guessDecimal(Proposal &proposal)
{
    Marks marks;
    for (const auto &row : proposal.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (proposal.types[i] == "number")
                marks.look(trimmed(row[i]));
    CsvForm &form = proposal.mapping.csv;
    form.decimal = marks.commasDecimal > marks.pointsDecimal ? ',' : '.';
    const bool isMixed = marks.commasDecimal > 0 && marks.pointsDecimal > 0;
    const bool isUnclear = marks.pointUnclear || marks.commaUnclear;
    const bool isSeen = marks.commasDecimal + marks.pointsDecimal > 0;
    proposal.guesses.push_back({"decimal", std::string(1, form.decimal),
                                isMixed          ? "numbers are written both ways"
                                : isSeen         ? "as numbers with a fraction have it"
                                : isUnclear ? "a mark with three digits behind it may be either"
                                                 : "no number has a fraction",
                                !isMixed && (isSeen || !isUnclear)});
    // The mark that is not the decimal one.
    const bool otherIsThere = form.decimal == ',' ? marks.pointUnclear : marks.commaUnclear;
    if (!marks.hasBoth && !(otherIsThere && isSeen))
        return;
    form.thousands = form.decimal == ',' ? "." : ",";
    proposal.guesses.push_back({"thousands", form.thousands, marks.hasBoth ? "numbers have it beside the decimal mark" : "numbers have it before three digits", marks.hasBoth});
}

bool isOwn(const Proposal &proposal)
{
    const CsvForm &form = proposal.mapping.csv;
    return form == CsvForm() && areOwnColumns(proposal.columns) &&
           (proposal.rows.empty() || proposal.mapping.time == TimeForm());
}

/// Assay itself writes nothing that is to be guessed.
void settleOwn(Proposal &proposal)
{
    const bool areTimes = proposal.rows.empty() || std::ranges::any_of(proposal.guesses, [](const Guess &guess) {
                              return guess.about == "time" && guess.value == "iso";
                          });
    proposal.isOwn = areTimes && isOwn(proposal);
    if (proposal.isOwn)
        proposal.mapping.sides.clear();
}

} // namespace

Result<Proposal> proposeCsv(const std::string &path)
{
    const Result<Beginning> beginning = beginningOf(path);
    if (!beginning)
        return tl::unexpected(beginning.error());
    Proposal proposal;
    proposal.mapping.kind = FileKind::Csv;
    proposal.guesses.push_back(guessEncoding(*beginning, proposal.mapping.csv));
    Result<Cut> cut = guessSeparator(path, beginning->isAll, proposal);
    if (!cut)
        return tl::unexpected(cut.error());
    if (cut->rows.empty())
        return failure(ErrorCode::InvalidInput, "The CSV file " + path + " is empty, it has not even a header.");
    guessSkip(*cut, proposal);
    guessHeader(*cut, proposal);
    // Rows of another width are bad ones.
    std::erase_if(cut->rows, [&](const auto &row) { return row.size() != proposal.columns.size(); });
    proposal.rows = std::move(cut->rows);
    for (std::size_t i = 0; i < proposal.columns.size(); ++i)
        proposal.types.push_back(typeOf(proposal.rows, i));
    guessDecimal(proposal);
    guessColumns(proposal);
    settleOwn(proposal);
    return proposal;
}

Result<Proposal> proposeCsvAs(const std::string &path, const CsvForm &form)
{
    auto reader = CsvReader::open(path, form, lookedAt);
    if (!reader)
        return tl::unexpected(reader.error());
    Proposal proposal;
    proposal.mapping.csv = form;
    CsvReader::Row row;
    Result<bool> isThere = (*reader)->next(row);
    for (; isThere && *isThere && proposal.rows.size() < mostRows; isThere = (*reader)->next(row))
        proposal.rows.emplace_back(row.fields.begin(), row.fields.end());
    if (!isThere)
        return tl::unexpected(isThere.error());
    proposal.columns = (*reader)->header();
    for (std::size_t i = 0; !form.hasHeader && i < (*reader)->width(); ++i)
        proposal.columns.push_back(std::to_string(i + 1));
    for (std::size_t i = 0; i < proposal.columns.size(); ++i)
        proposal.types.push_back(typeOf(proposal.rows, i));
    guessColumns(proposal);
    return proposal;
}

} // namespace assay::files
