// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/SourceDesk.h"

#include "data/Describing.h"

#include <QDateTime>

namespace assay {
namespace {

constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;
constexpr std::int64_t previewRows = 100;

std::int64_t clockOf(const DataSource &source)
{
    return source.ownClock().value_or(QDateTime::currentMSecsSinceEpoch() * nanosecondsPerMillisecond);
}

} // namespace

/// Keeps the sources open, on the desk's thread.
class SourceDesk::Worker : public QObject
{
public:
    struct Open
    {
        std::shared_ptr<DataSource> source;
        std::string state; ///< when it was described
    };

    Result<Open *> open(const QString &name)
    {
        const auto known = m_open.find(name);
        if (known != m_open.end())
            return &known->second;
        auto source = openSource(name.toStdString());
        if (!source)
            return tl::unexpected(source.error());
        return &m_open.emplace(name, Open{std::move(*source), {}}).first->second;
    }

    void forget(const QString &name) { m_open.erase(name); }

    SourceLook look(const QString &name, const LoadWatch &watch)
    {
        SourceLook look;
        const Result<Open *> opened = open(name);
        if (!opened) {
            look.problem = QString::fromStdString(opened.error().text);
            return look;
        }
        DataSource &source = *(*opened)->source;
        look.now = clockOf(source);
        (*opened)->state = source.state(look.now);
        Result<SourceInfo> info = source.describe(look.now, watch);
        if (info)
            look.info = std::move(*info);
        else
            look.problem = QString::fromStdString(info.error().text);
        return look;
    }

    bool hasChanged(const QString &name)
    {
        const Result<Open *> opened = open(name);
        // The sample moves with the clock, by the second; its trades stay what they are.
        return !opened || (name != QStringLiteral("sample") &&
                           (*opened)->source->state(clockOf(*(*opened)->source)) != (*opened)->state);
    }

private:
    std::map<QString, Open> m_open;
};

SourceDesk::SourceDesk(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker)
{
    m_thread.setObjectName(QStringLiteral("assay-sources"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

SourceDesk::~SourceDesk()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

/// `question(watch)` is carried out on the worker's thread and gives what is to be done on this one.
template <typename Question>
void SourceDesk::ask(const QString &source, Question question)
{
    ++m_open;
    const auto work = [this, source, question = std::move(question), stop = m_stop.get_token()] {
        QMetaObject::invokeMethod(this, [this, source] { Q_EMIT began(source); });
        LoadWatch watch(stop);
        watch.progress = [this](std::int64_t rows) { Q_EMIT progressed(rows); };
        QMetaObject::invokeMethod(this, [this, answer = question(watch)] {
            answer();
            if (--m_open == 0)
                Q_EMIT rested();
        });
    };
    QMetaObject::invokeMethod(m_worker, work);
}

void SourceDesk::look(const QString &source, bool isFresh)
{
    ask(source, [this, source, isFresh](const LoadWatch &watch) {
        if (isFresh)
            m_worker->forget(source);
        return [this, source, look = m_worker->look(source, watch)] { Q_EMIT looked(source, look); };
    });
}

void SourceDesk::lookAgain(const QString &source)
{
    if (m_open > 0)
        return; // it will be asked again
    ask(source, [this, source](const LoadWatch &watch) {
        const bool hasChanged = m_worker->hasChanged(source);
        return [this, source, hasChanged,
                look = hasChanged ? m_worker->look(source, watch) : SourceLook()] {
            if (hasChanged)
                Q_EMIT looked(source, look);
        };
    });
}

void SourceDesk::preview(const QString &source, const QString &table)
{
    ask(source, [this, source, table](const LoadWatch &watch) {
        std::shared_ptr<const Frame> frame;
        QString problem;
        const auto opened = m_worker->open(source);
        Result<SealedFrame> sealed =
            opened ? previewOf(*(*opened)->source, table.toStdString(), previewRows,
                               clockOf(*(*opened)->source), watch)
                   : tl::unexpected(opened.error());
        auto mapped = sealed ? Frame::map(std::move(sealed->fd), 0, sealed->bytes)
                             : tl::unexpected(sealed.error());
        if (mapped)
            frame = std::move(*mapped);
        else
            problem = QString::fromStdString(mapped.error().text);
        return [this, source, table, frame, problem] { Q_EMIT previewed(source, table, frame, problem); };
    });
}

void SourceDesk::cancel()
{
    m_stop.request_stop();
    m_stop = {};
}

} // namespace assay
