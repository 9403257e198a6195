// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/SourceDesk.h"

#include "data/Describing.h"

#include <map>
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
class SourceDesk::Worker
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
        (*opened)->state = source.state(look.now, watch);
        Result<SourceInfo> info = source.describe(look.now, watch);
        if (info)
            look.info = std::move(*info);
        else
            look.problem = QString::fromStdString(info.error().text);
        return look;
    }

    bool hasChanged(const QString &name, const LoadWatch &watch)
    {
        const Result<Open *> opened = open(name);
        // The sample moves with the clock, by the second; its trades stay what they are.
        return !opened || (name != QStringLiteral("sample") &&
                           (*opened)->source->state(clockOf(*(*opened)->source), watch) != (*opened)->state);
    }

private:
    std::map<QString, Open> m_open;
};

SourceDesk::SourceDesk(QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>())
    , m_questions(QStringLiteral("assay-sources"))
{
    connect(&m_questions, &QuestionThread::progressed, this, &SourceDesk::progressed);
    connect(&m_questions, &QuestionThread::rested, this, &SourceDesk::rested);
}

SourceDesk::~SourceDesk() = default;

void SourceDesk::ask(const QString &source, QuestionThread::Question question)
{
    m_questions.ask([this, source, question = std::move(question)](const LoadWatch &watch) {
        QMetaObject::invokeMethod(this, [this, source] { Q_EMIT began(source); });
        return question(watch);
    });
}

void SourceDesk::look(const QString &source, bool isFresh)
{
    ask(source, [this, source, isFresh](const LoadWatch &watch) -> QuestionThread::Answer {
        if (isFresh)
            m_worker->forget(source);
        return [this, source, look = m_worker->look(source, watch)] { Q_EMIT looked(source, look); };
    });
}

void SourceDesk::lookAgain(const QString &source)
{
    if (m_questions.isBusy())
        return; // it will be asked again
    ask(source, [this, source](const LoadWatch &watch) -> QuestionThread::Answer {
        const bool hasChanged = m_worker->hasChanged(source, watch);
        return [this, source, hasChanged,
                look = hasChanged ? m_worker->look(source, watch) : SourceLook()] {
            if (hasChanged)
                Q_EMIT looked(source, look);
        };
    });
}

void SourceDesk::preview(const QString &source, const QString &table)
{
    ask(source, [this, source, table](const LoadWatch &watch) -> QuestionThread::Answer {
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

} // namespace assay
