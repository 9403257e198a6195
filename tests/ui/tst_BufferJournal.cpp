// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/BufferJournal.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using Take = BufferJournal::Take;

class tst_BufferJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void writesAfterATouch();
    void writesOnceForManyTouches();
    void writesTheLastTouchWhenItEnds();
    void isRestoredAfterwards();
    void eachWindowHasItsOwn();
    void freshLeavesKeptWorkAlone();
    void setsAsideWhatItCannotRead();
    void saysWhenNothingCanBeKept();

private:
    [[nodiscard]] QString path() const { return m_folder->path(); }
    static KeptSession one(const QString &text) { return {{{{}, {}, text, true, 1, 1}}, 0, {}}; }
    static BufferJournal::Snapshot always(const QString &text)
    {
        return [text] { return one(text); };
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_BufferJournal::writesAfterATouch()
{
    BufferJournal journal(path(), Take::LeftBehind, always(QStringLiteral("typed")));
    QSignalSpy written(&journal, &BufferJournal::written);
    QVERIFY(journal.problem().isEmpty());
    QVERIFY(!QFile::exists(journal.path()));
    journal.touch();
    QTRY_COMPARE(written.size(), 1);
    QVERIFY(contents(journal.path()).contains("typed"));
}

void tst_BufferJournal::writesOnceForManyTouches()
{
    int snapshots = 0;
    BufferJournal journal(path(), Take::LeftBehind, [&] {
        ++snapshots;
        return one(QStringLiteral("x"));
    });
    QSignalSpy written(&journal, &BufferJournal::written);
    for (int i = 0; i < 1000; ++i)
        journal.touch();
    QTRY_COMPARE(written.size(), 1);
    QCOMPARE(snapshots, 1);
}

void tst_BufferJournal::writesTheLastTouchWhenItEnds()
{
    QString file;
    {
        BufferJournal journal(path(), Take::LeftBehind, always(QStringLiteral("last words")));
        journal.touch();
        file = journal.path();
    }
    QVERIFY(contents(file).contains("last words"));
}

void tst_BufferJournal::isRestoredAfterwards()
{
    {
        BufferJournal journal(path(), Take::LeftBehind, always(QStringLiteral("mine")));
        journal.touch();
    }
    BufferJournal next(path(), Take::LeftBehind, always({}));
    QCOMPARE(next.restored(), one(QStringLiteral("mine")));
}

void tst_BufferJournal::eachWindowHasItsOwn()
{
    BufferJournal first(path(), Take::LeftBehind, always(QStringLiteral("1")));
    BufferJournal second(path(), Take::LeftBehind, always(QStringLiteral("2")));
    QVERIFY(first.path() != second.path());
    QVERIFY(!second.path().isEmpty());
}

void tst_BufferJournal::freshLeavesKeptWorkAlone()
{
    {
        BufferJournal journal(path(), Take::LeftBehind, always(QStringLiteral("precious")));
        journal.touch();
    }
    {
        BufferJournal fresh(path(), Take::Fresh, always(QStringLiteral("other")));
        QVERIFY(fresh.restored().open.empty());
        fresh.touch();
    }
    BufferJournal next(path(), Take::LeftBehind, always({}));
    QCOMPARE(next.restored(), one(QStringLiteral("precious")));
}

void tst_BufferJournal::setsAsideWhatItCannotRead()
{
    QFile file(path() + QStringLiteral("/window-0.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(64, '\0'));
    file.close();
    BufferJournal journal(path(), Take::LeftBehind, always({}));
    QVERIFY(journal.restored().open.empty());
    QVERIFY(journal.problem().contains(QStringLiteral(".unreadable")));
    QCOMPARE(contents(file.fileName() + QStringLiteral(".unreadable")), QByteArray(64, '\0'));
}

void tst_BufferJournal::saysWhenNothingCanBeKept()
{
    const QString file = path() + QStringLiteral("/file");
    QFile blocker(file);
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    BufferJournal journal(file + QStringLiteral("/below"), Take::LeftBehind, always({}));
    QVERIFY(!journal.problem().isEmpty());
    journal.touch();
}

QTEST_MAIN(tst_BufferJournal)
#include "tst_BufferJournal.moc"
