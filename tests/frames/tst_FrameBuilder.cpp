// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/Frame.h"
#include "frames/FrameBuilder.h"

#include <cmath>
#include <fcntl.h>
#include <limits>
#include <QTest>
#include <sys/mman.h>

using namespace assay;

class tst_FrameBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsComeBack();
    void theMemoryIsSealed();
    void emptyFrames();
    void wrongColumnsAreRefused();
};

void tst_FrameBuilder::columnsComeBack()
{
    const std::vector<double> reals{0.1, std::nan("")};
    const std::vector<std::int64_t> integers{-1, std::numeric_limits<std::int64_t>::max()};
    const std::vector<std::int32_t> codes{1, -1};
    const std::vector<std::string> texts{"mexc", "kraken"};
    FrameBuilder builder(2);
    builder.addTimestamp("timestamp", integers);
    builder.addFloat64("amount", reals);
    builder.addInt64("id", integers);
    builder.addDictionary("exchange", codes, texts);
    // Texts are copied at once, so a temporary will do.
    builder.addText("note", std::vector<std::optional<std::string>>{std::nullopt, "ä"});
    Result<SealedFrame> sealed = builder.build();
    QVERIFY(sealed.has_value());
    QCOMPARE(sealed->rows, std::int64_t{2});
    const auto mapped = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    QVERIFY(mapped.has_value());
    const Frame &frame = **mapped;
    const auto &columns = frame.schema().columns;
    QCOMPARE(frame.columnCount(), std::size_t{5});
    QCOMPARE(columns[0].dtype, std::string("datetime64[ns]"));
    QCOMPARE(columns[1].dtype, std::string("float64"));
    QCOMPARE(columns[2].dtype, std::string("int64"));
    QCOMPARE(columns[3].dtype, std::string("object"));
    QCOMPARE(columns[4].dtype, std::string("object"));
    QCOMPARE(columns[4].name, std::string("note"));
    QCOMPARE(frame.integer(0, 1), std::numeric_limits<std::int64_t>::max());
    QCOMPARE(frame.real(1, 0), 0.1);
    QVERIFY(frame.isMissing(1, 1));
    QCOMPARE(frame.integer(2, 0), std::int64_t{-1});
    QCOMPARE(frame.text(3, 0), std::string_view("kraken"));
    QVERIFY(frame.isMissing(3, 1));
    QVERIFY(frame.isMissing(4, 0));
    QCOMPARE(frame.text(4, 1), std::string_view("ä"));
}

void tst_FrameBuilder::theMemoryIsSealed()
{
    FrameBuilder builder(0);
    const Result<SealedFrame> sealed = builder.build();
    QVERIFY(sealed.has_value());
    const int fd = sealed->fd.get();
    QCOMPARE(::fcntl(fd, F_GET_SEALS), F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
    QVERIFY((::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    QVERIFY(::ftruncate(fd, 0) != 0);
    QVERIFY(::pwrite(fd, "x", 1, 0) < 0);
    QCOMPARE(::mmap(nullptr, 64, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), MAP_FAILED);
}

void tst_FrameBuilder::emptyFrames()
{
    FrameBuilder builder(0);
    builder.addFloat64("amount", std::span<const double>());
    builder.addText("note", {});
    builder.addDictionary("exchange", {}, {});
    Result<SealedFrame> sealed = builder.build();
    QVERIFY(sealed.has_value());
    const auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    QVERIFY(frame.has_value());
    QCOMPARE((*frame)->columnCount(), std::size_t{3});
    QCOMPARE((*frame)->rows(), std::int64_t{0});
}

void tst_FrameBuilder::wrongColumnsAreRefused()
{
    const std::vector<double> one{1};
    FrameBuilder tooShort(2);
    tooShort.addFloat64("amount", one);
    const auto uneven = tooShort.build();
    QVERIFY(!uneven.has_value());
    QCOMPARE(uneven.error().code, ErrorCode::InvalidInput);
    QVERIFY(uneven.error().text.find("amount") != std::string::npos);
    for (const std::int32_t code : {1, -2}) {
        const std::vector<std::int32_t> codes{code};
        const std::vector<std::string> texts{"x"};
        FrameBuilder builder(1);
        builder.addDictionary("exchange", codes, texts);
        QVERIFY(!builder.build().has_value());
    }
}

QTEST_APPLESS_MAIN(tst_FrameBuilder)
#include "tst_FrameBuilder.moc"
