// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace assay {

/// Shows what was chosen in a table as code, to be copied or taken into the script.
class CodeDialog : public QDialog
{
    Q_OBJECT

public:
    CodeDialog(const QString &code, QWidget *parent);

Q_SIGNALS:
    void insertWanted(const QString &code);
};

} // namespace assay
