// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/Figures.h"

#include <algorithm>
#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace assay {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

QString plural(std::int64_t count, const char *one, const char *many)
{
    return countText(count) + u' ' + tr(count == 1 ? one : many);
}

} // namespace

QString countText(std::int64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qlonglong(count));
}

QString elapsedText(std::chrono::microseconds duration)
{
    const double ms = double(duration.count()) / 1000.0;
    if (ms < 10)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 1);
    if (ms < 1000)
        return QStringLiteral("%1 ms").arg(ms, 0, 'f', 0);
    if (ms < 60'000)
        return QStringLiteral("%1 s").arg(ms / 1000, 0, 'f', 1);
    const auto seconds = qint64(ms / 1000);
    return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString memoryText(std::uint64_t bytes)
{
    const double mega = double(bytes) / 1e6;
    if (mega >= 1000)
        return QStringLiteral("%1 GB").arg(mega / 1000, 0, 'f', 2);
    return QStringLiteral("%1 MB").arg(mega, 0, 'f', mega < 10 ? 1 : 0);
}

QString endText(RunEnd end)
{
    switch (end) {
    case RunEnd::Ok:
        return tr("Done");
    case RunEnd::Refused:
        return tr("Refused");
    case RunEnd::Error:
        return tr("Error");
    case RunEnd::Timeout:
        return tr("Time limit");
    case RunEnd::Memory:
        return tr("Memory limit");
    case RunEnd::Crashed:
        return tr("Crashed");
    case RunEnd::Cancelled:
        return tr("Stopped");
    case RunEnd::Unavailable:
        return tr("Not run");
    }
    Q_UNREACHABLE();
}

QString valueText(const RunValue &value)
{
    if (!value.isSet)
        return {};
    QStringList parts{value.type};
    if (value.frame) {
        const auto &columns = value.frame->schema().columns;
        const auto shown = std::count_if(columns.begin(), columns.end(),
                                         [](const ColumnSchema &c) { return !c.isIndex; });
        parts << plural(value.frame->rows(), "row", "rows") + QStringLiteral(" × ") +
                     plural(shown, "column", "columns");
    }
    return parts.join(QStringLiteral(" · "));
}

QString summaryText(const RunResult &result)
{
    QStringList parts;
    const QString value = valueText(result.value);
    parts << (result.end == RunEnd::Ok && !value.isEmpty() ? value : endText(result.end));
    if (result.elapsed.count() > 0)
        parts << elapsedText(result.elapsed);
    if (result.peakMemoryBytes > 0)
        parts << memoryText(result.peakMemoryBytes);
    return parts.join(QStringLiteral(" · "));
}

QString groupedText(const QString &number, qsizetype leastDigits)
{
    QString text = number;
    const qsizetype sign = text.startsWith(u'-') ? 1 : 0;
    qsizetype end = sign;
    while (end < text.size() && text.at(end).isDigit())
        ++end;
    if (end - sign < leastDigits)
        return text;
    for (qsizetype at = end - 3; at > sign; at -= 3)
        text.insert(at, u',');
    return text;
}

QString statisticsText(const CellStatistics &statistics)
{
    if (statistics.cells == 0)
        return {};
    const auto number = [](const std::string &text) { return groupedText(QString::fromStdString(text)); };
    QStringList parts;
    if (statistics.numbers > 0)
        parts << tr("Sum %1").arg(number(statistics.sum)) << tr("Mean %1").arg(number(statistics.mean))
              << tr("Min %1").arg(number(statistics.min)) << tr("Max %1").arg(number(statistics.max));
    QString count = tr("%1 cells").arg(countText(statistics.cells));
    if (statistics.missing > 0)
        count += tr(", %1 missing").arg(countText(statistics.missing));
    if (statistics.distinct)
        count += tr(", %1 distinct").arg(countText(*statistics.distinct));
    return (parts << count).join(QStringLiteral(" · "));
}

} // namespace assay
