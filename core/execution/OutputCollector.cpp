// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/OutputCollector.h"

#include <algorithm>

namespace assay {

QString OutputCollector::take(std::span<const char> bytes)
{
    const std::uint64_t kept = m_output.totalBytes - m_output.droppedBytes;
    const std::uint64_t room = m_limit - std::min(m_limit, kept);
    const std::uint64_t taken = std::min<std::uint64_t>(room, bytes.size());
    m_output.totalBytes += bytes.size();
    m_output.droppedBytes += bytes.size() - taken;
    if (taken == 0)
        return {};
    const QString text = m_decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(taken)));
    m_output.text += text.toUtf8();
    return text;
}

} // namespace assay
