// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/LoadDesk.h"

namespace assay {
namespace {

TradesQuery queryOf(const LoadRequest &request)
{
    const auto days =
        request.days ? std::optional(static_cast<int>(*request.days)) : std::nullopt;
    return {days,          request.exchange, request.asset, request.account, request.side,
            request.since, request.until,    request.limit, request.columns};
}

LoadAnswer answerTo(const std::shared_ptr<DataSource> &source, const LoadRequest &request,
                    std::int64_t now, const LoadWatch &watch, FrameCache &cache)
{
    const TradesQuery query = queryOf(request);
    if (request.what == LoadRequest::What::Trades) {
        Result<std::shared_ptr<SealedFrame>> loaded = cache.trades(source, query, now, watch);
        if (!loaded)
            return {{loaded.error().text, {}, 0, {}}, {}};
        const std::shared_ptr<SealedFrame> frame = std::move(*loaded);
        return {{{}, {}, static_cast<std::int64_t>(frame->bytes), frame->warnings}, frame};
    }
    const Result<Json> value = request.what == LoadRequest::What::Balances
                                   ? source->balances(now)
                                   : source->snapshots(query.days, now);
    if (!value)
        return {{value.error().text, {}, 0, {}}, {}};
    return {{{}, *value, 0, {}}, {}};
}

} // namespace

LoadDesk::LoadDesk(const QString &cacheFolder, QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    std::unique_ptr<FrameStore> store;
    if (!cacheFolder.isEmpty())
        store = std::make_unique<FrameStore>(cacheFolder.toStdString(), [this](const std::string &problem) {
            Q_EMIT cacheFailed(QString::fromStdString(problem)); // whoever listens is queued
        });
    m_cache = std::make_shared<FrameCache>(std::move(store));
    m_thread.setObjectName(QStringLiteral("assay-loader"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

LoadDesk::~LoadDesk()
{
    m_thread.quit();
    m_thread.wait();
}

quint64 LoadDesk::load(std::shared_ptr<DataSource> source, LoadRequest request, std::int64_t now,
                       std::stop_token stop)
{
    const quint64 number = ++m_last;
    QMetaObject::invokeMethod(m_worker, [this, number, now, cache = m_cache,
                                         source = std::move(source), request = std::move(request),
                                         stop = std::move(stop)] {
        LoadAnswer answer{{"The load was cancelled.", {}, 0, {}}, {}};
        LoadWatch watch(stop);
        watch.progress = [this, number](std::int64_t rows) { Q_EMIT progressed(number, rows); };
        if (!stop.stop_requested())
            answer = answerTo(source, request, now, watch, *cache);
        // Back on the owner's thread; dropped where this is gone by then.
        QMetaObject::invokeMethod(this, [this, number, answer] { Q_EMIT loaded(number, answer); });
    });
    return number;
}

void LoadDesk::forget()
{
    QMetaObject::invokeMethod(m_worker, [cache = m_cache] { cache->clear(); });
}

} // namespace assay
