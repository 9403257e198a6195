// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int patience = 120'000;

} // namespace

QJsonObject AssayOutcome::document() const
{
    return QJsonDocument::fromJson(output).object();
}

std::vector<QJsonObject> AssayOutcome::documents() const
{
    std::vector<QJsonObject> documents;
    for (const QByteArray &line : output.split('\n')) {
        if (!line.isEmpty())
            documents.push_back(QJsonDocument::fromJson(line).object());
    }
    return documents;
}

QString assayProgram()
{
    return QStringLiteral(ASSAY_PROGRAM);
}

AssayOutcome runAssay(const QStringList &words, const QByteArray &input)
{
    QProcess process;
    process.start(assayProgram(), words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
        return {-9, process.readAllStandardOutput(), "the test ran out of patience"};
    }
    const bool isDead = process.exitStatus() == QProcess::CrashExit;
    return {isDead ? -process.exitCode() : process.exitCode(), process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString ScriptFolder::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test's file");
    return file.fileName();
}

AssayOutcome runJson(const QByteArray &code, const QStringList &words)
{
    return runAssay(QStringList{u"run"_s, u"--json"_s, u"-"_s} + words, code);
}

} // namespace assay
