// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Script.h"
#include "base/UniqueFd.h"

#include <deque>
#include <memory>
#include <QObject>
#include <QSocketNotifier>

namespace assay {

/// Gives scripts, one after the other, and says when there are more.
class ScriptFeed : public QObject
{
    Q_OBJECT

public:
    /// The next script; none: wait for changed(), or it is the end.
    [[nodiscard]] std::optional<Script> next();
    [[nodiscard]] bool isAtEnd() const { return m_ended && m_scripts.empty(); }
    /// Reads no further; what has been read is still given.
    virtual void close() { m_ended = true; }

Q_SIGNALS:
    /// next() gives something again, or the end was reached.
    void changed();

protected:
    /// Called when a script was taken.
    virtual void taken() {}

    std::deque<Script> m_scripts;
    bool m_ended = false;
};

/// Scripts that have been read already.
class ScriptList : public ScriptFeed
{
    Q_OBJECT

public:
    explicit ScriptList(std::vector<Script> scripts);
};

/// Scripts from a stream of JSON lines, read as they come and never far ahead of their use. Empty
/// lines are passed over.
class BatchFeed : public ScriptFeed
{
    Q_OBJECT

public:
    explicit BatchFeed(UniqueFd input);
    void close() override;

protected:
    void taken() override;

private:
    void readSome();
    void takeLines();
    void takeLine(QByteArray line);
    void dropOverlong();

    UniqueFd m_input;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_pending;    ///< the line that has not ended yet
    qsizetype m_scanned = 0; ///< of m_pending, holding no newline
    int m_line = 0;
    bool m_isOverlong = false; ///< the line that has not ended yet; its beginning is gone
};

} // namespace assay
