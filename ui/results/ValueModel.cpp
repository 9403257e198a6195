// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ValueModel.h"

#include "frames/CellText.h"
#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"

namespace assay {
namespace {

constexpr qsizetype shownLetters = 300;
constexpr qsizetype mostLetters = 10'000'000;

/// In single quotes, with what would end or hide the text written out.
QString quoted(const std::string &utf8)
{
    QString text;
    for (const QChar letter : wholeText(utf8)) {
        if (letter == u'\\' || letter == u'\'')
            text += u'\\' + QString(letter);
        else if (letter == u'\n')
            text += QStringLiteral("\\n");
        else if (letter == u'\t')
            text += QStringLiteral("\\t");
        else if (letter == u'\r')
            text += QStringLiteral("\\r");
        else
            text += letter;
    }
    return u'\'' + text + u'\'';
}

void write(const Json &value, qsizetype most, QString &text);

template <typename Item>
void writeAll(QChar open, QChar close, qsizetype most, QString &text, std::size_t count, Item writeItem)
{
    text += open;
    for (std::size_t i = 0; i < count && text.size() < most; ++i) {
        text += i > 0 ? QStringLiteral(", ") : QString();
        writeItem(i);
    }
    text += close;
}

void write(const Json &value, qsizetype most, QString &text)
{
    if (value.is_object()) {
        auto item = value.items().begin();
        writeAll(u'{', u'}', most, text, value.size(), [&](std::size_t) {
            text += quoted(item.key()) + QStringLiteral(": ");
            write(item.value(), most, text);
            ++item;
        });
    } else if (value.is_array()) {
        writeAll(u'[', u']', most, text, value.size(), [&](std::size_t i) { write(value[i], most, text); });
    } else if (value.is_string()) {
        text += quoted(value.get_ref<const std::string &>());
    } else if (value.is_boolean()) {
        text += value.get<bool>() ? QStringLiteral("True") : QStringLiteral("False");
    } else if (value.is_null()) {
        text += QStringLiteral("None");
    } else if (value.is_number_float()) {
        text += QString::fromStdString(realText(value.get<double>()));
    } else {
        text += QString::fromStdString(value.dump());
    }
}

/// The members of an object lie one after the other.
const Json::object_t &membersOf(const Json &object)
{
    return *object.get_ptr<const Json::object_t *>();
}

const Json &itemOf(const Json &value, std::size_t at)
{
    return value.is_array() ? value[at] : std::next(membersOf(value).begin(), std::ptrdiff_t(at))->second;
}

QString typeOf(const Json &value)
{
    if (value.is_object())
        return ValueModel::tr("dict of %1").arg(countText(qint64(value.size())));
    if (value.is_array())
        return ValueModel::tr("list of %1").arg(countText(qint64(value.size())));
    return value.is_string()         ? QStringLiteral("str")
           : value.is_boolean()      ? QStringLiteral("bool")
           : value.is_number_float() ? QStringLiteral("float")
           : value.is_number()       ? QStringLiteral("int")
                                     : QStringLiteral("None");
}

} // namespace

QString pythonText(const Json &value, qsizetype most)
{
    QString text;
    write(value, most, text);
    return text.size() > most ? text.left(most) + u'…' : text;
}

ValueModel::ValueModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

ValueModel::~ValueModel() = default;

void ValueModel::setValue(std::shared_ptr<const Json> value)
{
    beginResetModel();
    m_value = std::move(value);
    m_root = m_value ? std::make_unique<Node>() : nullptr;
    if (m_root)
        m_root->value = m_value.get();
    endResetModel();
}

ValueModel::Node *ValueModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ValueModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (!node || row < 0 || std::size_t(row) >= node->children.size())
        return {};
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex ValueModel::parent(const QModelIndex &index) const
{
    Node *const above = index.isValid() ? nodeOf(index)->parent : nullptr;
    return above == nullptr || above == m_root.get() ? QModelIndex() : createIndex(int(above->row), 0, above);
}

int ValueModel::rowCount(const QModelIndex &parent) const
{
    const Node *node = parent.column() > 0 ? nullptr : nodeOf(parent);
    return node ? int(node->children.size()) : 0;
}

int ValueModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ValueModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = parent.column() > 0 ? nullptr : nodeOf(parent);
    return node && node->value->is_structured() && !node->value->empty();
}

bool ValueModel::canFetchMore(const QModelIndex &parent) const
{
    return hasChildren(parent) && nodeOf(parent)->children.size() < nodeOf(parent)->value->size();
}

void ValueModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *const node = nodeOf(parent);
    const std::size_t first = node->children.size();
    const std::size_t end = std::min(node->value->size(), first + rowsAtOnce);
    beginInsertRows(parent, int(first), int(end) - 1);
    for (std::size_t row = first; row < end; ++row)
        node->children.push_back(std::make_unique<Node>(Node{&itemOf(*node->value, row), node, row, {}}));
    endInsertRows();
}

QString ValueModel::keyOf(const Node &node)
{
    const Json &above = *node.parent->value;
    if (above.is_array())
        return QString::number(node.row);
    return wholeText(std::next(membersOf(above).begin(), std::ptrdiff_t(node.row))->first);
}

QString ValueModel::path(const QModelIndex &index) const
{
    QString path;
    for (const Node *node = index.isValid() ? nodeOf(index) : nullptr; node && node->parent; node = node->parent) {
        const bool isInList = node->parent->value->is_array();
        path.prepend(u'[' + (isInList ? keyOf(*node) : quoted(keyOf(*node).toStdString())) + u']');
    }
    return QStringLiteral("result") + path;
}

QString ValueModel::fullText(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node ? pythonText(*node->value, mostLetters) : QString();
}

QVariant ValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Node &node = *nodeOf(index);
    if (role == Qt::ToolTipRole)
        return plainToolTip(safeShown(path(index)), shownLetters);
    switch (index.column()) {
    case Key:
        return oneLine(keyOf(node).toStdString(), shownLetters);
    case Value:
        return oneLine(pythonText(*node.value, shownLetters).toStdString(), shownLetters);
    default:
        return typeOf(*node.value);
    }
}

QVariant ValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Key ? tr("Key") : section == Value ? tr("Value") : tr("Type");
}

} // namespace assay
