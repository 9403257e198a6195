// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/Proposal.h"

#include "data/TradeTable.h"
#include "data/files/HeaderNames.h"
#include "data/files/TimeGuess.h"

#include <algorithm>
#include <set>

namespace assay::files {
namespace {

constexpr std::size_t mostSides = 8;

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

std::optional<std::string> sideOf(const std::string &text)
{
    const std::string lower = lowered(text);
    for (const char *buy : {"buy", "b", "bid", "long", "bought", "kauf", "buyer"})
        if (lower == buy)
            return "buy";
    for (const char *sell : {"sell", "s", "ask", "short", "sold", "verkauf", "seller"})
        if (lower == sell)
            return "sell";
    return std::nullopt;
}

std::vector<std::string> cellsOf(const Proposal &proposal, std::size_t place)
{
    std::vector<std::string> cells;
    for (const std::vector<std::string> &row : proposal.rows)
        if (place < row.size())
            cells.push_back(row[place]);
    return cells;
}

/// By its name, where no other column has the same.
Origin originOf(const Proposal &proposal, std::size_t place)
{
    const std::string &name = proposal.columns[place];
    if (proposal.mapping.csv.hasHeader && std::ranges::count(proposal.columns, name) == 1)
        return NamedColumn{name};
    return NumberedColumn{static_cast<int>(place + 1)};
}

std::optional<std::size_t> guessColumn(Proposal &proposal, Field field)
{
    const std::string about = TradeQuestion::fields()[static_cast<std::size_t>(field)];
    const bool hasNames = proposal.mapping.csv.hasHeader;
    std::optional<NameMatch> match = hasNames ? matchByName(field, proposal.columns) : std::nullopt;
    if (!match && field == Field::Timestamp) {
        const auto time = std::ranges::find(proposal.types, "time");
        if (time != proposal.types.end())
            match = NameMatch{static_cast<std::size_t>(time - proposal.types.begin()), true};
    }
    if (!match) {
        proposal.guesses.push_back({about, "", hasNames ? "no column has such a name" : "the columns have no names", false});
        return std::nullopt;
    }
    proposal.mapping.origin(field) = originOf(proposal, match->place);
    std::string reason = match->isWeak ? "the best there is" : "by its name";
    for (const std::size_t other : match->others)
        reason += ", but it might be " + proposal.columns[other];
    // Assay's own files have the symbol twice.
    const bool isTwin = match->others.size() == 1 && proposal.columns[match->place] == "symbol" &&
                        proposal.columns[match->others[0]] == "asset";
    proposal.guesses.push_back(
        {about, proposal.columns[match->place], isTwin ? "by its name" : reason, !match->isWeak && (match->others.empty() || isTwin)});
    return match->place;
}

void guessTimes(Proposal &proposal, std::size_t place)
{
    const std::optional<TimeGuess> guess = guessTime(cellsOf(proposal, place));
    if (!guess) {
        proposal.guesses.push_back({"time", "", "no known way of writing fits the times", false});
        return;
    }
    proposal.mapping.time = guess->form;
    proposal.guesses.push_back({"time", timeFormText(guess->form), guess->reason, guess->isSure});
    const std::string name = lowered(proposal.columns[place]);
    const bool isCount = guess->form.kind != TimeForm::Kind::Iso && guess->form.kind != TimeForm::Kind::Pattern;
    const bool saysUtc = name.find("utc") != std::string::npos || guess->form.pattern.ends_with("UTC");
    proposal.guesses.push_back({"zone", "UTC",
                                isCount   ? "a count since 1970 has no zone"
                                : saysUtc ? "it says so"
                                          : "no zone is named where a time has none",
                                isCount || saysUtc});
}

void guessSides(Proposal &proposal, std::size_t place)
{
    std::set<std::string> texts;
    for (const std::string &cell : cellsOf(proposal, place))
        if (!cell.empty())
            texts.insert(cell);
    std::string unknown;
    for (const std::string &text : texts) {
        const std::optional<std::string> side = sideOf(text);
        if (texts.size() > mostSides || !side)
            unknown = text;
        else if (*side != text)
            proposal.mapping.sides.emplace(text, *side);
    }
    if (!unknown.empty())
        proposal.guesses.push_back({"sides", "", "'" + unknown + "' is neither buy nor sell", false});
    for (const auto &[theirs, ours] : proposal.mapping.sides)
        proposal.guesses.push_back({"sides", theirs + " = " + ours, "by its name", true});
}

} // namespace

std::string proposalText(const Proposal &proposal)
{
    const auto shown = [](const std::string &value) -> std::string {
        return value.empty() ? "nothing" : value == "\t" ? "a tab" : value == " " ? "a space" : value;
    };
    std::string lines;
    for (const Guess &guess : proposal.guesses)
        lines += "  " + guess.about + ": " + shown(guess.value) + " (" + guess.reason + ") – " +
                 (guess.isSure ? "sure" : "unsure") + "\n";
    return lines;
}

void guessColumns(Proposal &proposal)
{
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const auto field = static_cast<Field>(i);
        const std::optional<std::size_t> place = guessColumn(proposal, field);
        if (place && field == Field::Timestamp)
            guessTimes(proposal, *place);
        if (place && field == Field::Side)
            guessSides(proposal, *place);
    }
}

bool areOwnColumns(const std::vector<std::string> &columns)
{
    const auto has = [&](std::string_view name) { return std::ranges::count(columns, name) == 1; };
    const std::vector<std::string> &own = TradeTable::documentedColumns();
    const bool areKnown = std::ranges::all_of(columns, [&](const std::string &column) {
        return std::ranges::find(own, column) != own.end() && has(column);
    });
    return areKnown && has("timestamp") && has("exchange") && (has("symbol") || has("asset")) && has("side") &&
           has("amount") && has("price");
}

} // namespace assay::files
