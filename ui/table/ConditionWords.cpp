// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/ConditionWords.h"

#include "ui/results/ShownText.h"

#include <QCoreApplication>
#include <QStringList>

namespace assay {
namespace {

constexpr qsizetype longest = 60;
constexpr std::size_t mostValues = 3;

QString translated(const char *text)
{
    return QCoreApplication::translate("ConditionWords", text);
}

QString shown(const std::string &text)
{
    return text.empty() ? QStringLiteral("\"\"") : oneLine(text, longest);
}

QString words(const TextCondition &condition)
{
    const QString text = shown(condition.pattern);
    switch (condition.match) {
    case TextMatch::Contains:
        return translated("contains %1").arg(text);
    case TextMatch::Equals:
        return translated("is %1").arg(text);
    case TextMatch::StartsWith:
        return translated("begins with %1").arg(text);
    case TextMatch::EndsWith:
        return translated("ends with %1").arg(text);
    case TextMatch::ContainsNot:
        break;
    }
    return translated("does not contain %1").arg(text);
}

QString words(const RangeCondition &condition)
{
    QStringList bounds;
    if (condition.min)
        bounds << (condition.isInclusive ? u"≥ "_qs : u"> "_qs) + shown(*condition.min);
    if (condition.max)
        bounds << (condition.isInclusive ? u"≤ "_qs : u"< "_qs) + shown(*condition.max);
    return bounds.isEmpty() ? translated("is there") : bounds.join(translated(" and "));
}

QString words(const ValuesCondition &condition)
{
    QStringList values;
    for (std::size_t i = 0; i < std::min(mostValues, condition.values.size()); ++i)
        values << shown(condition.values[i]);
    if (condition.values.size() > mostValues)
        values << translated("%1 more").arg(condition.values.size() - mostValues);
    if (condition.hasMissing)
        values << translated("missing");
    const QString list = values.join(translated(" or "));
    return condition.isNegated ? translated("is not %1").arg(list) : translated("is %1").arg(list);
}

QString words(const MissingCondition &condition)
{
    return condition.wantsMissing ? translated("is missing") : translated("is there");
}

} // namespace

QString conditionWords(const Frame &frame, const Condition &condition)
{
    return std::visit([&]<typename One>(const One &one) -> QString {
        if constexpr (std::same_as<One, ExpressionCondition>)
            return oneLine(one.text, longest);
        else
            return oneLine(frame.schema().columns[one.column].name, longest) + u' ' + words(one);
    }, condition);
}

bool holdsTexts(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Shown || type == ColumnType::Dictionary;
}

} // namespace assay
