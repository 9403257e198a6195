// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/LineDiff.h"

#include <QPlainTextEdit>

namespace assay {

class Appearance;

/// Two texts as one: the lines that go in red, those that come in green, a sign before each.
/// Read-only; can be selected and copied.
class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(const Appearance &appearance, QWidget *parent = nullptr);

    /// With so many unchanged lines around each change.
    void compare(const QString &before, const QString &after, int context);
    [[nodiscard]] const std::vector<DiffLine> &lines() const { return m_lines; }
    /// As high as its lines, but at most `most` of them.
    [[nodiscard]] int heightOf(int most) const;

private:
    void color();

    const Appearance &m_appearance;
    std::vector<DiffLine> m_lines;
};

} // namespace assay
