// SPDX-License-Identifier: GPL-3.0-or-later
// What is left behind where writing fails: the old file, and nothing else.
#include "tests/export/ExportBench.h"

#include <csignal>
#include <dirent.h>
#include <functional>
#include <iostream>
#include <QElapsedTimer>
#include <QTest>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace assay;
using namespace assay::test;

namespace {

/// Does it in a process of its own, which may bar itself from things; the exit code.
int inChild(const std::function<int()> &what)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(what());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Files larger than that are refused, as by a full disk.
void boundFiles(rlim_t bytes)
{
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
}

/// 0 where it fails with such an error.
int failsWith(const Frame &frame, const std::string &path, ExportForm form, std::string_view text)
{
    const Result<void> written = exported(frame, path, {form});
    if (!written && written.error().text.find(text) != std::string::npos)
        return 0;
    std::cerr << (written ? "it was written" : written.error().text) << '\n';
    return 1;
}

int openFiles()
{
    int count = 0;
    DIR *folder = ::opendir("/proc/self/fd");
    while (::readdir(folder) != nullptr)
        ++count;
    ::closedir(folder);
    return count;
}

/// Checksum and sizes of a workbook's sheet, as the zip's directory has them. (Other parts hold the time.)
QByteArray sheetOf(const QByteArray &workbook)
{
    const qsizetype name = workbook.lastIndexOf("xl/worksheets/sheet1.xml");
    return name > 30 ? workbook.mid(name - 30, 12).toHex() : QByteArray("none");
}

void addForms()
{
    QTest::addColumn<int>("form");
    for (const ExportFormInfo &form : exportForms())
        QTest::newRow(form.suffix.data()) << static_cast<int>(form.form);
}

} // namespace

class ExportFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelled_data() { addForms(); }

    void cancelled()
    {
        QFETCH(const int, form);
        const ExportFolder folder;
        folder.write("out", "old");
        const auto frame = longFrame(200'000);
        std::stop_source stop;
        const TextProgress progress = [&stop](std::int64_t, std::int64_t) { stop.request_stop(); };
        ExportRequest request;
        request.form = static_cast<ExportForm>(form);
        const int before = openFiles();
        const Result<void> written = exportFrame(*frame, request, folder.path("out"), progress, stop.get_token());
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Cancelled);
        QCOMPARE(folder.read("out"), QByteArray("old"));
        QCOMPARE(folder.names(), QStringList{QStringLiteral("out")});
        QCOMPARE(openFiles(), before);
    }

    void noSpace_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<int>("kilobytes");
        for (const ExportFormInfo &form : exportForms())
            for (const int kilobytes : {0, 1, 200, 400})
                QTest::addRow("%s %d", form.suffix.data(), kilobytes) << static_cast<int>(form.form) << kilobytes;
    }

    void noSpace()
    {
        QFETCH(const int, form);
        QFETCH(const int, kilobytes);
        const ExportFolder folder;
        folder.write("out", "old");
        const auto frame = longFrame(100'000);
        QCOMPARE(inChild([&] {
                     boundFiles(static_cast<rlim_t>(kilobytes) << 10U);
                     return failsWith(*frame, folder.path("out"), static_cast<ExportForm>(form), "/out cannot be written: it would be larger than");
                 }),
                 0);
        QCOMPARE(folder.read("out"), QByteArray("old"));
        QCOMPARE(folder.names(), QStringList{QStringLiteral("out")});
    }

    /// libxlsxwriter would close a workbook as if all were well where its rows do not fit a second time.
    void noSpaceForTheSheetItself()
    {
        const ExportFolder folder;
        const auto frame = longFrame(2'000);
        QCOMPARE(inChild([&] { return exported(*frame, folder.path("whole"), {ExportForm::Xlsx}) ? 0 : 1; }), 0);
        int ended = 1;
        for (rlim_t bytes = 100'000; bytes < 1'000'000 && ended != 0; bytes += 1'000) {
            ended = inChild([&] {
                boundFiles(bytes);
                return exported(*frame, folder.path("out"), {ExportForm::Xlsx}) ? 0 : 1;
            });
            QCOMPARE(folder.names().size(), ended == 0 ? 2 : 1);
        }
        // The first that there is space for is whole.
        QCOMPARE(ended, 0);
        QCOMPARE(sheetOf(folder.read("out")), sheetOf(folder.read("whole")));
    }

    void noPermission()
    {
        const ExportFolder folder;
        const auto frame = longFrame(1);
        QCOMPARE(::chmod(folder.folder().toUtf8().constData(), 0555), 0);
        const int ended = inChild([&] {
            if (::geteuid() == 0 && ::seteuid(65'534) != 0) // root may write everywhere
                return 2;
            return failsWith(*frame, folder.path("out.csv"), ExportForm::Csv, "you have no permission to write in the folder");
        });
        QCOMPARE(::chmod(folder.folder().toUtf8().constData(), 0755), 0);
        QCOMPARE(ended, 0);
        QVERIFY(folder.names().isEmpty());
    }

    void wrongPlaces()
    {
        const ExportFolder folder;
        const auto frame = longFrame(1);
        folder.write("file", "");
        QCOMPARE(failsWith(*frame, folder.path("none/out.csv"), ExportForm::Csv, "/none is not there. Make it, or choose another."), 0);
        QCOMPARE(failsWith(*frame, folder.path("file/out.csv"), ExportForm::Csv, "/file is no folder"), 0);
        QCOMPARE(failsWith(*frame, folder.path("."), ExportForm::Csv, "it is a folder. Name a file in it."), 0);
        QCOMPARE(failsWith(*frame, "", ExportForm::Csv, "Name a file in it."), 0);
        QCOMPARE(failsWith(*frame, "/dev/null", ExportForm::Csv, "it is a device or a pipe"), 0);
        QCOMPARE(failsWith(*frame, folder.path(std::string(300, 'x').c_str()), ExportForm::Csv, "its name is too long"), 0);
        QCOMPARE(folder.names(), QStringList{QStringLiteral("file")});
    }

    /// While the library works, which hears no stop. The last, as is any that has a thread here:
    /// a child made while one holds a sanitizer's lock would wait for it for ever.
    void cancelledWhileAWorkbookCloses()
    {
        const ExportFolder folder;
        const auto frame = longFrame(300'000);
        std::stop_source stop;
        QElapsedTimer sinceStop;
        const TextProgress progress = [&](std::int64_t written, std::int64_t rows) {
            if (written <= rows / 8 || stop.stop_requested())
                return;
            stop.request_stop();
            sinceStop.start();
        };
        ExportRequest request;
        request.form = ExportForm::Xlsx;
        const Result<void> written = exportFrame(*frame, request, folder.path("out"), progress, stop.get_token());
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Cancelled);
        QVERIFY(sinceStop.isValid() && sinceStop.elapsed() < 1'000);
        QVERIFY(folder.names().isEmpty());
    }
};

QTEST_APPLESS_MAIN(ExportFailuresTest)
#include "tst_ExportFailures.moc"
