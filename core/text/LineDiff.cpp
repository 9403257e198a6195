// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/LineDiff.h"

#include <algorithm>
#include <QStringList>

namespace assay {
namespace {

using Change = DiffLine::Change;

/// Above this many cells the table of common lines is not worth its memory.
constexpr qsizetype mostCells = 16'000'000;
constexpr int unifiedContext = 3;

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// Lays two lists of lines side by side, line after line.
class Comparison
{
public:
    Comparison(QStringList before, QStringList after)
        : m_before(std::move(before))
        , m_after(std::move(after))
    {
    }

    std::vector<DiffLine> lines()
    {
        while (m_a < m_before.size() && m_b < m_after.size() && m_before[m_a] == m_after[m_b])
            same();
        qsizetype tail = 0;
        const qsizetype most = std::min(m_before.size() - m_a, m_after.size() - m_b);
        while (tail < most && m_before[m_before.size() - 1 - tail] == m_after[m_after.size() - 1 - tail])
            ++tail;
        compareMiddle(m_before.size() - tail, m_after.size() - tail);
        while (m_a < m_before.size())
            same();
        return std::move(m_lines);
    }

private:
    void same()
    {
        m_lines.push_back({Change::Same, m_before[m_a], int(m_a + 1), int(m_b + 1)});
        ++m_a, ++m_b;
    }
    void removed() { m_lines.push_back({Change::Removed, m_before[m_a], int(m_a + 1), 0}), ++m_a; }
    void added() { m_lines.push_back({Change::Added, m_after[m_b], 0, int(m_b + 1)}), ++m_b; }

    /// By the table of the longest common rest of every pair of rests.
    void compareMiddle(qsizetype endA, qsizetype endB)
    {
        const qsizetype rows = endA - m_a, columns = endB - m_b, a0 = m_a, b0 = m_b;
        if (rows > 0 && columns > 0 && rows < mostCells / columns) {
            std::vector<int> common(std::size_t((rows + 1) * (columns + 1)));
            const auto at = [&](qsizetype a, qsizetype b) -> int & {
                return common[std::size_t((a - a0) * (columns + 1) + b - b0)];
            };
            for (qsizetype a = endA - 1; a >= a0; --a)
                for (qsizetype b = endB - 1; b >= b0; --b)
                    at(a, b) = m_before[a] == m_after[b] ? at(a + 1, b + 1) + 1
                                                         : std::max(at(a + 1, b), at(a, b + 1));
            while (m_a < endA && m_b < endB) {
                if (m_before[m_a] == m_after[m_b])
                    same();
                else if (at(m_a + 1, m_b) >= at(m_a, m_b + 1))
                    removed();
                else
                    added();
            }
        }
        while (m_a < endA)
            removed();
        while (m_b < endB)
            added();
    }

    QStringList m_before;
    QStringList m_after;
    qsizetype m_a = 0;
    qsizetype m_b = 0;
    std::vector<DiffLine> m_lines;
};

bool isGap(const DiffLine &line)
{
    return line.before == 0 && line.after == 0;
}

using Lines = std::vector<DiffLine>;

QString hunk(Lines::const_iterator begin, Lines::const_iterator end)
{
    const auto range = [&](int DiffLine::*number) {
        const auto counts = [&](const DiffLine &line) { return line.*number > 0; };
        const auto first = std::find_if(begin, end, counts);
        const auto count = std::count_if(begin, end, counts);
        const int start = first == end ? 0 : (*first).*number;
        return count == 1 ? QString::number(start)
                          : QStringLiteral("%1,%2").arg(start).arg(count);
    };
    QString text = QStringLiteral("@@ -%1 +%2 @@\n").arg(range(&DiffLine::before), range(&DiffLine::after));
    for (auto line = begin; line != end; ++line) {
        text += line->change == Change::Same ? u' ' : line->change == Change::Added ? u'+' : u'-';
        text += line->text + u'\n';
    }
    return text;
}

} // namespace

std::vector<DiffLine> lineDiff(const QString &before, const QString &after)
{
    return Comparison(linesOf(before), linesOf(after)).lines();
}

std::vector<DiffLine> withContext(const std::vector<DiffLine> &lines, int context)
{
    std::vector<DiffLine> shown;
    std::ptrdiff_t done = 0; // all before this one are shown or left out
    for (std::ptrdiff_t i = 0; i < std::ssize(lines); ++i) {
        if (lines[std::size_t(i)].change == Change::Same)
            continue;
        const std::ptrdiff_t from = std::max(done, i - context);
        if (from > done && !shown.empty())
            shown.push_back({});
        const std::ptrdiff_t to = std::min(std::ssize(lines), i + context + 1);
        for (std::ptrdiff_t j = from; j < to; ++j) {
            // What comes after the change may change itself and then brings its own context.
            if (j > i && lines[std::size_t(j)].change != Change::Same)
                break;
            shown.push_back(lines[std::size_t(j)]);
            done = j + 1;
        }
    }
    return shown;
}

QString unifiedDiff(const QString &name, const QString &before, const QString &after)
{
    const std::vector<DiffLine> lines = withContext(lineDiff(before, after), unifiedContext);
    if (lines.empty())
        return {};
    QString text = QStringLiteral("--- %1\n+++ %1\n").arg(name);
    for (auto begin = lines.begin(); begin != lines.end();) {
        const auto end = std::find_if(begin, lines.end(), isGap);
        text += hunk(begin, end);
        begin = end == lines.end() ? end : std::next(end);
    }
    return text;
}

} // namespace assay
