// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Arguments.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Levenshtein's distance: how many letters have to be changed, added or left out.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(std::size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), qsizetype(0));
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto column = std::size_t(j) + 1;
            const qsizetype replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({replaced, row[column] + 1, row[column - 1] + 1});
        }
    }
    return row.back();
}

const OptionSpec *find(const std::vector<OptionSpec> &options, const QString &name)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const OptionSpec &option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

tl::unexpected<Error> badUsage(const QString &text)
{
    return failure(ErrorCode::InvalidInput, text.toStdString());
}

tl::unexpected<Error> unknownOption(const std::vector<OptionSpec> &options, const QString &word)
{
    QStringList known;
    for (const OptionSpec &option : options)
        known << u"--"_s + option.name;
    const QString name = word.section(u'=', 0, 0);
    return badUsage(u"there is no option '%1'%2"_s.arg(name, didYouMean(name, known)));
}

} // namespace

QString didYouMean(const QString &word, const QStringList &known)
{
    QString best;
    // A third of the letters may be wrong: more is another word.
    qsizetype least = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QString &candidate : known) {
        const qsizetype letters = distance(word.toLower(), candidate.toLower());
        if (letters < least && letters < candidate.size()) {
            least = letters;
            best = candidate;
        }
    }
    return best.isEmpty() ? QString() : u"; did you mean '%1'?"_s.arg(best);
}

Result<Arguments> Arguments::parse(const std::vector<OptionSpec> &options, const QStringList &words)
{
    Arguments parsed;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (word == "--"_L1) {
            parsed.m_files += words.mid(i + 1);
            break;
        }
        if (!word.startsWith(u'-') || word == "-"_L1) {
            parsed.m_files << word;
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const OptionSpec *option = word.startsWith("--"_L1) ? find(options, name) : nullptr;
        if (option == nullptr)
            return unknownOption(options, word);
        const bool valueFollows = i + 1 < words.size() && !words[i + 1].startsWith("--"_L1);
        if (option->value.isEmpty() && equals >= 0)
            return badUsage(u"the option '--%1' takes no value"_s.arg(name));
        if (option->value.isEmpty())
            parsed.m_values[name] = QString();
        else if (equals >= 0)
            parsed.m_values[name] = word.mid(equals + 1);
        else if (valueFollows)
            parsed.m_values[name] = words[++i];
        else
            return badUsage(u"the option '--%1' needs a value: %2"_s.arg(name, option->value));
    }
    return parsed;
}

Arguments Arguments::unparsed(const QStringList &words)
{
    Arguments arguments;
    arguments.m_files = words;
    return arguments;
}

std::optional<QString> Arguments::value(const QString &option) const
{
    const auto found = m_values.find(option);
    return found == m_values.end() ? std::nullopt : std::optional<QString>(*found);
}

} // namespace assay
