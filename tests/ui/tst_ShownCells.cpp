// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "tests/engine/ScriptBench.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/ShownText.h"
#include "ui/results/ValueModel.h"
#include "ui/results/ValueTable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;

namespace {

constexpr int seeds = 80;
constexpr qsizetype longestWhole = 300; ///< longer ones are cut in the grid

QString script(const char *name, int seed)
{
    QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QStringLiteral("SEED = %1\n").arg(seed) + QString::fromUtf8(file.readAll());
}

/// A number without what makes it easy to read: separators, and zeros after its own digits.
bool isSameNumber(QString shown, const QString &exact)
{
    shown.removeIf([](QChar letter) { return letter == u',' || letter.isSpace() || letter == u'\u2009'; });
    return shown.startsWith(exact) && std::all_of(shown.cbegin() + exact.size(), shown.cend(), [](QChar letter) { return letter == u'0'; });
}

/// What is wrong with what a model shows of a cell; nothing where it is the cell.
QString problemOf(const FrameTableModel &model, const Frame &frame, int row, int column)
{
    const std::size_t at = model.frameColumn(column);
    const CellText cell = cellText(frame, at, row);
    const QString exact = wholeText(cell.text), shown = model.shownText(row, column);
    const bool isNumber = frame.schema().columns[at].type <= ColumnType::Float64;
    const bool isTold = cell.isMissing          ? shown == QStringLiteral("NA") && model.isMissing(row, column)
                        : isNumber              ? isSameNumber(shown, exact)
                        : exact.size() > longestWhole ? shown.size() <= longestWhole + 1 && shown.endsWith(u'…')
                                                : shown == safeShown(exact).replace(u'\n', u'↵').replace(u'\t', u'→');
    if (isTold && model.exactText(row, column) == exact)
        return {};
    return QStringLiteral("\"%1\" is shown as \"%2\", exactly \"%3\"").arg(exact, shown, model.exactText(row, column));
}

QJsonArray cellsOf(const Frame &frame, std::size_t column)
{
    QJsonArray cells{wholeText(frame.schema().columns[column].name)};
    for (std::int64_t row = 0; row < frame.rows(); ++row) {
        const CellText cell = cellText(frame, column, row);
        cells.append(cell.isMissing ? QJsonValue() : QJsonValue(wholeText(cell.text)));
    }
    return cells;
}

QString shownJson(const QJsonArray &array)
{
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace

/// What stands in the grid is what the script made: tables, and nested values as tables, each from a seed.
class tst_ShownCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables()
    {
        for (int seed = 0; seed < seeds; ++seed) {
            const RunResult result = m_bench.run(script("odd_frames.py", seed));
            QVERIFY2(result.value.frame, qPrintable(result.error));
            FrameTableModel model;
            model.setFrame(result.value.frame);
            for (int row = 0; row < model.rowCount(); ++row) {
                for (int column = 0; column < model.columnCount(); ++column) {
                    const QString problem = problemOf(model, *result.value.frame, row, column);
                    QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(problem)));
                }
            }
        }
    }

    void zonesStandInTheHeader()
    {
        const RunResult result = m_bench.run(QStringLiteral("result = pd.DataFrame({'t': pd.to_datetime(['2025-10-26 00:30', '2025-10-26 01:30']).tz_localize('UTC').tz_convert('Europe/Berlin')})"));
        FrameTableModel model;
        model.setFrame(result.value.frame);
        QCOMPARE(model.headerData(0, Qt::Horizontal, FrameTableModel::DtypeRole).toString(), QStringLiteral("datetime64[ns, Europe/Berlin]"));
        QCOMPARE(model.shownText(0, 0), QStringLiteral("2025-10-26 02:30:00+02:00"));
        QCOMPARE(model.shownText(1, 0), QStringLiteral("2025-10-26 02:30:00+01:00"));
    }

    void nestedValues()
    {
        for (int seed = 0; seed < seeds; ++seed) {
            const RunResult result = m_bench.run(script("odd_values.py", seed));
            QVERIFY2(result.end == RunEnd::Ok, qPrintable(result.error));
            const auto frame = tableOf(Json::parse(result.value.json.toStdString()));
            QVERIFY2(frame, qPrintable(result.value.text));
            QJsonArray shown;
            for (std::size_t column = 0; column < frame->columnCount(); ++column)
                shown.append(cellsOf(*frame, column));
            const QJsonArray expected = QJsonDocument::fromJson(result.output.text).array();
            QVERIFY2(shown == expected, qPrintable(QStringLiteral("seed %1: %2\ninstead of %3").arg(seed).arg(shownJson(shown), shownJson(expected))));
        }
    }

private:
    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(tst_ShownCells)
#include "tst_ShownCells.moc"
