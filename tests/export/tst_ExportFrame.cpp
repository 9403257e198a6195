// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/export/ExportBench.h"

#include <filesystem>
#include <QTest>
#include <sys/stat.h>

using namespace assay;
using namespace assay::test;

namespace {

/// A number and a text that looks like a formula, in three rows.
std::shared_ptr<const Frame> smallFrame()
{
    RawFrame raw(3);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({9007199254740993, -2, 0}), bytesOf<std::uint8_t>({0b011}));
    raw.schema.columns.back().name = "n";
    raw.addTexts(ColumnType::Text, {"=1+1", "a,\"b", ""}, bytesOf<std::uint8_t>({0b111}));
    raw.schema.columns.back().name = "t";
    return mapped(raw.bytes());
}

mode_t modeOf(const std::string &path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

} // namespace

class ExportFrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsAreKnownBySuffix()
    {
        for (const ExportFormInfo &form : exportForms())
            QCOMPARE(exportFormOf("/a.b/result" + std::string(form.suffix)).value(), form.form);
        QCOMPARE(exportFormOf("RESULT.XLSX").value(), ExportForm::Xlsx);
        QVERIFY(!exportFormOf("/a.csv/result"));
        QVERIFY(!exportFormOf("result.xls"));
        QVERIFY(!exportFormOf(""));
    }

    void texts_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<bool>("guards");
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, ExportForm form, bool guards, const char *bytes) {
            QTest::newRow(name) << static_cast<int>(form) << guards << QByteArray(bytes);
        };
        row("csv", ExportForm::Csv, true, "n,t\r\n9007199254740993,'=1+1\r\n-2,\"a,\"\"b\"\r\n,\"\"\r\n");
        row("csv as it is", ExportForm::Csv, false, "n,t\r\n9007199254740993,=1+1\r\n-2,\"a,\"\"b\"\r\n,\"\"\r\n");
        row("tsv", ExportForm::Tsv, true, "n\tt\n9007199254740993\t'=1+1\n-2\t\"a,\"\"b\"\n\t\n");
        row("json", ExportForm::Records, true, "[\n{\"n\": 9007199254740993, \"t\": \"=1+1\"},\n{\"n\": -2, \"t\": \"a,\\\"b\"},\n{\"n\": null, \"t\": \"\"}\n]\n");
        row("markdown", ExportForm::Markdown, true, "| n | t |\n| ---: | --- |\n| 9007199254740993 | =1+1 |\n| -2 | a,\"b |\n|  |  |\n");
        row("python", ExportForm::Python, true, "[\n{\"n\": 9007199254740993, \"t\": \"=1+1\"},\n{\"n\": -2, \"t\": \"a,\\\"b\"},\n{\"n\": None, \"t\": \"\"}\n]\n");
    }

    void texts()
    {
        QFETCH(const int, form);
        QFETCH(const bool, guards);
        QFETCH(const QByteArray, bytes);
        const ExportFolder folder;
        ExportRequest request;
        request.form = static_cast<ExportForm>(form);
        request.guardsFormulas = guards;
        QVERIFY(exported(*smallFrame(), folder.path("out"), request));
        QCOMPARE(folder.read("out"), bytes);
        QCOMPARE(folder.names(), QStringList{QStringLiteral("out")});
    }

    void htmlSaysItsLetters()
    {
        const ExportFolder folder;
        QVERIFY(exported(*smallFrame(), folder.path("out"), {ExportForm::Html}));
        QVERIFY(folder.read("out").startsWith("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<table>\n"));
    }

    void someRowsAndColumns()
    {
        const ExportFolder folder;
        const RowList rows{1, 0, 1};
        QVERIFY(exported(*smallFrame(), folder.path("out"), {ExportForm::Csv, &rows, {1}, false}));
        QCOMPARE(folder.read("out"), QByteArray("t\r\n\"a,\"\"b\"\r\n=1+1\r\n\"a,\"\"b\"\r\n"));
    }

    void progressEndsWithAll_data()
    {
        QTest::addColumn<int>("form");
        for (const ExportFormInfo &form : exportForms())
            QTest::newRow(form.suffix.data()) << static_cast<int>(form.form);
    }

    void progressEndsWithAll()
    {
        QFETCH(const int, form);
        const ExportFolder folder;
        const auto frame = longFrame(30'000);
        std::int64_t last = 0;
        const TextProgress progress = [&](std::int64_t written, std::int64_t rows) {
            QVERIFY(written >= last && written <= rows);
            QCOMPARE(rows, 30'000);
            last = written;
        };
        ExportRequest request;
        request.form = static_cast<ExportForm>(form);
        QVERIFY(exportFrame(*frame, request, folder.path("out"), progress, {}));
        QCOMPARE(last, 30'000);
    }

    void emptyFrames_data() { progressEndsWithAll_data(); }

    void emptyFrames()
    {
        QFETCH(const int, form);
        const ExportFolder folder;
        ExportRequest request;
        request.form = static_cast<ExportForm>(form);
        QVERIFY(exported(*mapped(RawFrame(0).bytes()), folder.path("nothing"), request));
        const RowList none;
        request.rows = &none;
        const Result<void> written = exported(*smallFrame(), folder.path("no rows"), request);
        QVERIFY(written);
        QCOMPARE(folder.names().size(), 2);
    }

    void replacedFilesKeepTheirPermissions()
    {
        const ExportFolder folder;
        const mode_t before = ::umask(027);
        QVERIFY(exported(*smallFrame(), folder.path("new"), {}));
        ::umask(before);
        QCOMPARE(modeOf(folder.path("new")), mode_t{0640});
        for (const mode_t mode : {0600U, 0444U}) {
            QCOMPARE(::chmod(folder.path("new").c_str(), mode), 0);
            QVERIFY(exported(*smallFrame(), folder.path("new"), {ExportForm::Xlsx}));
            QCOMPARE(modeOf(folder.path("new")), mode);
        }
    }

    void linksAreFollowed()
    {
        const ExportFolder folder;
        folder.write("target", "old");
        std::filesystem::create_symlink("target", folder.path("link"));
        QVERIFY(exported(*smallFrame(), folder.path("link"), {}));
        QVERIFY(std::filesystem::is_symlink(folder.path("link")));
        QVERIFY(folder.read("target").startsWith("n,t"));
    }
};

QTEST_APPLESS_MAIN(ExportFrameTest)
#include "tst_ExportFrame.moc"
