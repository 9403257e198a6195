// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/WorkbenchOptions.h"
#include "base/StandardStreams.h"
#include "ui/shell/MainWindow.h"

#include <cstdio>
#include <QApplication>
#include <QIcon>
#include <QStandardPaths>

namespace {

constexpr int exitUsage = 2;
constexpr int exitUnavailable = 8;

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    assay::holdStandardStreams();
    QCoreApplication::setApplicationName(QStringLiteral("assay-workbench"));
    QCoreApplication::setOrganizationName(QStringLiteral("assay"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    auto options = assay::WorkbenchOptions::parse(argumentsOf(argc, argv));
    if (!options) {
        std::fprintf(stderr, "assay-workbench: %s\n", options.error().text.c_str());
        return exitUsage;
    }
    if (!options->message.isEmpty())
        return std::fputs(qPrintable(options->message), stdout) < 0;
    if (!hasDisplay()) {
        std::fputs("assay-workbench: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is "
                   "set); `assay run FILE` runs a script without a window.\n",
                   stderr);
        return exitUnavailable;
    }
    QApplication application(argc, argv);
    // First of all: the engine imports pandas while the window is being made.
    assay::Executor executor(options->engine);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/assay.svg")));
    assay::Appearance appearance(options->theme);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    assay::MainWindow window(executor, options->setup, appearance,
                             {options->files, data + QStringLiteral("/scripts")});
    window.show();
    return QApplication::exec();
}
