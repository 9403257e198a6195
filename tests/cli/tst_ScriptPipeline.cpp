// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ScriptPipeline.h"

#include <array>
#include <QSignalSpy>
#include <QTest>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

/// A pipeline whose answers the test gives by hand.
class HandPipeline : public ScriptPipeline
{
public:
    using ScriptPipeline::ScriptPipeline;

    void answer(RequestId request)
    {
        complete(request, [this](const Script &script) { m_told << script.name; });
    }

    QStringList m_told;               ///< what was reported, in order
    std::vector<RequestId> m_running; ///< in the order they were started

protected:
    RequestId launch(const Script &) override
    {
        m_running.push_back(++m_last);
        return m_last;
    }
    void halt(RequestId request) override { answer(request); }
    void reportUnusable(const Script &script) override { m_told << u"unusable "_s + script.name; }
    void reportStopped(const Script &script) override { m_told << u"stopped "_s + script.name; }

private:
    RequestId m_last = 0;
};

std::unique_ptr<ScriptFeed> listOf(int count)
{
    std::vector<Script> scripts;
    for (int i = 0; i < count; ++i)
        scripts.push_back({QString::number(i), u"x"_s, {}});
    return std::make_unique<ScriptList>(std::move(scripts));
}

QStringList numbers(int count)
{
    QStringList names;
    for (int i = 0; i < count; ++i)
        names << QString::number(i);
    return names;
}

} // namespace

class tst_ScriptPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void startsNoMoreThanItMay();
    void waitsForASlowOne();
    void reportsWhatIsNoScript();
    void stopsAndLosesNothing();
    void endsWithoutScripts();
    void ignoresUnknownAnswers();
    void readsABatchAsItComes();
};

void tst_ScriptPipeline::keepsTheOrder()
{
    HandPipeline pipeline(listOf(3), 3);
    QSignalSpy finished(&pipeline, &ScriptPipeline::finished);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 3U);
    pipeline.answer(3);
    pipeline.answer(2);
    QCOMPARE(pipeline.m_told, QStringList());
    pipeline.answer(1);
    QCOMPARE(pipeline.m_told, numbers(3));
    QCOMPARE(finished.size(), 1);
}

void tst_ScriptPipeline::startsNoMoreThanItMay()
{
    HandPipeline pipeline(listOf(5), 2);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 2U);
    for (RequestId request = 1; request <= 5; ++request) {
        QVERIFY(pipeline.m_running.size() <= request + 1);
        pipeline.answer(request);
    }
    QCOMPARE(pipeline.m_told, numbers(5));
}

void tst_ScriptPipeline::waitsForASlowOne()
{
    HandPipeline pipeline(listOf(100), 2);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 2U);
    for (std::size_t i = 1; i < pipeline.m_running.size(); ++i)
        pipeline.answer(pipeline.m_running[i]);
    // The first one is still going: answers may not pile up without end.
    QVERIFY(pipeline.m_running.size() < 30);
    QCOMPARE(pipeline.m_told, QStringList());
    for (RequestId request = 1; request <= 100; ++request)
        pipeline.answer(request);
    QCOMPARE(pipeline.m_told, numbers(100));
}

void tst_ScriptPipeline::reportsWhatIsNoScript()
{
    const std::vector<Script> scripts{{u"0"_s, u"x"_s, {}}, {u"1"_s, {}, u"bad"_s}};
    HandPipeline pipeline(std::make_unique<ScriptList>(scripts), 1);
    QSignalSpy finished(&pipeline, &ScriptPipeline::finished);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 1U);
    pipeline.answer(1);
    QCOMPARE(pipeline.m_told, QStringList({u"0"_s, u"unusable 1"_s}));
    QCOMPARE(finished.size(), 1);
}

void tst_ScriptPipeline::stopsAndLosesNothing()
{
    HandPipeline pipeline(listOf(4), 2);
    QSignalSpy finished(&pipeline, &ScriptPipeline::finished);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 2U);
    pipeline.stop();
    pipeline.stop();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(pipeline.m_told, QStringList({u"0"_s, u"1"_s, u"stopped 2"_s, u"stopped 3"_s}));
    QCOMPARE(pipeline.m_running.size(), 2U);
}

void tst_ScriptPipeline::endsWithoutScripts()
{
    HandPipeline pipeline(listOf(0), 2);
    QSignalSpy finished(&pipeline, &ScriptPipeline::finished);
    pipeline.begin();
    QTRY_COMPARE(finished.size(), 1);
}

void tst_ScriptPipeline::ignoresUnknownAnswers()
{
    HandPipeline pipeline(listOf(1), 1);
    pipeline.begin();
    QTRY_COMPARE(pipeline.m_running.size(), 1U);
    pipeline.answer(99);
    pipeline.answer(1);
    pipeline.answer(1);
    QCOMPARE(pipeline.m_told, numbers(1));
}

void tst_ScriptPipeline::readsABatchAsItComes()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe(ends.data()), 0);
    UniqueFd writer(ends[1]);
    const auto write = [&](const QByteArray &text) {
        QCOMPARE(::write(writer.get(), text.data(), std::size_t(text.size())), text.size());
    };
    HandPipeline pipeline(std::make_unique<BatchFeed>(UniqueFd(ends[0])), 2);
    QSignalSpy finished(&pipeline, &ScriptPipeline::finished);
    pipeline.begin();
    write("\xef\xbb\xbf{\"code\":\"1\"}\n{\"co");
    QTRY_COMPARE(pipeline.m_running.size(), 1U);
    pipeline.answer(1);
    QCOMPARE(pipeline.m_told, QStringList({u"line 1"_s}));
    write("de\":\"2\"}\n\n  \nnonsense\n{\"code\":\"3\"}");
    writer.reset();
    QTRY_COMPARE(pipeline.m_running.size(), 3U);
    pipeline.answer(3);
    pipeline.answer(2);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(pipeline.m_told,
             QStringList({u"line 1"_s, u"line 2"_s, u"unusable line 5"_s, u"line 6"_s}));
}

QTEST_GUILESS_MAIN(tst_ScriptPipeline)
#include "tst_ScriptPipeline.moc"
