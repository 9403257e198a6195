// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/EngineOptions.h"

#include <QFileInfo>

namespace assay {

QStringList EngineOptions::layerNames()
{
    return {QStringLiteral("seccomp"), QStringLiteral("landlock"), QStringLiteral("namespaces"),
            QStringLiteral("no_new_privs"), QStringLiteral("rlimits")};
}

Result<EngineOptions> EngineOptions::read(const QString &environment, const QString &layers)
{
    EngineOptions options;
    const QFileInfo folder(environment);
    if (!environment.isEmpty()) {
        if (!QFileInfo(folder.filePath() + QStringLiteral("/pyvenv.cfg")).isFile())
            return failure(ErrorCode::InvalidInput,
                           QStringLiteral("'%1' is not a virtual environment: it holds no pyvenv.cfg")
                               .arg(environment)
                               .toStdString());
        options.environment = folder.absoluteFilePath();
    }
    options.acceptedMissing = layers.split(u',', Qt::SkipEmptyParts);
    for (const QString &layer : options.acceptedMissing) {
        if (!layerNames().contains(layer))
            return failure(ErrorCode::InvalidInput,
                           QStringLiteral("there is no layer '%1' (%2)")
                               .arg(layer, layerNames().join(QStringLiteral(", ")))
                               .toStdString());
    }
    return options;
}

} // namespace assay
