// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/ScriptFile.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

namespace assay {
namespace {

constexpr qint64 largestScript = 8 << 20;

tl::unexpected<Error> fileFailure(const QString &path, const QString &why)
{
    return failure(ErrorCode::InvalidInput, (path + QStringLiteral(": ") + why).toStdString());
}

} // namespace

Result<QString> readScript(const QString &path)
{
    if (QFileInfo(path).isDir())
        return fileFailure(path, QStringLiteral("this is a folder, not a script."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileFailure(path, file.errorString() + u'.');
    // Read a little more than allowed: a device file or a growing one has no size to ask for.
    const QByteArray bytes = file.read(largestScript + 1);
    if (bytes.size() > largestScript)
        return fileFailure(path, QStringLiteral("this is too large for a script."));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return fileFailure(path, QStringLiteral("this is not UTF-8 text."));
    return text;
}

Result<void> writeScript(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fileFailure(path, file.errorString() + u'.');
    file.write(text.toUtf8());
    if (!file.commit())
        return fileFailure(path, file.errorString() + u'.');
    return {};
}

} // namespace assay
