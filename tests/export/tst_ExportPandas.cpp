// SPDX-License-Identifier: GPL-3.0-or-later
// Exports as pandas, pyarrow and openpyxl read them, where packaging/dev could install those.
#include "tests/export/ExportBench.h"

#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

/// The Python of the environment with the readers; empty where there is none.
QString python()
{
    const QString named = qEnvironmentVariable("ASSAY_READERS", QStringLiteral(ASSAY_SOURCE_DIR "/build/venv-readers"));
    const QString program = named + QStringLiteral("/bin/python");
    return QFileInfo::exists(program) ? program : QString();
}

/// What a Python program has said that failed; empty where all was well.
QByteArray failureOf(const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python(), words);
    if (!process.waitForFinished(120'000))
        return "it does not end";
    return process.exitCode() == 0 && process.exitStatus() == QProcess::NormalExit ? QByteArray() : "failed: " + process.readAll();
}

} // namespace

class ExportPandasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreReadBack()
    {
        if (python().isEmpty())
            QSKIP("there is no second Python environment; packaging/dev test makes it");
        if (!failureOf({QStringLiteral("-c"), QStringLiteral("import pandas, pyarrow, openpyxl")}).isEmpty())
            QSKIP("the second Python environment has no pyarrow or openpyxl; packaging/dev test installs them");
        const ExportFolder folder;
        const auto frame = everyType();
        for (const ExportFormInfo &form : exportForms()) {
            ExportRequest request;
            request.form = form.form;
            QVERIFY(exported(*frame, folder.path(("every" + std::string(form.suffix)).c_str()), request));
        }
        QVERIFY(exported(*longFrame(1'100'000), folder.path("long.parquet"), {ExportForm::Parquet}));
        const QByteArray failure = failureOf({QStringLiteral(ASSAY_SOURCE_DIR "/tests/export/reads_back.py"), folder.folder()});
        QVERIFY2(failure.isEmpty(), failure.constData());
    }
};

QTEST_GUILESS_MAIN(ExportPandasTest)
#include "tst_ExportPandas.moc"
