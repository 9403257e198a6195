// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/CodeDialog.h"

#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace assay {

CodeDialog::CodeDialog(const QString &code, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("codeDialog"));
    setWindowTitle(tr("This View as Code"));
    auto *text = new QPlainTextEdit(code, this);
    text->setReadOnly(true);
    text->setFont(Appearance::codeFont());
    text->setAccessibleName(tr("Code"));
    auto *note = new QLabel(tr("The filters, the order and the columns of this view, for the end of the script."), this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    QPushButton *insert = buttons->addButton(tr("&Add to Script"), QDialogButtonBox::AcceptRole);
    insert->setObjectName(QStringLiteral("primary"));
    auto *column = new QVBoxLayout(this);
    column->addWidget(note);
    column->addWidget(text, 1);
    column->addWidget(buttons);
    resize(620, 220);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this, [code] { QGuiApplication::clipboard()->setText(code); });
    connect(insert, &QPushButton::clicked, this, [this, code] {
        Q_EMIT insertWanted(code);
        accept();
    });
}

} // namespace assay
