// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ScriptFeed.h"

#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t readAhead = 64; ///< scripts

} // namespace

std::optional<Script> ScriptFeed::next()
{
    if (m_scripts.empty())
        return std::nullopt;
    Script script = std::move(m_scripts.front());
    m_scripts.pop_front();
    taken();
    return script;
}

ScriptList::ScriptList(std::vector<Script> scripts)
{
    m_scripts.assign(std::make_move_iterator(scripts.begin()),
                     std::make_move_iterator(scripts.end()));
    m_ended = true;
}

BatchFeed::BatchFeed(UniqueFd input)
    : m_input(std::move(input))
    , m_notifier(std::make_unique<QSocketNotifier>(m_input.get(), QSocketNotifier::Read))
{
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &BatchFeed::readSome);
}

void BatchFeed::close()
{
    m_notifier->setEnabled(false);
    ScriptFeed::close();
}

void BatchFeed::taken()
{
    if (!m_ended && m_scripts.size() < readAhead)
        m_notifier->setEnabled(true);
}

void BatchFeed::readSome()
{
    std::array<char, 65536> buffer{};
    const ssize_t got = ::read(m_input.get(), buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got > 0) {
        m_pending.append(buffer.data(), got);
        takeLines();
        dropOverlong();
    } else {
        if (!m_pending.isEmpty() || m_isOverlong)
            takeLine(std::exchange(m_pending, {}));
        close();
    }
    if (m_scripts.size() >= readAhead)
        m_notifier->setEnabled(false);
    Q_EMIT changed();
}

void BatchFeed::takeLines()
{
    qsizetype begin = 0;
    qsizetype newline = m_pending.indexOf('\n', m_scanned);
    while (newline >= 0) {
        takeLine(m_pending.mid(begin, newline - begin));
        begin = newline + 1;
        newline = m_pending.indexOf('\n', begin);
    }
    m_pending.remove(0, begin);
    m_scanned = m_pending.size();
}

/// The rest of a line that is longer than any script is read, but not kept.
void BatchFeed::dropOverlong()
{
    if (m_pending.size() <= maxScriptBytes)
        return;
    m_pending.clear();
    m_scanned = 0;
    m_isOverlong = true;
}

void BatchFeed::takeLine(QByteArray line)
{
    ++m_line;
    if (std::exchange(m_isOverlong, false)) {
        const QString name = u"line %1"_s.arg(m_line);
        m_scripts.push_back({name, {}, name + u" is longer than 64 MiB"_s});
        return;
    }
    if (m_line == 1 && line.startsWith("\xef\xbb\xbf"))
        line.remove(0, 3);
    if (!line.trimmed().isEmpty())
        m_scripts.push_back(readBatchLine(line, m_line));
}

} // namespace assay
