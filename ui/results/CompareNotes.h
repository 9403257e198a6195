// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/FrameDiff.h"

#include <QFrame>
#include <QStringList>

namespace assay {

/// What is to be known before one looks at rows: how the columns differ, keys that stand there twice, a
/// table that was cut. A sign and a line each; hidden where there is nothing.
class CompareNotes : public QFrame
{
    Q_OBJECT

public:
    explicit CompareNotes(QWidget *parent = nullptr);

    void tell(const FrameDiff &diff);
    void clear();
    /// The lines, such as `+ fee, float64: only after`.
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

private:
    void add(const QString &sign, const char *tone, const QString &text);
    void addColumns(const SchemaDiff &schema);
    void addKeys(const FrameDiff &diff);

    QStringList m_lines;
};

} // namespace assay
