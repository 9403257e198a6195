// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ErrorWords.h"

#include <array>
#include <QCoreApplication>

namespace assay {
namespace {

struct KnownError
{
    const char *type;
    const char *title;
    const char *advice;
};

constexpr std::array knownErrors{
    KnownError{"NameError", QT_TRANSLATE_NOOP("ErrorWords", "A name is used that is not defined."),
               QT_TRANSLATE_NOOP("ErrorWords",
                                 "Check its spelling, and that the line which sets it "
                                 "runs before this one.")},
    KnownError{"KeyError", QT_TRANSLATE_NOOP("ErrorWords", "There is no such column or key."),
               QT_TRANSLATE_NOOP("ErrorWords",
                                 "Print `list(df.columns)` (or the dictionary's keys) "
                                 "to see what is there.")},
    KnownError{"IndexError",
               QT_TRANSLATE_NOOP("ErrorWords", "A position beyond the end was asked "
                                               "for."),
               QT_TRANSLATE_NOOP("ErrorWords", "The data may be shorter than expected, or empty.")},
    KnownError{"AttributeError",
               QT_TRANSLATE_NOOP("ErrorWords", "The object has nothing of that "
                                               "name."),
               QT_TRANSLATE_NOOP("ErrorWords", "Check the spelling, and what `type(...)` says the "
                                               "object is.")},
    KnownError{"TypeError", QT_TRANSLATE_NOOP("ErrorWords", "A value of the wrong type was used."),
               QT_TRANSLATE_NOOP("ErrorWords", "Loaders take their arguments by name: "
                                               "`load_trades(days=7)`.")},
    KnownError{"ValueError", QT_TRANSLATE_NOOP("ErrorWords", "A value does not fit its use."), ""},
    KnownError{"ZeroDivisionError",
               QT_TRANSLATE_NOOP("ErrorWords", "Something was divided by "
                                               "zero."),
               QT_TRANSLATE_NOOP("ErrorWords", "Guard the divisor, for example where a filter left "
                                               "no rows.")},
    KnownError{"ImportError", QT_TRANSLATE_NOOP("ErrorWords", "An import did not work."),
               QT_TRANSLATE_NOOP("ErrorWords", "pd, np, datetime, timedelta, math and statistics "
                                               "are there without an import.")},
    KnownError{"ModuleNotFoundError", QT_TRANSLATE_NOOP("ErrorWords", "There is no such module."),
               QT_TRANSLATE_NOOP("ErrorWords", "pd, np, datetime, timedelta, math and statistics "
                                               "are there without an import.")},
    KnownError{"RecursionError",
               QT_TRANSLATE_NOOP("ErrorWords", "A function calls itself without "
                                               "end."),
               QT_TRANSLATE_NOOP("ErrorWords", "Check the case that should end the recursion.")},
    KnownError{"PermissionError",
               QT_TRANSLATE_NOOP("ErrorWords", "The sandbox does not allow "
                                               "this."),
               QT_TRANSLATE_NOOP("ErrorWords", "Scripts have no files and no network: their data "
                                               "comes from the loaders.")},
};

QString tr(const char *text)
{
    return *text ? QCoreApplication::translate("ErrorWords", text) : QString();
}

ErrorWords wordsOfException(const QString &error)
{
    const QString type = error.section(u':', 0, 0).trimmed();
    for (const KnownError &known : knownErrors)
        if (type == QLatin1String(known.type))
            return {tr(known.title), tr(known.advice)};
    return {tr("The script stopped with an error."), {}};
}

} // namespace

ErrorWords errorWords(const RunResult &result)
{
    switch (result.end) {
    case RunEnd::Ok:
        return {};
    case RunEnd::Refused:
        return {tr("The bot would refuse this script, in these words:"), {}};
    case RunEnd::Error:
        return wordsOfException(result.error);
    case RunEnd::Timeout:
        return {tr("The script ran into the time limit and was ended."),
                tr("Load fewer days, filter by exchange or asset, or replace loops over rows by "
                   "operations on whole columns.")};
    case RunEnd::Memory:
        return {tr("The script ran into the memory limit and was ended."),
                tr("Load fewer days or fewer columns, and avoid joins that multiply rows.")};
    case RunEnd::Crashed:
        return {tr("The script's process died or was ended for doing what is forbidden."),
                tr("The workbench and your other work are not affected. Run it again to see "
                   "whether it always happens.")};
    case RunEnd::Cancelled:
        return {tr("You stopped the run."), tr("Nothing of it goes on in the background.")};
    case RunEnd::Unavailable:
        return {tr("The script could not be run."),
                tr("Help > Sandbox Status shows what the engine needs.")};
    }
    Q_UNREACHABLE();
}

} // namespace assay
