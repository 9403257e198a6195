// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QString>
#include <QStringDecoder>
#include <span>

namespace assay {

/// Keeps the start of what a run prints on one stream and counts the rest.
class OutputCollector
{
public:
    explicit OutputCollector(std::uint64_t limitBytes)
        : m_limit(limitBytes)
    {
    }

    /// Takes what came; returns the part that is new and kept, as valid text (empty when the limit
    /// is reached). A character cut between two pieces comes with the second.
    QString take(std::span<const char> bytes);

    [[nodiscard]] const RunOutput &output() const { return m_output; }

private:
    std::uint64_t m_limit;
    RunOutput m_output;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace assay
