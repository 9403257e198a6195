// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

#include <memory>
#include <QTreeView>

namespace assay {

class ValueModel;

/// A nested value as a tree; opens what fits a page, copies values and the way to them.
class ValueView : public QTreeView
{
    Q_OBJECT

public:
    explicit ValueView(QWidget *parent = nullptr);

    void setValue(std::shared_ptr<const Json> value);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openMenu(const QPoint &place);
    void copyValue() const;
    void copyPath() const;
    /// Opens levels as long as all rows are few.
    void openSome();

    ValueModel *m_model;
};

} // namespace assay
