// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "frames/ColumnSummary.h"
#include "frames/PandasCode.h"
#include "frames/ValueText.h"
#include "tests/engine/ScriptBench.h"

#include <algorithm>
#include <cstdio>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <random>

using namespace assay;

namespace {

constexpr int seeds = 120;
constexpr int choicesOfEach = 12;

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

bool isText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Dictionary || type == ColumnType::Shown;
}

/// Pandas writes these otherwise as texts: see pandasCode().
bool hasOtherTexts(ColumnType type)
{
    return type == ColumnType::Timestamp || type == ColumnType::Duration || type == ColumnType::Float32;
}

/// What somebody may choose to see of a frame, by chance.
class Chooser
{
public:
    Chooser(const Frame &frame, unsigned seed)
        : m_frame(frame)
        , m_random(seed)
    {
    }

    FrameChoice choice()
    {
        FrameChoice choice;
        for (std::size_t count = below(4); count > 0; --count)
            choice.conditions.push_back(condition());
        for (std::size_t count = below(4); count > 0; --count)
            if (const std::size_t column = anyColumn(); maySort(column) && std::ranges::find(choice.keys, column, &SortKey::column) == choice.keys.end())
                choice.keys.push_back({column, below(2) == 0});
        if (below(3) == 0 && m_frame.schema().kind == "DataFrame")
            choice.columns = {m_frame.columnCount() - 1, m_frame.columnCount() - 2};
        return choice;
    }

private:
    std::size_t below(std::size_t end) { return m_random() % end; }
    std::size_t anyColumn() { return below(m_frame.columnCount()); }
    [[nodiscard]] const ColumnSchema &schema(std::size_t column) const { return m_frame.schema().columns[column]; }

    /// Categories have an order of their own in pandas.
    [[nodiscard]] bool maySort(std::size_t column) const { return schema(column).dtype != "category"; }

    /// The text of a cell that is there, where one is found.
    std::optional<std::string> anyText(std::size_t column)
    {
        for (int tries = 0; tries < 5 && m_frame.rows() > 0; ++tries) {
            const CellText cell = cellText(m_frame, column, static_cast<std::int64_t>(below(static_cast<std::size_t>(m_frame.rows()))));
            if (!cell.isMissing && cell.text != "nan")
                return cell.text;
        }
        return std::nullopt;
    }

    Condition condition()
    {
        const std::size_t column = anyColumn();
        switch (below(4)) {
        case 0:
            return MissingCondition{column, below(2) == 0};
        case 1:
            return values(column);
        case 2:
            if (!isText(schema(column).type))
                return RangeCondition{column, below(3) > 0 ? anyText(column) : std::nullopt, below(3) > 0 ? anyText(column) : std::nullopt, below(2) == 0};
            return values(column);
        default:
            return hasOtherTexts(schema(column).type) ? values(column) : text(column);
        }
    }

    Condition values(std::size_t column)
    {
        ValuesCondition condition{column, {}, below(2) == 0, below(2) == 0};
        for (std::size_t count = below(4); count > 0; --count)
            if (const auto text = anyText(column))
                condition.values.push_back(*text);
        return condition;
    }

    Condition text(std::size_t column)
    {
        QString pattern = qt(anyText(column).value_or("a"));
        if (const auto begin = qsizetype(below(std::size_t(pattern.size()) + 1)); begin < pattern.size() && !pattern.at(begin).isSurrogate() && below(2) == 0)
            pattern = pattern.at(begin);
        return TextCondition{column, static_cast<TextMatch>(below(5)), below(2) == 0, pattern.toStdString()};
    }

    const Frame &m_frame;
    std::mt19937 m_random;
};

QJsonObject jsonOf(const ColumnSummary &summary, const ColumnSchema &schema)
{
    QJsonArray frequent;
    for (const ValueCount &value : summary.frequent)
        frequent.append(QJsonArray{qt(value.text), qint64(value.count)});
    QJsonValue numbers;
    if (summary.numbers) {
        QJsonArray quantiles;
        for (const Figure &figure : summary.numbers->quantiles)
            quantiles.append(qt(figure.text));
        numbers = QJsonObject{{QStringLiteral("mean"), qt(summary.numbers->mean.text)}, {QStringLiteral("sum"), qt(summary.numbers->sum.text)}, {QStringLiteral("deviation"), qt(summary.numbers->deviation.text)}, {QStringLiteral("quantiles"), quantiles}};
    }
    return {{QStringLiteral("rows"), qint64(summary.rows)}, {QStringLiteral("missing"), qint64(summary.missing)}, {QStringLiteral("distinct"), qint64(summary.distinct)}, {QStringLiteral("min"), qt(summary.min)}, {QStringLiteral("max"), qt(summary.max)}, {QStringLiteral("frequent"), frequent}, {QStringLiteral("numbers"), numbers}, {QStringLiteral("unit"), qint64(nanosecondsOf(schema.unit))}};
}

} // namespace

/// Filters, sorts and figures are pandas' own, and the code that is offered for them gives the same rows
/// and passes the bot's rules: by chance, over tables that scripts made, each from a seed.
class AgainstPandasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/plain_frames.py"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        m_script = QString::fromUtf8(file.readAll());
    }

    void sameRows_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("Debian's pandas") << false;
        QTest::newRow("a newer pandas") << true;
    }
    void sameRows()
    {
        QFETCH(bool, isNew);
        const auto python = isNew ? ScriptBench::Python::Pandas2 : ScriptBench::Python::Debian;
        if (!ScriptBench::has(python))
            QSKIP("the second environment has not been made: packaging/dev test makes it");
        ScriptBench bench(python);
        QByteArray cases;
        m_codes.clear();
        m_untold = 0;
        for (int seed = 0; seed < seeds; ++seed) {
            const RunResult result = bench.run(QStringLiteral("SEED = %1\n").arg(seed) + m_script);
            QVERIFY2(result.value.frame, qPrintable(result.error));
            cases += caseOf(seed, *result.value.frame);
        }
        const QString wrong = heldAgainstPandas(isNew ? QStringLiteral(ASSAY_PANDAS2 "/bin/python") : QStringLiteral("/usr/bin/python3"), cases);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QVERIFY2(m_codes.size() > 9 * m_untold, qPrintable(QString::number(m_untold)));
    }

    void theBotTakesTheCode()
    {
        ScriptBench bench;
        bench.setProfile(QStringLiteral("slack"));
        QVERIFY(!m_codes.isEmpty());
        for (const QString &code : std::as_const(m_codes)) {
            const Verdict verdict = bench.check(QStringLiteral("df = load_trades()\nresult = ") + code);
            QVERIFY2(verdict.valid, qPrintable(qt(verdict.message) + QLatin1Char('\n') + code));
        }
    }

private:
    QByteArray caseOf(int seed, const Frame &frame)
    {
        Chooser chooser(frame, static_cast<unsigned>(seed));
        QJsonArray choices, summaries;
        for (int i = 0; i < choicesOfEach; ++i)
            if (const QJsonObject choice = choiceOf(frame, chooser.choice()); !choice.isEmpty())
                choices.append(choice);
        for (std::size_t i = 0; i < frame.columnCount(); ++i)
            summaries.append(jsonOf(summarize(frame, i, nullptr, {}).value(), frame.schema().columns[i]));
        return QJsonDocument(QJsonObject{{QStringLiteral("seed"), seed}, {QStringLiteral("choices"), choices}, {QStringLiteral("summaries"), summaries}}).toJson(QJsonDocument::Compact) + '\n';
    }

    /// A choice as pandas is told it, and the rows it gives; empty where it cannot be told.
    QJsonObject choiceOf(const Frame &frame, const FrameChoice &choice)
    {
        const Result<std::string> code = pandasCode(frame, "df", choice);
        if (!code) {
            ++m_untold;
            return {};
        }
        m_codes << qt(*code);
        const RowList met = filteredRows(frame, choice.conditions, {}).value();
        QJsonArray rows, names;
        const RowList ordered = sortedRows(frame, &met, choice.keys, {}).value();
        for (const std::uint32_t row : ordered)
            rows.append(qint64(row));
        for (const std::size_t column : choice.columns)
            if (!frame.schema().columns[column].isIndex)
                names.append(qt(frame.schema().columns[column].name));
        return {{QStringLiteral("code"), qt(*code)}, {QStringLiteral("rows"), rows}, {QStringLiteral("columns"), choice.columns.empty() ? QJsonValue() : names}};
    }

    static QString heldAgainstPandas(const QString &python, const QByteArray &cases)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(python, {QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/against_pandas.py"), QStringLiteral(ASSAY_SOURCE_DIR "/tests/engine/plain_frames.py")});
        process.write(cases);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return process.errorString();
        const QByteArray said = process.readAll();
        std::fwrite(said.constData(), 1, std::size_t(said.size()), stderr); // Qt Test cuts what it shows
        return QString::fromUtf8(said);
    }

    QString m_script;
    QStringList m_codes;
    qsizetype m_untold = 0; ///< choices that pandas cannot be told
};

QTEST_GUILESS_MAIN(AgainstPandasTest)
#include "tst_AgainstPandas.moc"
