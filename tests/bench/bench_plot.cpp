// SPDX-License-Identifier: GPL-3.0-or-later
// A line of a million and ten million points in the window (goals G16 to G18 of docs/performance.md): the
// values in hand until it is painted, a step of a move and of a zoom; and matplotlib on the like, where it
// is installed.
#include "frames/FrameBuilder.h"
#include "ui/charts/ChartPlot.h"
#include "ui/theme/Appearance.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <map>
#include <QApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QWindow>
#include <random>

namespace {

using namespace assay;
using benchmark::State;

std::shared_ptr<const Frame> frameOf(std::int64_t rows)
{
    static std::map<std::int64_t, std::shared_ptr<const Frame>> made;
    std::shared_ptr<const Frame> &frame = made[rows];
    if (frame)
        return frame;
    std::mt19937_64 chance(1); // NOLINT: the same every time
    std::normal_distribution<double> step(0, 1);
    std::vector<std::int64_t> times(static_cast<std::size_t>(rows));
    std::vector<double> prices(times.size());
    double price = 100;
    for (std::size_t i = 0; i < times.size(); ++i) {
        times[i] = 1'763'640'000'000'000'000 + std::int64_t(i) * 100'000'000;
        prices[i] = price += step(chance);
    }
    FrameBuilder builder(rows);
    builder.addTimestamp("time", times);
    builder.addFloat64("price", prices);
    auto sealed = builder.build();
    return frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes).value();
}

std::shared_ptr<const PreparedChart> preparedOf(std::int64_t rows)
{
    ChartSpec spec;
    spec.x = ColumnRef{"time", 0};
    spec.y = {ColumnRef{"price", 0}};
    const auto frame = frameOf(rows);
    auto data = chartData(*frame, nullptr, spec, {});
    if (!data)
        std::abort();
    return std::make_shared<const PreparedChart>(frame, spec, std::move(*data));
}

/// Goes before the application does.
std::unique_ptr<ChartPlot> shownPlot;

/// From the frame: its values taken out, the pyramid built, the picture painted.
void firstPicture(State &state)
{
    frameOf(state.range(0));
    for (auto _ : state) {
        shownPlot->setPrepared(nullptr);
        shownPlot->setPrepared(preparedOf(state.range(0)));
        shownPlot->reset();
        shownPlot->viewport()->repaint();
    }
}

/// The values and the pyramid are there.
void picture(State &state)
{
    const auto prepared = preparedOf(state.range(0));
    for (auto _ : state) {
        shownPlot->setPrepared(nullptr);
        shownPlot->setPrepared(prepared);
        shownPlot->viewport()->repaint();
    }
}

void move(State &state)
{
    shownPlot->setPrepared(preparedOf(state.range(0)));
    shownPlot->reset();
    shownPlot->zoom(2, shownPlot->window().from);
    double step = 0.05;
    for (auto _ : state) {
        if (shownPlot->window().to >= shownPlot->prepared()->wholeX().to || shownPlot->window().from <= shownPlot->prepared()->wholeX().from)
            step = shownPlot->window().from <= shownPlot->prepared()->wholeX().from ? 0.05 : -0.05;
        shownPlot->pan(step);
        shownPlot->viewport()->repaint();
    }
}

void zoom(State &state)
{
    shownPlot->setPrepared(preparedOf(state.range(0)));
    shownPlot->reset();
    const Stretch whole = shownPlot->window();
    double factor = 1.1;
    for (auto _ : state) {
        if (shownPlot->window().length() < whole.length() / 1000 || shownPlot->window() == whole)
            factor = shownPlot->window() == whole ? 1.1 : 1 / 1.1;
        shownPlot->zoom(factor, whole.from + 0.3 * whole.length());
        shownPlot->viewport()->repaint();
    }
}

void matplotlib(State &state, const char *step)
{
    const QString script = QStringLiteral("import sys, time, numpy as np, matplotlib\n"
                                          "matplotlib.use('Agg')\n"
                                          "import matplotlib.pyplot as plt\n"
                                          "n = int(sys.argv[1])\n"
                                          "x, y = np.arange(n) / 10, np.cumsum(np.random.default_rng(1).normal(size=n))\n"
                                          "def first():\n"
                                          "    global figure, axes\n"
                                          "    figure, axes = plt.subplots(figsize=(10, 6), dpi=100)\n"
                                          "    axes.plot(x, y, lw=1)\n"
                                          "    figure.canvas.draw()\n"
                                          "def pan():\n"
                                          "    low, high = axes.get_xlim()\n"
                                          "    axes.set_xlim(low + 0.01 * (high - low), high)\n"
                                          "    figure.canvas.draw()\n"
                                          "first()\n"
                                          "for _ in range(3):\n"
                                          "    begin = time.perf_counter()\n"
                                          "    %1()\n"
                                          "    print(time.perf_counter() - begin, flush=True)\n");
    QProcess python;
    python.start(QStringLiteral(ASSAY_PYTHON), {QStringLiteral("-c"), script.arg(QLatin1String(step)), QString::number(state.range(0))});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    if (python.exitCode() != 0)
        state.SkipWithError("matplotlib is not installed");
    for (auto _ : state)
        state.SetIterationTime(seconds.isEmpty() ? 0 : seconds.takeFirst().toDouble());
}

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    const Appearance appearance(Appearance::Choice::Light);
    shownPlot = std::make_unique<ChartPlot>(appearance);
    shownPlot->resize(1000, 600);
    shownPlot->show();
    while (!shownPlot->windowHandle()->isExposed())
        QApplication::processEvents();
    using benchmark::RegisterBenchmark;
    const auto both = [](auto *bench) { return bench->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond); };
    both(RegisterBenchmark("G16, G17 first picture, values in hand", picture))->UseRealTime();
    both(RegisterBenchmark("first picture from the frame", firstPicture))->UseRealTime();
    both(RegisterBenchmark("peer: matplotlib, first picture", matplotlib, "first"))->UseManualTime()->Iterations(3);
    both(RegisterBenchmark("G18 a step of a move", move))->UseRealTime();
    both(RegisterBenchmark("G18 a step of a zoom", zoom))->UseRealTime();
    both(RegisterBenchmark("peer: matplotlib, a step of a move", matplotlib, "pan"))->UseManualTime()->Iterations(3);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    shownPlot.reset();
    return 0;
}
