// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "execution/FrameCache.h"
#include "protocol/RunMessages.h"

#include <memory>
#include <QObject>
#include <QThread>
#include <stop_token>

namespace assay {

/// What a loader of a script is answered with.
struct LoadAnswer
{
    LoadReply reply;
    std::shared_ptr<SealedFrame> frame; ///< for trades
};

/// Loads data for runs on a thread of its own, one question after the other, so that whoever asks
/// goes on meanwhile. All its runs share one cache.
/// Thread: lives on its owner's, which load() is called on and loaded() comes to.
class LoadDesk : public QObject
{
    Q_OBJECT

public:
    /// `cacheFolder`: where loaded trades are kept for the next start; empty: nowhere.
    explicit LoadDesk(const QString &cacheFolder = {}, QObject *parent = nullptr);
    /// Waits for what is being loaded; request its stop before.
    ~LoadDesk() override;

    /// Each is followed by exactly one loaded() with the number that is given here.
    quint64 load(std::shared_ptr<DataSource> source, LoadRequest request, std::int64_t now,
                 std::stop_token stop);
    /// Forgets what was loaded; what is on disk stays.
    void forget();

Q_SIGNALS:
    /// Now and then while trades are loaded, with the rows read so far.
    void progressed(quint64 number, qint64 rows);
    /// The cache on disk is not what it should be; loads go on without it.
    void cacheFailed(const QString &problem);
    void loaded(quint64 number, const assay::LoadAnswer &answer);

private:
    QThread m_thread;
    QObject *m_worker; ///< lives on m_thread and goes with it
    std::shared_ptr<FrameCache> m_cache; ///< m_thread's alone
    quint64 m_last = 0;
};

} // namespace assay

Q_DECLARE_METATYPE(assay::LoadAnswer)
