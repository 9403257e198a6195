// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/KeptSession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace assay {
namespace {

constexpr int formatVersion = 1;

const auto versionKey = QLatin1String("version");
const auto openKey = QLatin1String("open");
const auto closedKey = QLatin1String("closed");
const auto currentKey = QLatin1String("current");

QJsonArray toArray(const std::vector<KeptBuffer> &buffers)
{
    QJsonArray array;
    for (const KeptBuffer &buffer : buffers)
        array.append(QJsonObject{{QStringLiteral("path"), buffer.path},
                                 {QStringLiteral("name"), buffer.name},
                                 {QStringLiteral("text"), buffer.text},
                                 {QStringLiteral("modified"), buffer.isModified},
                                 {QStringLiteral("line"), buffer.line},
                                 {QStringLiteral("column"), buffer.column}});
    return array;
}

std::vector<KeptBuffer> fromArray(const QJsonArray &array)
{
    std::vector<KeptBuffer> buffers;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        buffers.push_back({object.value(QLatin1String("path")).toString(),
                           object.value(QLatin1String("name")).toString(),
                           object.value(QLatin1String("text")).toString(),
                           object.value(QLatin1String("modified")).toBool(),
                           object.value(QLatin1String("line")).toInt(1),
                           object.value(QLatin1String("column")).toInt(1)});
    }
    return buffers;
}

} // namespace

QByteArray KeptSession::toJson() const
{
    return QJsonDocument(QJsonObject{{versionKey, formatVersion},
                                     {openKey, toArray(open)},
                                     {currentKey, current},
                                     {closedKey, toArray(closed)}})
        .toJson(QJsonDocument::Compact);
}

Result<KeptSession> KeptSession::fromJson(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const int version = root.value(versionKey).toInt();
    if (version > formatVersion)
        return failure(ErrorCode::Unsupported, "The kept scripts were written by a newer Assay.");
    if (version < 1 || !root.value(openKey).isArray())
        return failure(ErrorCode::InvalidInput, "The kept scripts can't be read.");
    return KeptSession{fromArray(root.value(openKey).toArray()), root.value(currentKey).toInt(),
                       fromArray(root.value(closedKey).toArray())};
}

} // namespace assay
