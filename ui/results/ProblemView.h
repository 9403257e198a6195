// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"

#include <QListWidget>

namespace assay {

class Appearance;

/// What was found in the script that is being edited: a row each, the refusals first.
class ProblemView : public QListWidget
{
    Q_OBJECT

public:
    explicit ProblemView(const Appearance &appearance, QWidget *parent = nullptr);

    void show(const std::vector<Finding> &findings);
    /// The rule of the row that is chosen; empty where none is.
    [[nodiscard]] QString currentRule() const;

Q_SIGNALS:
    void lineActivated(int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyIcons();
    void activate(QListWidgetItem *item);

    const Appearance &m_appearance;
    std::vector<Finding> m_findings;
};

} // namespace assay
