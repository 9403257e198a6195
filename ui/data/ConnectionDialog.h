// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/SourceDesk.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace assay {

class Appearance;
class SourceForm;

/// Asks for a data source, and looks into it before it is added: what Test finds stands below the
/// fields.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectionDialog(const Appearance &appearance, QWidget *parent = nullptr);

    /// Chooses a kind by its SOURCE prefix, such as `sqlite`.
    void setKind(const QString &kind);
    [[nodiscard]] QString source() const;
    [[nodiscard]] QString found() const;
    /// Looks into the source; what it finds is shown.
    void test();

Q_SIGNALS:
    /// A source that could be read.
    void added(const QString &source);
    /// A file whose columns are to be mapped first.
    void mappingWanted(const QString &source);

private:
    void addForm(const QString &kind, const QString &name, SourceForm *form);
    void showFound(const SourceLook &look);
    void say(const QString &text, bool isGood);
    void accept() override;

    const Appearance &m_appearance;
    SourceDesk m_desk; ///< of its own: what is tested is not in the list yet
    QComboBox *m_kind;
    QStackedWidget *m_forms;
    QLabel *m_icon;
    QLabel *m_found;
    QPushButton *m_test;
    QPushButton *m_add;
    QString m_tested; ///< that could be read
    bool m_addsWhenTested = false;
    QuestionThread m_store; ///< of passwords
};

} // namespace assay
