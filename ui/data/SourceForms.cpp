// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/SourceForms.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>
#include <QUrlQuery>

namespace assay {
namespace {

constexpr int usualPort = 5432;
constexpr int largestPort = 65'535;

QFormLayout *formOf(QWidget *widget)
{
    auto *form = static_cast<QFormLayout *>(widget->layout());
    if (!form) {
        form = new QFormLayout(widget);
        form->setContentsMargins(0, 0, 0, 0);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setLabelAlignment(Qt::AlignRight);
        form->setVerticalSpacing(9);
    }
    return form;
}

} // namespace

/// An empty filter asks for a folder.
QLineEdit *SourceForm::addPath(const QString &label, const QString &placeholder, const QString &filter)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(label);
    auto *browse = new QPushButton(tr("Browse…"), this);
    row->addWidget(line, 1);
    row->addWidget(browse);
    formOf(this)->addRow(label, row);
    connect(line, &QLineEdit::textChanged, this, &SourceForm::changed);
    connect(browse, &QPushButton::clicked, this, [this, line, filter] {
        auto *dialog = new QFileDialog(this, QString(), line->text(), filter);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(filter.isEmpty() ? QFileDialog::Directory : QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        dialog->open();
    });
    return line;
}

SqliteForm::SqliteForm(QWidget *parent)
    : SourceForm(parent)
    , m_file(addPath(tr("Database"), tr("trade_cache.db"), tr("Databases (*.db *.sqlite *.sqlite3);;All files (*)")))
    , m_snapshots(addPath(tr("Snapshots"), tr("the folder beside it"), {}))
{
}

QString SqliteForm::source() const
{
    if (m_file->text().trimmed().isEmpty())
        return {};
    const QString folder = m_snapshots->text().trimmed();
    return QStringLiteral("sqlite:") + m_file->text().trimmed() +
           (folder.isEmpty() ? QString() : QStringLiteral("?snapshots=") + folder);
}

FileForm::FileForm(const QString &kind, const QString &filter, QWidget *parent)
    : SourceForm(parent)
    , m_kind(kind)
    , m_file(addPath(tr("File"), {}, filter))
{
}

QString FileForm::source() const
{
    const QString path = m_file->text().trimmed();
    return path.isEmpty() ? QString() : m_kind + u':' + path;
}

PostgresForm::PostgresForm(QWidget *parent)
    : SourceForm(parent)
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_database(new QLineEdit(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_tls(new QComboBox(this))
{
    m_host->setPlaceholderText(tr("db.example.com"));
    m_port->setRange(1, largestPort);
    m_port->setValue(usualPort);
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    auto *place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(m_host, 1);
    place->addWidget(m_port);
    QFormLayout *form = formOf(this);
    form->addRow(tr("Host, port"), place);
    form->addRow(tr("Database"), m_database);
    form->addRow(tr("User"), m_user);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept in the desktop's secret store"));
    form->addRow(tr("Password"), m_password);
    m_tls->addItem(tr("Encrypted, server verified"), QStringLiteral("verify-full"));
    m_tls->addItem(tr("Encrypted, server not verified"), QStringLiteral("require"));
    m_tls->addItem(tr("Encrypted where the server can"), QStringLiteral("prefer"));
    m_tls->addItem(tr("Not encrypted"), QStringLiteral("disable"));
    form->addRow(tr("Connection"), m_tls);
    m_certificate = addPath(tr("Root certificate"), tr("the system's own"), tr("Certificates (*.pem *.crt);;All files (*)"));
    for (QLineEdit *line : {m_host, m_database, m_user, m_password})
        connect(line, &QLineEdit::textChanged, this, &SourceForm::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &SourceForm::changed);
    connect(m_tls, &QComboBox::currentIndexChanged, this, [this] {
        m_certificate->setEnabled(m_tls->currentIndex() == 0);
        Q_EMIT changed();
    });
}

QString PostgresForm::source() const
{
    const QString host = m_host->text().trimmed(), database = m_database->text().trimmed();
    if (host.isEmpty() || database.isEmpty())
        return {};
    QUrl url;
    url.setScheme(QStringLiteral("postgresql"));
    url.setHost(host);
    url.setPort(m_port->value());
    url.setUserName(m_user->text().trimmed());
    url.setPath(u'/' + database);
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("sslmode"), m_tls->currentData().toString());
    if (m_certificate->isEnabled() && !m_certificate->text().trimmed().isEmpty())
        query.addQueryItem(QStringLiteral("sslrootcert"), m_certificate->text().trimmed());
    url.setQuery(query);
    return QString::fromLatin1(url.toEncoded());
}

QString PostgresForm::password() const
{
    return m_password->text();
}

} // namespace assay
