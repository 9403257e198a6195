// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Dialogs.h"

#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int wrapWidth = 320;

QString tr(const char *text)
{
    return QCoreApplication::translate("Dialogs", text);
}

QLabel *label(const QString &text, QWidget *parent)
{
    auto *made = new QLabel(parent);
    made->setTextFormat(Qt::PlainText);
    made->setText(text);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

QLabel *strongLabel(const QString &text, QWidget *parent, double scale = 1)
{
    QLabel *made = label(text, parent);
    QFont font = made->font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * scale);
    made->setFont(font);
    return made;
}

QLabel *dimLabel(const QString &text, const Appearance &appearance, QWidget *parent)
{
    QLabel *made = label(text, parent);
    made->setWordWrap(true);
    made->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Else the dialog is given the height the text would need in a narrow column.
    made->setMinimumWidth(std::min(made->fontMetrics().horizontalAdvance(text) + 1, wrapWidth));
    QPalette palette = made->palette();
    palette.setColor(QPalette::WindowText, appearance.color(Color::TextDim));
    made->setPalette(palette);
    return made;
}

QDialog *makeDialog(const QString &title, QWidget *parent)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 22, 24, 18);
    column->setSpacing(16);
    return dialog;
}

void openDialog(QDialog *dialog)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->layout()->addWidget(buttons);
    dialog->open();
}

struct LayerLook
{
    QString icon;
    Color color;
    QString word;
};

LayerLook lookOf(LayerStatus::State state)
{
    switch (state) {
    case LayerStatus::State::Active:
        return {QStringLiteral("ok"), Color::Ok, tr("active")};
    case LayerStatus::State::Unavailable:
        return {QStringLiteral("warning"), Color::Warning, tr("not available")};
    case LayerStatus::State::Failed:
        return {QStringLiteral("error"), Color::Error, tr("failed")};
    }
    Q_UNREACHABLE();
}

QString statusSentence(const EngineStatus &status)
{
    switch (status.state) {
    case EngineStatus::State::Starting:
        return tr("The engine is starting.");
    case EngineStatus::State::Ready:
        return tr("Scripts run in a sandbox that the operating system holds.");
    case EngineStatus::State::Refusing:
        return tr("Scripts are refused: ") + status.problem;
    case EngineStatus::State::Dead:
        return tr("The engine is not running: ") + status.problem;
    }
    Q_UNREACHABLE();
}

} // namespace

void openAbout(const Appearance &appearance, QWidget *parent)
{
    QDialog *dialog = makeDialog(tr("About Assay"), parent);
    auto *head = new QHBoxLayout;
    head->setSpacing(18);
    auto *icon = new QLabel(dialog);
    icon->setPixmap(QIcon(QStringLiteral(":/icons/assay.svg")).pixmap(64, 64));
    head->addWidget(icon, 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(
        strongLabel(tr("Assay %1").arg(QCoreApplication::applicationVersion()), dialog, 1.3));
    text->addWidget(
        dimLabel(tr("A workbench for trading analysts' pandas scripts."), appearance, dialog));
    text->addSpacing(8);
    text->addWidget(dimLabel(tr("Free software under the GNU General Public License, version 3 or "
                                "later. Made with Qt %1, QScintilla and CPython.")
                                 .arg(QLatin1String(qVersion())),
                             appearance, dialog));
    text->addStretch();
    head->addLayout(text, 1);
    static_cast<QVBoxLayout *>(dialog->layout())->addLayout(head);
    dialog->setMinimumWidth(440);
    openDialog(dialog);
}

void openShortcuts(const std::vector<QAction *> &actions, QWidget *parent)
{
    QDialog *dialog = makeDialog(tr("Keyboard Shortcuts"), parent);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(7);
    // Two columns of pairs: the whole list is seen at once.
    std::vector<const QAction *> shown;
    for (const QAction *action : actions)
        if (!action->shortcuts().isEmpty())
            shown.push_back(action);
    const int half = int(shown.size() + 1) / 2;
    for (int i = 0; i < int(shown.size()); ++i) {
        const QAction *action = shown[std::size_t(i)];
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts().mid(0, 2))
            keys << key.toString(QKeySequence::NativeText);
        const int column = i / half * 3;
        grid->addWidget(label(QString(action->text()).remove(u'&').remove(u'…'), dialog), i % half,
                        column);
        grid->addWidget(strongLabel(keys.join(tr(" or ")), dialog), i % half, column + 1);
    }
    grid->setColumnMinimumWidth(2, 20);
    static_cast<QVBoxLayout *>(dialog->layout())->addLayout(grid);
    openDialog(dialog);
}

void openSandboxStatus(const Appearance &appearance, const EngineStatus &status, QWidget *parent)
{
    QDialog *dialog = makeDialog(tr("Sandbox Status"), parent);
    auto *column = static_cast<QVBoxLayout *>(dialog->layout());
    QLabel *sentence = strongLabel(statusSentence(status), dialog);
    sentence->setWordWrap(true);
    column->addWidget(sentence);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(3, 1);
    int row = 0;
    for (const LayerStatus &layer : status.layers) {
        const LayerLook look = lookOf(layer.state);
        auto *icon = new QLabel(dialog);
        icon->setPixmap(appearance.icon(look.icon, look.color).pixmap(16, 16));
        grid->addWidget(icon, row, 0, Qt::AlignTop);
        grid->addWidget(label(layer.name, dialog), row, 1, Qt::AlignTop);
        grid->addWidget(dimLabel(look.word, appearance, dialog), row, 2, Qt::AlignTop);
        grid->addWidget(dimLabel(layer.detail, appearance, dialog), row, 3, Qt::AlignTop);
        ++row;
    }
    column->addLayout(grid);
    if (!status.python.isEmpty())
        column->addWidget(dimLabel(
            tr("Python %1 · pandas %2 · numpy %3").arg(status.python, status.pandas, status.numpy),
            appearance, dialog));
    dialog->setMinimumWidth(560);
    openDialog(dialog);
}

} // namespace assay
