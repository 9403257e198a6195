// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include <QTest>

using namespace assay;

/// Nothing a run does is there for the next one, and nothing of the host is there for a run. The
/// scripts run without any rule, so that only the operating system stands in their way.
class CleanlinessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextRunIsClean_data()
    {
        QTest::addColumn<QString>("poison");
        QTest::addColumn<QString>("probe");
        const auto row = [](const char *name, const char *poison, const char *probe) {
            QTest::newRow(name) << QString::fromLatin1(poison) << QString::fromLatin1(probe);
        };
        row("a variable", "leak = 1", "result = 'leak' not in globals()");
        row("a built-in", "import builtins\nbuiltins.len = lambda x: 0", "result = len([1]) == 1");
        row("a method of pandas", "pd.DataFrame.sum = None",
            "result = int(pd.DataFrame({'a': [1]}).sum()['a']) == 1");
        row("a module", "import sys\nsys.modules['json'] = None",
            "import json\nresult = json.dumps(1) == '1'");
        row("an option", "pd.set_option('display.max_rows', 1)",
            "result = pd.get_option('display.max_rows') == 60");
        row("a small integer", "import ctypes\nctypes.memset(id(7) + 24, 9, 1)",
            "result = 7 == 3 + 4");
        row("a trace function", "import sys\nsys.settrace(lambda *a: None)",
            "import sys\nresult = sys.gettrace() is None");
        row("a loaded frame", "load_trades()['amount'].values[:] = -5",
            "result = bool((load_trades()['amount'] > 0).all())");
        row("the random state", "np.random.seed(0)",
            "result = np.random.rand() != 0.5488135039273248");
    }
    void theNextRunIsClean()
    {
        QFETCH(QString, poison);
        QFETCH(QString, probe);
        (void)m_bench.run(poison);
        QCOMPARE(m_bench.shown(probe), QStringLiteral("True"));
    }

    void theHostIsOutOfSight_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *code, const char *shown) {
            QTest::newRow(name) << QString::fromLatin1(code) << QString::fromLatin1(shown);
        };
        row("environment", "import os\nresult = sorted(os.environ)",
            "['MKL_NUM_THREADS', 'NUMEXPR_NUM_THREADS', 'OMP_NUM_THREADS', "
            "'OPENBLAS_NUM_THREADS']");
        row("files",
            "import os\nresult = [os.path.exists(p) for p in "
            "('/etc', '/home', '/root', '/proc', '/dev', '/tmp', '/sys', '/var')]",
            "[False, False, False, False, False, False, False, False]");
        row("descriptors",
            "import os\nx = []\nfor n in range(64):\n    try:\n        os.fstat(n)\n        "
            "x.append(n)\n"
            "    except OSError:\n        pass\nresult = len(x)",
            "4");
        row("threads", "import threading\nresult = threading.active_count()", "1");
        row("a thread", "import threading\nthreading.Thread(target=print).start()",
            "error: RuntimeError: can't start new thread");
        row("a code of its own", "import os\nos._exit(70)",
            "crashed: The script ended its process (exit code 70) without an answer.");
        row("writing", "open('/usr/share/zoneinfo/x', 'w')",
            "error: OSError: [Errno 30] Read-only file system: '/usr/share/zoneinfo/x'");
        row("a process", "import os\nos.fork()",
            "crashed: The script tried what the sandbox forbids (system call clone) and was ended "
            "for it.");
        row("a socket", "import socket\nsocket.socket()",
            "error: PermissionError: [Errno 1] Operation not permitted");
        row("a signal", "import os\nos.kill(os.getppid(), 9)",
            "crashed: The script tried what the sandbox forbids (system call kill) and was ended "
            "for it.");
    }
    void theHostIsOutOfSight()
    {
        QFETCH(QString, code);
        QFETCH(QString, shown);
        QCOMPARE(m_bench.shown(code), shown);
    }

private:
    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(CleanlinessTest)
#include "tst_Cleanliness.moc"
