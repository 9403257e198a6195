// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameArranger.h"

#include <chrono>

namespace assay {
namespace {

constexpr std::chrono::milliseconds moment{40};

} // namespace

FrameArranger::FrameArranger(QObject *parent)
    : QObject(parent)
    , m_sorting(QStringLiteral("assay-sorting"))
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
}

void FrameArranger::sort(std::vector<SortKey> keys)
{
    cancel();
    if (keys.empty() || !m_frame) {
        m_rows.reset();
        Q_EMIT arranged(nullptr);
        return;
    }
    Q_EMIT began();
    m_sorting.ask([this, frame = m_frame, keys = std::move(keys), number = m_asked](const LoadWatch &watch) -> QuestionThread::Answer {
        auto rows = sortedRows(*frame, nullptr, keys, watch.stop);
        std::shared_ptr<const RowList> sorted = rows ? std::make_shared<const RowList>(std::move(*rows)) : nullptr;
        return [this, sorted, number] {
            if (number != m_asked)
                return;
            m_rows = sorted;
            Q_EMIT arranged(sorted);
        };
    });
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
    m_sorting.cancel();
    m_gathering.cancel();
    m_delay.stop();
}

} // namespace assay
