// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/SourceName.h"

#include "data/Age.h"
#include "frames/CivilTime.h"
#include "frames/TimeText.h"
#include "ui/results/Figures.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

namespace assay {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SourceName", text);
}

QString dayOf(std::int64_t time)
{
    const std::int64_t days = time / nanosecondsPerDay - (time % nanosecondsPerDay < 0 ? 1 : 0);
    return QString::fromStdString(dateText(days));
}

} // namespace

QString shortSourceName(const QString &source)
{
    if (source == QStringLiteral("sample"))
        return tr("Sample data");
    const QString kind = source.section(u':', 0, 0);
    if (kind.startsWith(QStringLiteral("postgres"))) {
        const QUrl url(source);
        if (url.isValid() && !url.host().isEmpty())
            return tr("%1 on %2").arg(url.path().mid(1).isEmpty() ? tr("PostgreSQL") : url.path().mid(1), url.host());
        return source.section(u':', 1);
    }
    return QFileInfo(source.section(u':', 1).section(u'?', 0, 0)).fileName();
}

QString tableSummary(const TableInfo &table, std::int64_t now)
{
    if (!table.problem.empty())
        return QString::fromStdString(table.problem);
    QStringList parts;
    if (table.rows)
        parts << (*table.rows == 1 ? tr("1 row") : tr("%1 rows").arg(countText(*table.rows)));
    if (table.first && table.last) {
        parts << tr("%1 to %2").arg(dayOf(*table.first), dayOf(*table.last));
        parts << tr("newest %1").arg(QString::fromStdString(ageText(*table.last, now)));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace assay
