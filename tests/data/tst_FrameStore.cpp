// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/FrameStore.h"
#include "frames/Frame.h"
#include "tests/data/sqlite/TradeCache.h"
#include "tests/support/SourceFrames.h"

#include <csignal>
#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <sys/mman.h>
#include <sys/resource.h>

using namespace assay;
using namespace assay::test;

namespace {

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00
constexpr FrameStore::Bounds small{0, 1 << 20};

std::shared_ptr<SealedFrame> frameOf(int rows)
{
    TradeCache cache;
    cache.addOrdinary(rows);
    auto frame = openSource(cache.source()).value()->trades({}, noon, {});
    return std::make_shared<SealedFrame>(std::move(*frame));
}

QByteArray bytesOf(const SealedFrame &frame)
{
    void *const base = mmap(nullptr, frame.bytes, PROT_READ, MAP_PRIVATE, frame.fd.get(), 0);
    const QByteArray bytes(static_cast<const char *>(base), static_cast<qsizetype>(frame.bytes));
    munmap(base, frame.bytes);
    return bytes;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

} // namespace

class FrameStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theNextStartFindsIt()
    {
        const auto frame = frameOf(100);
        frame->warnings = {"one", "größe"};
        const CacheKey key("sqlite:x", {}, noon);
        {
            FrameStore store(folder(), {}, small);
            QVERIFY(!store.find(key, "state"));
            store.keep(key, "state", frame);
            store.wait();
        }
        FrameStore store(folder(), {}, small);
        const auto found = store.find(key, "state");
        QVERIFY(found);
        QCOMPARE(found->rows, 100);
        QCOMPARE(found->oldest, frame->oldest);
        QCOMPARE(found->warnings, frame->warnings);
        QVERIFY(bytesOf(*found) == bytesOf(*frame));
        QVERIFY(!store.find(key, "another state"));
        QVERIFY(!store.find(key, ""));
        QVERIFY(!store.find(CacheKey("sqlite:y", {}, noon), "state"));
    }

    void aRunCannotWriteToIt()
    {
        FrameStore store(folder(), {}, small);
        const CacheKey key("sqlite:x", {}, noon);
        store.keep(key, "state", frameOf(10));
        store.wait();
        const auto found = store.find(key, "state");
        QVERIFY(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, found->fd.get(), 0) == MAP_FAILED);
        QVERIFY(::write(found->fd.get(), "x", 1) < 0);
        QVERIFY(::ftruncate(found->fd.get(), 0) != 0);
    }

    void whatWasTamperedWithIsNotFound_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("truncated frame") << QStringLiteral("frame") << QByteArray("short");
        QTest::newRow("empty label") << QStringLiteral("json") << QByteArray();
        QTest::newRow("label of another kind") << QStringLiteral("json") << QByteArray("[1]");
        QTest::newRow("label without keys") << QStringLiteral("json") << QByteArray("{\"version\":1}");
        QTest::newRow("label that lies") << QStringLiteral("json")
                                         << QByteArray("{\"version\":1,\"key\":7,\"first\":\"x\"}");
    }
    void whatWasTamperedWithIsNotFound()
    {
        QFETCH(QString, suffix);
        QFETCH(QByteArray, content);
        FrameStore store(folder(), {}, small);
        const CacheKey key("sqlite:x", {}, noon);
        store.keep(key, "state", frameOf(10));
        store.wait();
        for (const QString &name : filesIn(m_folder->path())) {
            if (!name.endsWith(suffix))
                continue;
            QFile file(m_folder->filePath(name));
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        QVERIFY(!store.find(key, "state"));
        store.keep(key, "state", frameOf(10)); // and is replaced
        store.wait();
        QVERIFY(store.find(key, "state"));
    }

    void theLongestUnusedGoFirst()
    {
        const auto frame = frameOf(100);
        FrameStore store(folder(), {}, {0, frame->bytes * 5 / 2});
        const CacheKey keys[] = {{"a", {}, noon}, {"b", {}, noon}, {"c", {}, noon}};
        store.keep(keys[0], "s", frame);
        store.wait();
        QTest::qWait(20);
        store.keep(keys[1], "s", frame);
        store.wait();
        QTest::qWait(20);
        QVERIFY(store.find(keys[0], "s")); // used now
        store.keep(keys[2], "s", frame);
        store.wait();
        QVERIFY(store.find(keys[0], "s"));
        QVERIFY(!store.find(keys[1], "s"));
        QVERIFY(store.find(keys[2], "s"));
    }

    void smallAndHugeFramesAreNotKept()
    {
        const auto frame = frameOf(100);
        const CacheKey key("a", {}, noon);
        for (const FrameStore::Bounds &bounds : {FrameStore::Bounds{frame->bytes + 1, 1 << 30}, FrameStore::Bounds{0, frame->bytes - 1}}) {
            FrameStore store(folder(), {}, bounds);
            store.keep(key, "s", frame);
            store.wait();
            QVERIFY(!store.find(key, "s"));
        }
    }

    /// As on a full disk: the system refuses to write on.
    void aDiskThatIsFullIsNamedAndNothingIsLeft()
    {
        std::string complaint;
        const auto frame = frameOf(1000);
        {
            FrameStore store(folder(), [&](const std::string &problem) { complaint = problem; }, small);
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit old = {};
            getrlimit(RLIMIT_FSIZE, &old);
            const rlimit little{4096, old.rlim_max};
            setrlimit(RLIMIT_FSIZE, &little);
            store.keep(CacheKey("a", {}, noon), "s", frame);
            store.wait();
            setrlimit(RLIMIT_FSIZE, &old);
            QVERIFY(!store.find(CacheKey("a", {}, noon), "s"));
        }
        QVERIFY2(complaint.find("could not be kept on disk") != std::string::npos, complaint.c_str());
        QCOMPARE(filesIn(m_folder->path()), QStringList());
    }

    void aFolderThatCannotBeMadeIsNamed()
    {
        std::string complaint;
        FrameStore store("/dev/null/frames", [&](const std::string &problem) { complaint = problem; }, small);
        store.keep(CacheKey("a", {}, noon), "s", frameOf(10));
        store.wait();
        QVERIFY2(complaint.find("/dev/null/frames") != std::string::npos, complaint.c_str());
    }

    void canBeCleared()
    {
        QCOMPARE(FrameStore::clear("/nowhere").value(), 0U);
        FrameStore store(folder(), {}, small);
        store.keep(CacheKey("a", {}, noon), "s", frameOf(10));
        store.wait();
        QFile other(m_folder->filePath(QStringLiteral("notes.txt")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        QVERIFY(FrameStore::clear(folder()).value() > 0);
        QCOMPARE(filesIn(m_folder->path()), QStringList{QStringLiteral("notes.txt")});
    }

    void daysThatMoveOnAreTheSameQuestion()
    {
        constexpr std::int64_t minute = 60'000'000'000;
        TradesQuery week;
        week.days = 7;
        const CacheKey known("a", week, noon);
        const CacheKey later("a", week, noon + minute);
        QVERIFY(later.isAnsweredBy(known, noon));
        QVERIFY(!later.isAnsweredBy(known, known.first)); // a trade has fallen out of it
        QVERIFY(!known.isAnsweredBy(later, noon));        // trades are missing
        week.exchange = "mexc";
        QVERIFY(!CacheKey("a", week, noon).isAnsweredBy(known, noon));
    }

private:
    std::string folder() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FrameStoreTest)
#include "tst_FrameStore.moc"
