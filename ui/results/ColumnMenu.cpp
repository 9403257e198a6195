// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ColumnMenu.h"

#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ShownText.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace assay {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ColumnMenu", text);
}

void addSorts(QMenu &menu, FrameView &view, int column)
{
    menu.addAction(translated("Sort &Ascending"), &view, [&view, column] { view.sortOnlyBy(column, false); });
    menu.addAction(translated("Sort &Descending"), &view, [&view, column] { view.sortOnlyBy(column, true); });
    QAction *further = menu.addAction(translated("Sort &Further by This"), &view, [&view, column] { view.sortBy(column, true); });
    QAction *none = menu.addAction(translated("&No Sort"), &view, &FrameView::sortByNothing);
    further->setEnabled(view.isSorted());
    none->setEnabled(view.isSorted());
}

/// One of several, the present one checked.
template <typename Value, typename Choose>
void addChoices(QMenu &menu, const std::vector<std::pair<QString, Value>> &choices, const Value &present, const Choose &choose)
{
    auto *group = new QActionGroup(&menu);
    for (const auto &[text, value] : choices) {
        QAction *action = menu.addAction(text, &menu, [choose, value = value] { choose(value); });
        action->setCheckable(true);
        action->setChecked(value == present);
        group->addAction(action);
    }
}

void addFormats(QMenu &menu, FrameView &view, int column)
{
    const FrameTableModel &model = view.frameModel();
    if (!model.isNumber(column))
        return;
    const NumberFormat format = model.format(column);
    QMenu *numbers = menu.addMenu(translated("Number F&ormat"));
    if (model.isReal(column)) {
        std::vector<std::pair<QString, std::optional<int>>> choices{{translated("&As It Is"), std::nullopt}};
        for (const int digits : {0, 1, 2, 3, 4, 6, 8})
            choices.emplace_back(translated("&%1 Digits").arg(digits), digits);
        addChoices(*numbers, choices, format.digits, [&view, column, format](std::optional<int> digits) {
            view.setFormat(column, {digits, format.hasThousands});
        });
        numbers->addSeparator();
    }
    QAction *thousands = numbers->addAction(translated("&Thousands Set Apart"), &view, [&view, column, format] {
        view.setFormat(column, {format.digits, !format.hasThousands});
    });
    thousands->setCheckable(true);
    thousands->setChecked(format.hasThousands);
    addChoices<Tint>(*menu.addMenu(translated("Colo&urs")), {{translated("&None"), Tint::Plain}, {translated("By &Size"), Tint::Heat}, {translated("By S&ign"), Tint::Sign}},
                     view.tint(column), [&view, column](Tint tint) { view.setTint(column, tint); });
}

void addPlaces(QMenu &menu, FrameView &view, int column)
{
    menu.addAction(translated("F&it Width"), &view, [&view, column] { view.fitColumn(column); });
    FrameHeader &header = view.header();
    if (header.visualIndex(column) < header.pinned())
        menu.addAction(translated("Un&pin Columns"), &view, &FrameView::unpin);
    else
        menu.addAction(translated("&Pin up to This"), &view, [&view, column] { view.pinUpTo(column); });
    const int hidden = header.hiddenSectionCount();
    QAction *hide = menu.addAction(translated("&Hide"), &view, [&view, column] { view.hideColumn(column); });
    hide->setEnabled(hidden + 1 < view.frameModel().columnCount());
    if (hidden > 0)
        menu.addAction(translated("Sho&w All Columns (%1 hidden)").arg(hidden), &view, &FrameView::showAllColumns);
    menu.addAction(translated("&Go to Column…\tCtrl+G"), &view, &FrameView::columnWanted);
}

} // namespace

void fillCopyMenu(QMenu &menu, FrameView &view)
{
    const std::pair<TextForm, QString> forms[] = {{TextForm::Csv, translated("&CSV")},
                                                  {TextForm::Markdown, translated("&Markdown")},
                                                  {TextForm::Html, translated("&HTML")},
                                                  {TextForm::Records, translated("&JSON")},
                                                  {TextForm::Python, translated("&Python")}};
    for (const auto &[form, name] : forms)
        menu.addAction(name, &view, [&view, form = form] { view.copyAs(form); });
}

void fillColumnMenu(QMenu &menu, FrameView &view, int column)
{
    addSorts(menu, view, column);
    menu.addSeparator();
    menu.addAction(translated("Fi&lter…"), &view, [&view, column] { Q_EMIT view.filterWanted(column); });
    addFormats(menu, view, column);
    menu.addSeparator();
    QMenu *copies = menu.addMenu(translated("&Copy Selection As"));
    copies->setEnabled(!view.selection().isEmpty());
    fillCopyMenu(*copies, view);
    menu.addAction(translated("Copy Na&me"), &view, [&view, column] {
        const FrameTableModel &model = view.frameModel();
        QGuiApplication::clipboard()->setText(wholeText(model.frame()->schema().columns[model.frameColumn(column)].name));
    });
    menu.addSeparator();
    addPlaces(menu, view, column);
}

} // namespace assay
