// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace assay {

/// The fields of one kind of source in the connection dialog.
class SourceForm : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The SOURCE text that the fields say; empty while something is missing.
    [[nodiscard]] virtual QString source() const = 0;

Q_SIGNALS:
    void changed();

protected:
    /// A line for a path, with a button that asks for it.
    QLineEdit *addPath(const QString &label, const QString &placeholder, const QString &filter);
};

/// `sqlite:FILE?snapshots=FOLDER`
class SqliteForm : public SourceForm
{
    Q_OBJECT

public:
    explicit SqliteForm(QWidget *parent);
    [[nodiscard]] QString source() const override;

private:
    QLineEdit *m_file;
    QLineEdit *m_snapshots;
};

/// `KIND:FILE`
class FileForm : public SourceForm
{
    Q_OBJECT

public:
    FileForm(const QString &kind, const QString &filter, QWidget *parent);
    [[nodiscard]] QString source() const override;

private:
    QString m_kind;
    QLineEdit *m_file;
};

/// `postgresql://USER@HOST:PORT/DATABASE?sslmode=…`
class PostgresForm : public SourceForm
{
    Q_OBJECT

public:
    explicit PostgresForm(QWidget *parent);
    [[nodiscard]] QString source() const override;
    /// To be kept in the desktop's secret store; never part of the source.
    [[nodiscard]] QString password() const;

private:
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_database;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QComboBox *m_tls;
    QLineEdit *m_certificate;
};

} // namespace assay
