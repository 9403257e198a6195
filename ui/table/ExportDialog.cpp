// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/ExportDialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay {
namespace {

const QString pathKey = QStringLiteral("export/path");

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

QString usualPath()
{
    return QSettings().value(pathKey, QDir::home().filePath(QStringLiteral("result.csv"))).toString();
}

} // namespace

ExportDialog::ExportDialog(const QString &shown, const QString &all, QWidget *parent)
    : QDialog(parent)
    , m_form(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_view(new QRadioButton(tr("As &shown: %1").arg(shown), this))
    , m_guard(new QCheckBox(tr("Texts that a spreadsheet would take for &formulas get an apostrophe"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export Result"));
    for (const ExportFormInfo &form : exportForms())
        m_form->addItem(latin(form.name), int(form.form));
    auto *everything = new QRadioButton(tr("&Everything: %1").arg(all), this);
    m_view->setChecked(true);
    m_guard->setChecked(true);
    m_note->setObjectName(QStringLiteral("summary"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *browsing = new QToolButton(this);
    browsing->setText(tr("&Browse…"));
    browsing->setFocusPolicy(Qt::TabFocus);
    auto *file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(browsing);
    auto *form = new QFormLayout;
    auto *fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_path);
    form->addRow(fileLabel, file);
    form->addRow(tr("For&m"), m_form);
    form->addRow(tr("Rows"), m_view);
    form->addRow(QString(), everything);
    form->addRow(QString(), m_guard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_export = buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(QStringLiteral("primary"));
    auto *column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(m_note);
    column->addWidget(buttons);
    setMinimumWidth(520);
    connect(browsing, &QToolButton::clicked, this, &ExportDialog::browse);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::takeForm);
    connect(m_form, &QComboBox::activated, this, &ExportDialog::update);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::take);
    setPath(usualPath());
}

void ExportDialog::setPath(const QString &path)
{
    m_path->setText(path);
    m_path->setSelection(int(path.lastIndexOf(u'/')) + 1, int(QFileInfo(path).completeBaseName().size()));
}

ExportForm ExportDialog::form() const
{
    return ExportForm(m_form->currentData().toInt());
}

ExportChoice ExportDialog::choice() const
{
    return {m_path->text().trimmed(), form(), m_view->isChecked(), m_guard->isChecked()};
}

/// The suffix of the file says the form.
void ExportDialog::takeForm()
{
    if (const auto form = exportFormOf(m_path->text().trimmed().toStdString()))
        m_form->setCurrentIndex(m_form->findData(int(*form)));
    const QString path = m_path->text().trimmed();
    const bool isThere = QFileInfo::exists(path);
    m_note->setText(isThere ? tr("The file is there already and will be replaced.") : QString());
    m_export->setEnabled(!path.isEmpty() && !QFileInfo(path).isDir());
    m_guard->setEnabled(form() == ExportForm::Csv || form() == ExportForm::Tsv);
}

/// A chosen form changes the suffix.
void ExportDialog::update()
{
    for (const ExportFormInfo &info : exportForms()) {
        if (info.form != form() || m_path->text().endsWith(latin(info.suffix), Qt::CaseInsensitive))
            continue;
        const QFileInfo file(m_path->text().trimmed());
        setPath(file.dir().filePath(file.completeBaseName() + latin(info.suffix)));
        return;
    }
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export Result"), m_path->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // said in this dialog
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::setPath);
    dialog->open();
}

void ExportDialog::take()
{
    QSettings().setValue(pathKey, m_path->text().trimmed());
    Q_EMIT exportWanted(choice());
    accept();
}

} // namespace assay
