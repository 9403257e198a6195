// SPDX-License-Identifier: GPL-3.0-or-later
// The result grid over a million and ten million rows of ten columns (goals G10 to G14 of
// docs/performance.md): data in hand until the first page is painted, a page painted again, a jump to
// the end, sorting, filtering, what columns hold; and pandas on the like in the same run.
#include "frames/FrameBuilder.h"
#include "frames/ColumnSketch.h"
#include "frames/RowFilter.h"
#include "frames/RowOrder.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <map>
#include <QApplication>
#include <QProcess>
#include <QScrollBar>
#include <QStandardPaths>
#include <QWindow>
#include <random>

namespace {

using namespace assay;
using benchmark::State;

constexpr int columnsOfAKind = 3;

/// Reals, integers and a dictionary, three of each, and a column of unique texts.
std::shared_ptr<const Frame> frameOf(std::int64_t rows)
{
    static std::map<std::int64_t, std::shared_ptr<const Frame>> made;
    std::shared_ptr<const Frame> &frame = made[rows];
    if (frame)
        return frame;
    const auto count = static_cast<std::size_t>(rows);
    std::mt19937_64 chance(1); // NOLINT: the same every time
    std::vector<double> reals(count);
    std::vector<std::int64_t> integers(count), ends(count + 1);
    std::vector<std::int32_t> codes(count);
    std::string texts;
    for (std::size_t i = 0; i < count; ++i) {
        reals[i] = static_cast<double>(chance() % 100'000'000) / 1000 - 20'000;
        integers[i] = static_cast<std::int64_t>(chance() % 1'000'000'000);
        codes[i] = static_cast<std::int32_t>(chance() % 5);
        texts += std::to_string(1'000'000'000'000 + chance() % 1'000'000'000'000);
        ends[i + 1] = static_cast<std::int64_t>(texts.size());
    }
    const std::vector<std::string> exchanges{"mexc", "kraken", "kucoin", "gateio", "sui_dex"};
    FrameBuilder builder(rows);
    for (int i = 0; i < columnsOfAKind; ++i) {
        builder.addFloat64("price" + std::to_string(i), reals);
        builder.addInt64("count" + std::to_string(i), integers);
        builder.addDictionary("exchange" + std::to_string(i), codes, exchanges);
    }
    builder.addPackedText("trade_id", {}, ends, texts);
    auto sealed = builder.build();
    return frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes).value();
}

/// Goes before the application does.
std::unique_ptr<FrameView> shownView;

FrameView &view()
{
    return *shownView;
}

void firstPage(State &state)
{
    const auto frame = frameOf(state.range(0));
    FrameView &grid = view();
    for (auto _ : state) {
        grid.setFrame(nullptr);
        grid.setFrame(frame);
        grid.viewport()->repaint();
    }
}

void pageAgain(State &state)
{
    FrameView &grid = view();
    grid.setFrame(frameOf(state.range(0)));
    for (auto _ : state)
        grid.viewport()->repaint();
}

void jump(State &state)
{
    FrameView &grid = view();
    grid.setFrame(frameOf(state.range(0)));
    QScrollBar *bar = grid.verticalScrollBar();
    for (auto _ : state) {
        bar->setValue(bar->value() == 0 ? bar->maximum() : 0);
        grid.viewport()->repaint();
    }
}

void sort(State &state, std::size_t column)
{
    const auto frame = frameOf(state.range(0));
    for (auto _ : state)
        if (!sortedRows(*frame, nullptr, {{column, false}}, {}))
            std::abort();
}

void filter(State &state, const Condition &condition)
{
    const auto frame = frameOf(state.range(0));
    for (auto _ : state)
        if (!filteredRows(*frame, {condition}, {}))
            std::abort();
}

void sketchColumn(State &state, std::size_t column)
{
    const auto frame = frameOf(state.range(0));
    for (auto _ : state)
        if (!sketch(*frame, column, nullptr, {}))
            std::abort();
}

void summarizeColumn(State &state, std::size_t column)
{
    const auto frame = frameOf(state.range(0));
    for (auto _ : state)
        if (!summarize(*frame, column, nullptr, {}))
            std::abort();
}

/// A line of Python over `df`, a frame of the same make, timed by Python itself.
void pandas(State &state, const char *line)
{
    const QString script = QStringLiteral("import sys, time, numpy as np, pandas as pd\n"
                                          "n, chance = int(sys.argv[1]), np.random.default_rng(1)\n"
                                          "df = pd.DataFrame({'price0': chance.integers(0, 10**8, n) / 1000 - 20000, 'count0': chance.integers(0, 10**9, n),\n"
                                          "  'exchange0': np.array(['mexc', 'kraken', 'kucoin', 'gateio', 'sui_dex'], object)[chance.integers(0, 5, n)]})\n"
                                          "for _ in range(3):\n"
                                          "    begin = time.perf_counter()\n"
                                          "    %1\n"
                                          "    print(time.perf_counter() - begin, flush=True)\n");
    QProcess python;
    python.start(QStringLiteral(ASSAY_PYTHON), {QStringLiteral("-c"), script.arg(QLatin1String(line)), QString::number(state.range(0))});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    for (auto _ : state)
        state.SetIterationTime(seconds.isEmpty() ? 0 : seconds.takeFirst().toDouble());
}

void copyCells(State &state)
{
    FrameView &grid = view();
    grid.setFrame(frameOf(state.range(0)));
    grid.goTo({0, 0});
    grid.goTo({9'999, 9}, true);
    for (auto _ : state)
        grid.copySelection();
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    const Appearance appearance(Appearance::Choice::Light);
    shownView = std::make_unique<FrameView>(appearance);
    shownView->resize(1250, 1000); // 40 rows, 10 columns
    shownView->QWidget::show();
    while (!shownView->windowHandle()->isExposed())
        QApplication::processEvents();
    using benchmark::RegisterBenchmark;
    const auto both = [](auto *bench) { bench->Arg(1'000'000)->Arg(10'000'000)->UseRealTime()->Unit(benchmark::kMillisecond); };
    both(RegisterBenchmark("G10 first page", firstPage));
    both(RegisterBenchmark("G12 page painted again", pageAgain));
    both(RegisterBenchmark("G12 jump from end to end", jump));
    both(RegisterBenchmark("G14 sort float64", sort, 0));
    both(RegisterBenchmark("G14 sort dictionary", sort, 2));
    both(RegisterBenchmark("G14 sort unique texts", sort, 9));
    const auto peer = [](const char *name, const char *line) {
        RegisterBenchmark(name, pandas, line)->Arg(1'000'000)->Arg(10'000'000)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);
    };
    peer("peer: pandas sorts float64", "df.sort_values('price0', kind='stable')");
    both(RegisterBenchmark("filter: price0 > 0", filter, Condition(RangeCondition{0, "0", {}, false})));
    peer("peer: pandas filters price0 > 0", "df[df['price0'] > 0]");
    both(RegisterBenchmark("filter: price0 * count0 > 1e12 and exchange0 = 'mexc'", filter,
                           Condition(ExpressionCondition{"price0 * count0 > 1e12 and exchange0 = 'mexc'"})));
    peer("peer: pandas filters the same", "df[(df['price0'] * df['count0'] > 1e12) & (df['exchange0'] == 'mexc')]");
    both(RegisterBenchmark("picture of a float64 column", sketchColumn, 0));
    both(RegisterBenchmark("picture of a dictionary", sketchColumn, 2));
    both(RegisterBenchmark("summary of a float64 column", summarizeColumn, 0));
    peer("peer: pandas describes and counts it", "df['price0'].describe(), df['price0'].value_counts().head(10), df['price0'].isna().sum()");
    both(RegisterBenchmark("copy 100,000 cells", copyCells));
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    shownView.reset();
    return 0;
}
