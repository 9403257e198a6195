// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/Packet.h"

#include <fcntl.h>
#include <QTest>
#include <sys/mman.h>
#include <sys/socket.h>

using namespace assay;
using packets::Received;

class tst_Packet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void packetsKeepTheirBounds();
    void filesTravelAlong();
    void tooMuchIsRefused();
    void aCrowdedSocketIsAnError();
    void theEndIsSeen();
    void sealedFilesStayAsTheyAre();
    void readingFollowsTheAnnouncement();

private:
    UniqueFd m_here;
    UniqueFd m_there;
};

namespace {

using Bytes = std::vector<std::uint8_t>;

} // namespace

void tst_Packet::init()
{
    auto pair = packets::socketPair();
    QVERIFY(pair.has_value());
    m_here = std::move(pair->first);
    m_there = std::move(pair->second);
    for (const UniqueFd *end : {&m_here, &m_there}) {
        QCOMPARE(fcntl(end->get(), F_GETFD), FD_CLOEXEC);
        QCOMPARE(fcntl(end->get(), F_SETFL, O_NONBLOCK), 0);
    }
}

void tst_Packet::packetsKeepTheirBounds()
{
    const Bytes longest(packets::maxBytes, 7);
    QVERIFY(packets::send(m_here.get(), {1, 2}));
    QVERIFY(packets::send(m_here.get(), longest));
    Packet packet;
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Packet);
    QVERIFY(packet.bytes == Bytes({1, 2}));
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Packet);
    QVERIFY(packet.bytes == longest);
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Nothing);
}

void tst_Packet::filesTravelAlong()
{
    const UniqueFd file = packets::sealedFile({5, 6}).value();
    QVERIFY(packets::send(m_here.get(), {1}, std::vector<int>(packets::maxFiles, file.get())));
    Packet packet;
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Packet);
    QCOMPARE(packet.files.size(), packets::maxFiles);
    for (const UniqueFd &received : packet.files) {
        QCOMPARE(fcntl(received.get(), F_GETFD), FD_CLOEXEC);
        QVERIFY(packets::readAll(received.get(), 2, 2).value() == Bytes({5, 6}));
    }
}

void tst_Packet::tooMuchIsRefused()
{
    QCOMPARE(packets::send(m_here.get(), Bytes(packets::maxBytes + 1)).error().code,
             ErrorCode::InvalidInput);
    QCOMPARE(packets::send(m_here.get(), {1}, std::vector<int>(packets::maxFiles + 1)).error().code,
             ErrorCode::InvalidInput);
    const Bytes longer(packets::maxBytes + 2);
    QCOMPARE(::send(m_here.get(), longer.data(), longer.size(), 0), ssize_t(longer.size()));
    Packet packet;
    QCOMPARE(packets::receive(m_there.get(), packet).error().code, ErrorCode::Protocol);
}

void tst_Packet::aCrowdedSocketIsAnError()
{
    Result<void> sent;
    int count = 0;
    constexpr int plenty = 10'000;
    for (; sent && count < plenty; ++count)
        sent = packets::send(m_here.get(), Bytes(1000));
    QVERIFY(count < plenty);
    QCOMPARE(sent.error().code, ErrorCode::System);
}

void tst_Packet::theEndIsSeen()
{
    QVERIFY(packets::send(m_here.get(), {1}));
    m_here.reset();
    Packet packet;
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Packet);
    QCOMPARE(packets::receive(m_there.get(), packet).value(), Received::Closed);
    QVERIFY(!packets::send(m_there.get(), {1})); // and no SIGPIPE
}

void tst_Packet::sealedFilesStayAsTheyAre()
{
    const UniqueFd file = packets::sealedFile(Bytes(100, 1)).value();
    QVERIFY(::write(file.get(), "x", 1) < 0);
    QVERIFY(ftruncate(file.get(), 1) < 0);
    QVERIFY(ftruncate(file.get(), 1000) < 0);
    QVERIFY(packets::sealedFile({}).has_value());
}

void tst_Packet::readingFollowsTheAnnouncement()
{
    const UniqueFd file = packets::sealedFile({1, 2, 3}).value();
    QVERIFY(packets::readAll(file.get(), 3, 3).value() == Bytes({1, 2, 3}));
    QVERIFY(packets::readAll(file.get(), 2, 3).value() == Bytes({1, 2}));
    QVERIFY(packets::readAll(file.get(), 0, 3).value().empty());
    QCOMPARE(packets::readAll(file.get(), 4, 10).error().code, ErrorCode::Protocol);
    QCOMPARE(packets::readAll(file.get(), UINT64_MAX, 10).error().code, ErrorCode::Protocol);
    QCOMPARE(packets::readAll(-1, 1, 10).error().code, ErrorCode::Protocol);
}

QTEST_GUILESS_MAIN(tst_Packet)
#include "tst_Packet.moc"
