// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/KeyMenu.h"

#include "ui/results/ShownText.h"

#include <algorithm>
#include <QMouseEvent>
#include <QStringList>

namespace assay {
namespace {

constexpr std::size_t mostColumns = 60; ///< a menu of more nobody can use
constexpr qsizetype nameLimit = 60;

/// A name as a menu shows it: an ampersand is no mnemonic.
QString shown(const std::string &name)
{
    return oneLine(name, nameLimit);
}

} // namespace

KeyMenu::KeyMenu(QWidget *parent)
    : QMenu(parent)
    , m_suggested(addAction(tr("&Find by Itself"), this, [this] { Q_EMIT chosen({}); }))
    , m_place(addAction(tr("By &Place"), this, [this] { Q_EMIT chosen({{}, true}); }))
{
    m_suggested->setCheckable(true);
    m_place->setCheckable(true);
    addSeparator();
}

void KeyMenu::offer(const std::vector<ColumnPair> &common, const FrameDiff &diff)
{
    const bool isKnown = std::ranges::equal(m_columns, common, {}, &std::pair<QAction *, std::string>::second, &ColumnPair::name);
    if (!isKnown) {
        for (const auto &[action, name] : m_columns)
            delete action;
        m_columns.clear();
        for (const ColumnPair &pair : common) {
            if (m_columns.size() == mostColumns)
                break;
            QString text = pair.name.empty() ? tr("index") : shown(pair.name);
            QAction *action = addAction(text.replace(u'&', QStringLiteral("&&")), this, &KeyMenu::takeTicks);
            action->setCheckable(true);
            m_columns.emplace_back(action, pair.name);
        }
    }
    m_suggested->setChecked(diff.areKeysSuggested);
    m_place->setChecked(diff.keys.empty());
    for (const auto &[action, name] : m_columns)
        action->setChecked(std::ranges::find(diff.keys, name, &ColumnPair::name) != diff.keys.end());
}

QString KeyMenu::textOf(const FrameDiff &diff)
{
    QStringList names;
    for (const ColumnPair &key : diff.keys)
        names << (key.name.empty() ? tr("index") : shown(key.name));
    return names.isEmpty() ? tr("place") : names.join(QStringLiteral(", "));
}

void KeyMenu::takeTicks()
{
    DiffRequest request;
    for (const auto &[action, name] : m_columns)
        if (action->isChecked())
            request.keys.push_back(name);
    request.isByPlace = request.keys.empty();
    Q_EMIT chosen(request);
}

void KeyMenu::mouseReleaseEvent(QMouseEvent *event)
{
    QAction *action = actionAt(event->position().toPoint());
    const auto isColumn = [&](const auto &column) { return column.first == action; };
    if (action != nullptr && std::ranges::any_of(m_columns, isColumn))
        action->trigger();
    else
        QMenu::mouseReleaseEvent(event);
}

} // namespace assay
