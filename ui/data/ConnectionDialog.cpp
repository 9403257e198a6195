// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/ConnectionDialog.h"

#include "data/postgres/Password.h"
#include "ui/data/SourceForms.h"
#include "ui/data/SourceName.h"
#include "ui/theme/Appearance.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace assay {
namespace {

using Color = Theme::Color;

QString wordsOf(const SourceLook &look)
{
    QStringList lines;
    for (const TableInfo &table : look.info.tables)
        if (!table.call.empty())
            lines << QStringLiteral("%1: %2").arg(QString::fromStdString(table.name), tableSummary(table, look.now));
    return lines.join(u'\n');
}

bool isMapped(const QString &source)
{
    return source.startsWith(QStringLiteral("csv:")) || source.startsWith(QStringLiteral("parquet:"));
}

} // namespace

ConnectionDialog::ConnectionDialog(const Appearance &appearance, QWidget *parent)
    : QDialog(parent)
    , m_appearance(appearance)
    , m_kind(new QComboBox(this))
    , m_forms(new QStackedWidget(this))
    , m_icon(new QLabel(this))
    , m_found(new QLabel(this))
    , m_test(new QPushButton(tr("Test"), this))
    , m_store(QStringLiteral("assay-secrets"))
{
    setWindowTitle(tr("Add a Data Source"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 18);
    column->setSpacing(14);
    column->addWidget(m_kind);
    column->addWidget(m_forms);
    addForm(QStringLiteral("sqlite"), tr("Trade cache of the bot (SQLite)"), new SqliteForm(this));
    addForm(QStringLiteral("postgresql"), tr("PostgreSQL"), new PostgresForm(this));
    addForm(QStringLiteral("csv"), tr("CSV file"),
            new FileForm(QStringLiteral("csv"), tr("CSV files (*.csv *.tsv *.txt);;All files (*)"), this));
    addForm(QStringLiteral("parquet"), tr("Parquet file"),
            new FileForm(QStringLiteral("parquet"), tr("Parquet files (*.parquet *.pq);;All files (*)"), this));
    addForm(QStringLiteral("fixture"), tr("Frozen data (JSON)"),
            new FileForm(QStringLiteral("fixture"), tr("JSON files (*.json);;All files (*)"), this));
    auto *found = new QHBoxLayout;
    found->setSpacing(8);
    m_icon->setFixedSize(16, 16);
    found->addWidget(m_icon, 0, Qt::AlignTop);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setWordWrap(true);
    m_found->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_found->setMinimumHeight(m_found->fontMetrics().lineSpacing() * 3);
    m_found->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    found->addWidget(m_found, 1);
    column->addLayout(found);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_test, QDialogButtonBox::ActionRole);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("primary"));
    m_add->setDefault(true);
    column->addWidget(buttons);
    setMinimumWidth(520);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_forms->setCurrentIndex(index);
        say({}, true);
        m_tested.clear();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(&m_desk, &SourceDesk::looked, this,
            [this](const QString &, const SourceLook &look) { showFound(look); });
    say({}, true);
}

void ConnectionDialog::addForm(const QString &kind, const QString &name, SourceForm *form)
{
    m_kind->addItem(name, kind);
    auto *page = new QWidget(m_forms); // keeps the form at the top
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(form);
    column->addStretch();
    m_forms->addWidget(page);
    connect(form, &SourceForm::changed, this, [this] {
        m_desk.cancel();
        say({}, true);
    });
}

void ConnectionDialog::setKind(const QString &kind)
{
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(kind)));
}

QString ConnectionDialog::source() const
{
    return m_forms->currentWidget()->findChild<SourceForm *>()->source();
}

QString ConnectionDialog::found() const
{
    return m_found->text();
}

void ConnectionDialog::say(const QString &text, bool isGood)
{
    m_tested.clear();
    m_found->setText(text);
    m_icon->setPixmap(text.isEmpty() ? QPixmap()
                                     : m_appearance.icon(isGood ? QStringLiteral("ok") : QStringLiteral("error"),
                                                         isGood ? Color::Ok : Color::Error)
                                           .pixmap(16, 16));
    m_test->setEnabled(!source().isEmpty());
    m_add->setEnabled(!source().isEmpty());
}

void ConnectionDialog::test()
{
    say(tr("Looking …"), true);
    m_icon->clear();
    m_test->setEnabled(false);
    const auto *form = m_forms->currentWidget()->findChild<PostgresForm *>();
    const std::string password = form ? form->password().toStdString() : std::string();
    if (password.empty()) {
        m_desk.look(source(), true);
        return;
    }
    // The store may ask the user to unlock it, and is not waited for here.
    m_store.ask([this, source = source(), password](const LoadWatch &) -> QuestionThread::Answer {
        const auto target = postgres::Connection::targetOf(source.toStdString());
        const Result<void> kept = target ? postgres::storePassword(*target, password) : tl::unexpected(target.error());
        return [this, kept, source] {
            if (kept)
                m_desk.look(source, true);
            else
                say(QString::fromStdString(kept.error().text), false);
        };
    });
}

void ConnectionDialog::showFound(const SourceLook &look)
{
    const bool isGood = look.problem.isEmpty();
    say(isGood ? wordsOf(look) : look.problem, isGood);
    m_tested = isGood ? source() : QString();
    if (std::exchange(m_addsWhenTested, false) && isGood)
        accept();
}

/// What has not been looked into yet is looked into first.
void ConnectionDialog::accept()
{
    if (source().isEmpty())
        return;
    if (isMapped(source()))
        Q_EMIT mappingWanted(source());
    else if (m_tested != source()) {
        m_addsWhenTested = true;
        test();
        return;
    } else
        Q_EMIT added(m_tested);
    QDialog::accept();
}

} // namespace assay
