// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ExportFrame.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace assay {

/// What a person chose to export.
struct ExportChoice
{
    QString path;
    ExportForm form = ExportForm::Csv;
    bool isView = true; ///< the rows and columns as they are shown; otherwise all, as they lie
    bool guardsFormulas = true;
};

/// Asks for a file, its form, and whether all rows are wanted or those that are shown.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `shown` and `all` say in words what the two choices come to.
    ExportDialog(const QString &shown, const QString &all, QWidget *parent);

    [[nodiscard]] ExportChoice choice() const;
    void setPath(const QString &path);

Q_SIGNALS:
    void exportWanted(const assay::ExportChoice &choice);

private:
    void browse();
    void takeForm();
    void update();
    void take();
    [[nodiscard]] ExportForm form() const;

    QComboBox *m_form;
    QLineEdit *m_path;
    QLabel *m_note;
    QRadioButton *m_view;
    QCheckBox *m_guard;
    QPushButton *m_export;
};

} // namespace assay
