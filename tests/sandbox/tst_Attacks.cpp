// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/AttackParty.h"
#include "sandbox/Attack.h"
#include "sandbox/Policy.h"

#include <array>
#include <functional>
#include <map>
#include <QTest>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;

namespace {

/// Runs `body` in a forked process and returns the text it wrote.
std::string inAnotherProcess(const std::function<std::string()> &body)
{
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        const std::string text = body();
        _exit(write(ends[1], text.data(), text.size()) == ssize_t(text.size()) ? 0 : 1);
    }
    close(ends[1]);
    std::string text;
    std::array<char, 4096> chunk{};
    for (ssize_t got = 0; (got = read(ends[0], chunk.data(), chunk.size())) > 0;)
        text.append(chunk.data(), static_cast<std::size_t>(got));
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return text;
}

/// The engine's own order of steps, with attackers instead of scripts. A line an attack.
std::string attackRealPolicy()
{
    std::unique_ptr<Policy> policy = Policy::forThisSystem();
    policy->leaveHost();
    return inAnotherProcess([&]() -> std::string {
        if (const Result<void> closed = policy->closeDoors({"/usr/lib/python3"}); !closed)
            return "closeDoors: " + closed.error().text + '\n';
        std::string lines;
        for (const LayerReport &report : policy->layers())
            lines += std::string(layerName(report.layer)) + ": " +
                     std::string(layerStateName(report.state)) + '\n';
        for (const AttackText &attack : attackEveryLayer(*policy).attacks)
            lines += attack.layer + ": " + attack.name + ": " +
                     (attack.blocked ? "blocked" : "GOT THROUGH") + '\n';
        return lines;
    });
}

bool getsThroughUnconfined(const char *name)
{
    const std::string answer = inAnotherProcess([&]() -> std::string {
        for (const Attack &attack : attacks())
            if (attack.name == name)
                return attack.isBlocked() ? "blocked" : "through";
        return "unknown";
    });
    return answer == "through";
}

} // namespace

/// The real confinement, attacked from inside, one layer at a time.
class AttacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLayerIsActiveAndHolds()
    {
        const QString report = QString::fromStdString(inAnotherProcess(attackRealPolicy));
        for (const char *layer : {"namespaces", "landlock", "seccomp", "no_new_privs", "rlimits"})
            QVERIFY2(report.contains(QLatin1String(layer) + QStringLiteral(": active")),
                     qPrintable(report));
        QCOMPARE(report.count(QStringLiteral(": blocked\n")), qsizetype(attacks().size()));
        QVERIFY2(!report.contains(QStringLiteral("GOT THROUGH")), qPrintable(report));
    }

    /// An attack that is always "blocked" would prove nothing.
    void attacksWorkWithoutConfinement_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             {"read a file of the host", "see processes of the host", "connect to this machine",
              "list the root folder", "run new machine code", "start a process", "open a socket",
              "trace a process", "write another process's memory", "use the key ring",
              "make memory outside the limit", "enter another namespace", "make a namespace",
              "change a file's mode", "take memory without end", "open files without end",
              "gain privileges", "signal another process"})
            QTest::newRow(name) << QByteArray(name);
    }
    void attacksWorkWithoutConfinement()
    {
        QFETCH(QByteArray, name);
        QVERIFY(getsThroughUnconfined(name.constData()));
    }
};

QTEST_APPLESS_MAIN(AttacksTest)
#include "tst_Attacks.moc"
