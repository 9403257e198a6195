// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/FrameCache.h"
#include "tests/data/sqlite/TradeCache.h"

#include <QTest>
#include <sys/mman.h>

using namespace assay;

namespace {

/// Counts how often it is asked.
class CountingSource : public DataSource
{
public:
    int asked = 0;
    bool fails = false;
    std::uint64_t bytes = 100;
    std::int64_t oldest = std::numeric_limits<std::int64_t>::min(); // not known
    std::string now = "same";

    std::string name() const override { return "counting"; }
    std::optional<std::int64_t> ownClock() const override { return std::nullopt; }
    std::string state(std::int64_t, const LoadWatch &) override { return now; }
    Result<SealedFrame> trades(const TradesQuery &, std::int64_t,
                               const LoadWatch &) override
    {
        ++asked;
        if (fails)
            return failure(ErrorCode::NotFound, "gone");
        SealedFrame frame{UniqueFd(memfd_create("counted", MFD_CLOEXEC)), bytes, 1};
        frame.oldest = oldest;
        return frame;
    }
    Result<SourceInfo> describe(std::int64_t, const LoadWatch &) override { return SourceInfo(); }
    Result<Json> balances(std::int64_t) override { return Json(); }
    Result<Json> snapshots(std::optional<int>, std::int64_t) override { return Json(); }
};

} // namespace

class tst_FrameCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalQuestionsShareMemory();
    void anyDifferenceIsAnotherQuestion();
    void daysMoveOn();
    void anotherStateIsLoadedAnew();
    void nothingInTheTimeAskedForIsToldOf();
    void failuresAreNotKept();
    void theOldestGoesFirst();
    void largeFramesDisplaceOthers();
};

void tst_FrameCache::equalQuestionsShareMemory()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    const auto first = cache.trades(source, {7, "kraken", {}}, 1);
    const auto second = cache.trades(source, {7, "kraken", {}}, 1);
    QCOMPARE(source->asked, 1);
    QCOMPARE(first->get(), second->get());
    cache.clear();
    QVERIFY(cache.trades(source, {7, "kraken", {}}, 1).has_value());
    QCOMPARE(source->asked, 2);
    QVERIFY((*first)->fd); // still the holder's
}

void tst_FrameCache::anyDifferenceIsAnotherQuestion()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    const auto other = std::make_shared<CountingSource>();
    const std::pair<TradesQuery, std::int64_t> questions[] = {
        {{}, 1}, {{7, {}, {}}, 2}, {{7, {}, {}}, 1}, {{{}, "kraken", {}}, 1}, {{{}, {}, "kraken"}, 1}};
    for (const auto &[query, now] : questions)
        QVERIFY(cache.trades(source, query, now).has_value());
    QCOMPARE(source->asked, 5);
    QVERIFY(cache.trades(other, {}, 1).has_value());
    QCOMPARE(other->asked, 1);
}

void tst_FrameCache::daysMoveOn()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    source->oldest = 1000;
    constexpr std::int64_t week = 7 * 86'400'000'000'000;
    for (const std::int64_t now : {week, week + 500, week + 1000})
        (void)cache.trades(source, {7, {}, {}}, now);
    QCOMPARE(source->asked, 1);
    (void)cache.trades(source, {7, {}, {}}, week + 1001); // the oldest is out of it
    QCOMPARE(source->asked, 2);
    (void)cache.trades(source, {7, {}, {}}, week); // back: there may be more
    QCOMPARE(source->asked, 3);
}

void tst_FrameCache::anotherStateIsLoadedAnew()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    (void)cache.trades(source, {}, 1);
    source->now = "changed";
    (void)cache.trades(source, {}, 1);
    QCOMPARE(source->asked, 2);
}

void tst_FrameCache::nothingInTheTimeAskedForIsToldOf()
{
    TradeCache held;
    held.addOrdinary(10);
    FrameCache cache;
    const std::shared_ptr<DataSource> source = openSource(held.source()).value();
    constexpr std::int64_t monthLater = 1'766'232'000'000'000'000;
    const auto frame = cache.trades(source, {7, "mexc", {}}, monthLater);
    QCOMPARE((*frame)->rows, std::int64_t{0});
    QCOMPARE((*frame)->warnings, std::vector<std::string>{"No trade lies within the time asked for; the newest is of "
                                                          "2025-11-20 12:00:00.250."});
    QCOMPARE((*cache.trades(source, {7, "MEXC", {}}, monthLater))->warnings,
             std::vector<std::string>{"No trade has exchange='MEXC'; did you mean 'mexc'?"});
}

void tst_FrameCache::failuresAreNotKept()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    source->fails = true;
    QCOMPARE(cache.trades(source, {}, 1).error().text, std::string("gone"));
    source->fails = false;
    QVERIFY(cache.trades(source, {}, 1).has_value());
    QCOMPARE(source->asked, 2);
}

void tst_FrameCache::theOldestGoesFirst()
{
    FrameCache cache;
    const auto source = std::make_shared<CountingSource>();
    const auto ask = [&](int number) {
        (void)cache.trades(source, {{}, std::to_string(number), {}}, 1);
    };
    for (int number = 1; number <= 16; ++number)
        ask(number);
    ask(1); // is the newest now
    ask(17);
    QCOMPARE(source->asked, 17);
    ask(1);
    QCOMPARE(source->asked, 17);
    ask(2);
    QCOMPARE(source->asked, 18);
}

void tst_FrameCache::largeFramesDisplaceOthers()
{
    FrameCache cache({}, 1ULL << 30);
    const auto source = std::make_shared<CountingSource>();
    (void)cache.trades(source, {1, {}, {}}, 1);
    source->bytes = 1ULL << 40;
    const auto large = cache.trades(source, {2, {}, {}}, 1);
    (void)cache.trades(source, {2, {}, {}}, 1);
    QCOMPARE(source->asked, 2); // it alone may be larger than the cache
    (void)cache.trades(source, {1, {}, {}}, 1);
    QCOMPARE(source->asked, 3);
}

QTEST_GUILESS_MAIN(tst_FrameCache)
#include "tst_FrameCache.moc"
