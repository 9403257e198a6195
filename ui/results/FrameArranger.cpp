// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameArranger.h"

#include <chrono>

namespace assay {
namespace {

constexpr std::chrono::milliseconds moment{40};

using Rows = std::shared_ptr<const RowList>;

Result<Rows> kept(Result<RowList> rows)
{
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    return std::make_shared<const RowList>(std::move(*rows));
}

Result<Rows> filteredOf(const Frame &frame, const std::vector<Condition> &conditions, const std::stop_token &stop)
{
    return conditions.empty() ? Result<Rows>(nullptr) : kept(filteredRows(frame, conditions, stop));
}

Result<Rows> sortedOf(const Frame &frame, const Rows &filtered, const std::vector<SortKey> &keys, const std::stop_token &stop)
{
    return keys.empty() ? Result<Rows>(filtered) : kept(sortedRows(frame, filtered.get(), keys, stop));
}

} // namespace

FrameArranger::FrameArranger(QObject *parent)
    : QObject(parent)
    , m_arranging(QStringLiteral("assay-arranging"))
    , m_gathering(QStringLiteral("assay-figures"))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(moment);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_gathering.ask([this, frame = m_frame, rows = m_rows, blocks = m_blocks](const LoadWatch &watch) -> QuestionThread::Answer {
            const auto statistics = statisticsOf(*frame, rows.get(), blocks, watch.stop);
            return [this, frame, rows, statistics] {
                if (statistics && frame == m_frame && rows == m_rows)
                    Q_EMIT told(*statistics);
            };
        });
    });
}

void FrameArranger::setFrame(std::shared_ptr<const Frame> frame)
{
    cancel();
    m_frame = std::move(frame);
    m_rows.reset();
    m_filtered.reset();
    m_conditions.clear();
}

void FrameArranger::arrange(std::vector<Condition> conditions, std::vector<SortKey> keys)
{
    cancel();
    if (!m_frame || (conditions.empty() && keys.empty())) {
        take(Rows(), Rows(), {});
        return;
    }
    Q_EMIT began();
    const bool isKnown = conditions == m_conditions;
    m_arranging.ask([this, frame = m_frame, isKnown, known = m_filtered, conditions = std::move(conditions), keys = std::move(keys),
                     number = m_asked](const LoadWatch &watch) -> QuestionThread::Answer {
        const Result<Rows> filtered = isKnown ? Result<Rows>(known) : filteredOf(*frame, conditions, watch.stop);
        const Result<Rows> rows = filtered ? sortedOf(*frame, *filtered, keys, watch.stop) : filtered;
        return [this, filtered, rows, number, conditions] {
            if (number == m_asked)
                take(filtered, rows, conditions);
        };
    });
}

void FrameArranger::take(const Result<Rows> &filtered, const Result<Rows> &rows, std::vector<Condition> conditions)
{
    if (!rows) {
        Q_EMIT failed(QString::fromStdString(rows.error().text));
        return;
    }
    m_filtered = *filtered;
    m_conditions = std::move(conditions);
    m_rows = *rows;
    Q_EMIT arranged(m_rows);
}

void FrameArranger::gather(std::vector<CellBlock> blocks)
{
    m_gathering.cancel();
    m_blocks = std::move(blocks);
    if (m_frame && !m_blocks.empty())
        m_delay.start();
    else
        m_delay.stop();
}

void FrameArranger::cancel()
{
    ++m_asked;
    m_arranging.cancel();
    m_gathering.cancel();
    m_delay.stop();
}

} // namespace assay
