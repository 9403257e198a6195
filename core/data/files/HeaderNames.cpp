// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/HeaderNames.h"

#include <algorithm>
#include <string_view>

namespace assay::files {
namespace {

/// What exchanges and spreadsheets call a column, most fitting first, in small letters without what
/// is no letter or digit. No name stands for two columns.
struct Spellings
{
    Field field;
    std::vector<std::string_view> names;
    std::vector<std::string_view> weakNames; ///< that may mean something else
};

const std::vector<Spellings> &allSpellings()
{
    static const std::vector<Spellings> spellings{
        {Field::Timestamp,
         {"timestamp", "datetime", "dateutc", "timeutc", "utctime", "utctimestamp", "datetimeutc", "tradetime",
          "tradetimeutc", "transacttime", "transactiontime", "executiontime", "executedat", "executedtime",
          "filledtime", "filltime", "filledat", "dealtime", "tradedate", "zeitstempel", "time"},
         {"date", "createdat", "createdtime", "created", "createtime", "updatetime", "datum", "uhrzeit", "zeit"}},
        {Field::Exchange, {"exchange", "exchangename", "venue", "platform", "börse", "boerse"}, {}},
        {Field::Account, {"accountname", "account", "subaccount", "subaccountname", "konto"}, {"accountid", "user", "uid", "wallet"}},
        {Field::Symbol,
         {"symbol", "asset", "pair", "tradingpair", "currencypair", "market", "spotpairs", "instrument",
          "instrumentname", "ticker", "productid", "handelspaar"},
         {"coin", "product", "contract", "basecurrency", "baseasset", "basecoin", "currency"}},
        {Field::Side, {"side", "buysell", "direction", "tradeside", "orderside", "seite", "richtung"}, {"type", "tradetype", "operation", "action"}},
        {Field::Amount,
         {"quantity", "qty", "executed", "executedqty", "executedquantity", "executedamount", "filledqty",
          "filledquantity", "filledamount", "filled", "dealquantity", "amount", "size", "menge", "anzahl"},
         {"volume", "vol", "baseamount"}},
        {Field::Price,
         {"price", "tradeprice", "executedprice", "executionprice", "fillprice", "filledprice", "dealprice", "preis"},
         {"avgprice", "averageprice", "avgtradingprice", "rate", "kurs"}},
        {Field::Fee, {"fee", "fees", "feeamount", "commission", "tradingfee", "transactionfee", "gebühr", "gebuehr"}, {"cost"}},
        {Field::FeeCurrency,
         {"feecurrency", "feecoin", "feeasset", "feetoken", "commissionasset", "commissioncurrency", "feeunit",
          "feesymbol"},
         {}},
        {Field::TradeId,
         {"tradeid", "tradesid", "executionid", "execid", "fillid", "dealid", "transactionid", "txid", "tradenumber"},
         {"id", "tid", "refid", "orderid", "ordernumber", "orderno"}}};
    return spellings;
}

/// `Date(UTC)` becomes `dateutc`; letters beyond ASCII stay.
std::string folded(const std::string &name)
{
    std::string letters;
    for (const char letter : name) {
        const auto code = static_cast<unsigned char>(letter);
        const bool isCapital = letter >= 'A' && letter <= 'Z';
        if (isCapital)
            letters += static_cast<char>(letter - 'A' + 'a');
        else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || code >= 0x80)
            letters += letter;
    }
    return letters;
}

const Spellings &spellingsOf(Field field)
{
    return *std::ranges::find(allSpellings(), field, &Spellings::field);
}

} // namespace

std::optional<NameMatch> matchByName(Field field, const std::vector<std::string> &columns)
{
    std::vector<std::string> names;
    for (const std::string &column : columns)
        names.push_back(folded(column));
    std::optional<NameMatch> match;
    const Spellings &spellings = spellingsOf(field);
    const auto look = [&](const std::vector<std::string_view> &spelled, bool isWeak) {
        for (const std::string_view spelling : spelled)
            for (std::size_t i = 0; i < names.size(); ++i)
                if (names[i] == spelling && !match)
                    match = NameMatch{i, isWeak};
                else if (names[i] == spelling && match->isWeak == isWeak)
                    match->others.push_back(i);
    };
    look(spellings.names, false);
    look(spellings.weakNames, true);
    return match;
}

bool isKnownName(const std::string &name)
{
    const std::string letters = folded(name);
    return std::ranges::any_of(allSpellings(), [&](const Spellings &spellings) {
        return std::ranges::find(spellings.names, letters) != spellings.names.end() ||
               std::ranges::find(spellings.weakNames, letters) != spellings.weakNames.end();
    });
}

} // namespace assay::files
