// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"

#include <memory>
#include <QAbstractItemModel>
#include <vector>

namespace assay {

/// A nested value as a tree: keys, values, types. Rows come into being when they are asked for, a
/// thousand at a time, so that a list of a million opens as one of ten does.
class ValueModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, Type, ColumnCount };
    static constexpr int rowsAtOnce = 1000;

    explicit ValueModel(QObject *parent = nullptr);
    ~ValueModel() override;

    void setValue(std::shared_ptr<const Json> value);
    /// How a script reaches a value: `result['mexc_mm1']['USDT']`.
    [[nodiscard]] QString path(const QModelIndex &index) const;
    /// The value in full, as Python writes it.
    [[nodiscard]] QString fullText(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        const Json *value = nullptr;
        Node *parent = nullptr;
        std::size_t row = 0;
        std::vector<std::unique_ptr<Node>> children; ///< those that were asked for
    };

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] static QString keyOf(const Node &node);

    std::shared_ptr<const Json> m_value;
    std::unique_ptr<Node> m_root;
};

/// As Python's repr() has it: `{'a': [1, 2.5, None]}`. `most`: letters after which it is cut.
[[nodiscard]] QString pythonText(const Json &value, qsizetype most);

} // namespace assay
