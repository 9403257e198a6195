// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/PipelineLoop.h"

#include "app/cli/Console.h"
#include "app/cli/ScriptPipeline.h"

#include <poll.h>

using namespace Qt::StringLiterals;

namespace assay {

PipelineLoop::PipelineLoop(Console &console)
    : m_console(console)
    , m_progress(console)
{
    m_console.setInterrupt(m_interrupts.descriptor());
}

PipelineLoop::~PipelineLoop()
{
    m_console.setInterrupt(-1);
}

void PipelineLoop::run(ScriptPipeline &pipeline)
{
    QObject::connect(&m_interrupts, &Interrupts::interrupted, &pipeline, &ScriptPipeline::stop);
    QObject::connect(&pipeline, &ScriptPipeline::started, &m_progress, [this](const QString &name) {
        m_progress.setActivity(u"working on "_s + name);
    });
    QObject::connect(&pipeline, &ScriptPipeline::reported, &pipeline, [this, &pipeline] {
        if (m_console.isClosed())
            pipeline.stop();
    });
    QObject::connect(&pipeline, &ScriptPipeline::finished, &m_loop, &QEventLoop::quit);
    pipeline.begin();
    m_loop.exec();
    m_progress.setActivity({});
}

bool PipelineLoop::isInterrupted() const
{
    pollfd signal{m_interrupts.descriptor(), POLLIN, 0};
    return ::poll(&signal, 1, 0) > 0;
}

} // namespace assay
