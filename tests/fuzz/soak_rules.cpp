// SPDX-License-Identifier: GPL-3.0-or-later
// soak_rules SECONDS|=COUNT [SEED]: odd scripts, each checked and run. The checker and the guard of
// the run must be of one mind, and nothing may crash, hang or go unanswered. Ends with 1 at the
// first script of which that is not true, and prints it.
#include "execution/Executor.h"
#include "data/DataSource.h"
#include "policy/BuiltinProfiles.h"
#include "tests/fuzz/ScriptMutator.h"

#include <nlohmann/json.hpp>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>
#include <cstdio>
#include <map>

using namespace assay;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t atOnce = 4;
constexpr auto patience = 60s; ///< a run has 2 s, a check 10, and the engine may be made anew

QStringList ordinaryScripts()
{
    QStringList scripts;
    QFile own(QStringLiteral(ASSAY_TEST_DATA "/prediction-scripts.txt"));
    QFile vectors(QStringLiteral(ASSAY_TEST_DATA "/bot/validator-vectors.jsonl"));
    if (!own.open(QIODevice::ReadOnly) || !vectors.open(QIODevice::ReadOnly))
        qFatal("no scripts to start from");
    for (const QString &part : QString::fromUtf8(own.readAll()).split(QStringLiteral("\n#%% ")).mid(1))
        scripts << part.section(u'\n', 1);
    while (!vectors.atEnd()) {
        const auto vector = nlohmann::json::parse(vectors.readLine().toStdString(), nullptr, false);
        if (vector.is_object() && vector.contains("code"))
            scripts << QString::fromStdString(vector["code"]);
    }
    return scripts;
}

class Fuzz : public QObject
{
public:
    Fuzz(quint64 seed, std::int64_t count, std::chrono::seconds time)
        : m_executor(options())
        , m_mutator(ordinaryScripts(), seed)
        , m_left(count)
        , m_time(time)
    {
        for (const std::string_view name : builtinProfileNames()) {
            const auto json = builtinProfile(name);
            m_profiles << QString::fromUtf8(json->data(), qsizetype(json->size()));
        }
        m_source = openSource("sample").value();
        connect(&m_executor, &Executor::checkFinished, this, &Fuzz::takeVerdict);
        connect(&m_executor, &Executor::runFinished, this, &Fuzz::takeResult);
        connect(&m_watch, &QTimer::timeout, this, &Fuzz::lookForHangs);
        m_watch.start(1s);
        m_clock.start();
        while (m_pairs.size() < atOnce)
            startNext();
    }

private:
    struct Pair
    {
        QString script;
        RequestId run = 0;
        std::optional<Verdict> verdict;
        std::optional<RunResult> result;
        QElapsedTimer age;
    };

    static EngineOptions options()
    {
        EngineOptions options;
        options.program = QStringLiteral(ASSAY_ENGINE);
        return options;
    }

    void startNext()
    {
        if (m_left == 0 || m_clock.hasExpired(std::chrono::milliseconds(m_time).count())) {
            if (m_pairs.empty())
                end(0);
            return;
        }
        --m_left;
        RunRequest request;
        request.code = m_mutator.next();
        request.profile = m_profiles[qsizetype(m_done + m_pairs.size()) % m_profiles.size()];
        request.source = m_source;
        request.limits.wall = 2s;
        const RequestId check = m_executor.check(request.code, request.profile);
        Pair &pair = m_pairs[check];
        pair.script = request.code;
        pair.age.start();
        pair.run = m_executor.start(std::move(request));
    }

    void takeVerdict(RequestId check, const std::optional<Verdict> &verdict, const QString &problem)
    {
        const auto found = m_pairs.find(check);
        // A script that is too much for the parser is told of as one; that is an answer.
        found->second.verdict = verdict ? *verdict : Verdict{false, problem.toStdString(), {}};
        m_unparsable += verdict ? 0 : 1;
        conclude(found);
    }

    void takeResult(RequestId run, const RunResult &result)
    {
        const auto found = std::ranges::find_if(
            m_pairs, [run](const auto &pair) { return pair.second.run == run; });
        found->second.result = result;
        conclude(found);
    }

    void conclude(std::map<RequestId, Pair>::iterator found)
    {
        const Pair &pair = found->second;
        if (!pair.verdict || !pair.result)
            return;
        const RunEnd end = pair.result->end;
        ++m_ends[runEndName(end)];
        if (end == RunEnd::Unavailable || end == RunEnd::Crashed || end == RunEnd::Cancelled)
            fail(pair, u"the run ended as "_s + runEndName(end) + u": "_s + pair.result->error);
        if ((end == RunEnd::Refused) == pair.verdict->valid)
            fail(pair, u"the verdict is '"_s + QString::fromStdString(pair.verdict->message) +
                           u"', the run ended as "_s + runEndName(end) + u": "_s + pair.result->error);
        if (end == RunEnd::Refused &&
            !pair.result->error.endsWith(QString::fromStdString(pair.verdict->message)))
            fail(pair, u"two messages: "_s + QString::fromStdString(pair.verdict->message) + u" and "_s +
                           pair.result->error);
        if (end == RunEnd::Ok && outlookOf(*pair.verdict) == Outlook::WillFail) {
            ++m_falseAlarms;
            tell(u"false alarm ("_s + QString::fromStdString(pair.verdict->predictions[0].message) + u")"_s,
                 pair.script);
        }
        m_pairs.erase(found);
        if (++m_done % 10'000 == 0)
            std::printf("%lld scripts\n", static_cast<long long>(m_done)), std::fflush(stdout);
        startNext();
    }

    void lookForHangs()
    {
        for (const auto &[check, pair] : m_pairs)
            if (pair.age.hasExpired(std::chrono::milliseconds(patience).count()))
                fail(pair, QStringLiteral("no answer from the ") +
                               (pair.verdict ? QStringLiteral("run") : QStringLiteral("checker")));
    }

    static void tell(const QString &what, const QString &script)
    {
        const std::string json =
            nlohmann::json(script.toStdString()).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
        std::printf("%s\n  %s\n", qPrintable(what), json.substr(0, 4000).c_str());
        std::fflush(stdout);
    }

    void fail(const Pair &pair, const QString &why)
    {
        tell(why, pair.script);
        end(1);
    }

    void end(int code)
    {
        std::printf("%lld scripts, %lld s; too much for the parser: %lld; false alarms: %lld\n",
                    static_cast<long long>(m_done), static_cast<long long>(m_clock.elapsed() / 1000),
                    static_cast<long long>(m_unparsable), static_cast<long long>(m_falseAlarms));
        for (const auto &[name, count] : m_ends)
            std::printf("  %-10s %lld\n", qPrintable(name), static_cast<long long>(count));
        std::fflush(stdout);
        std::_Exit(code); // the first thing that is wrong is what one wants to see
    }

    Executor m_executor;
    ScriptMutator m_mutator;
    QStringList m_profiles;
    std::shared_ptr<DataSource> m_source;
    std::map<RequestId, Pair> m_pairs;
    std::map<QString, std::int64_t> m_ends;
    std::int64_t m_left;
    std::int64_t m_done = 0;
    std::int64_t m_unparsable = 0;
    std::int64_t m_falseAlarms = 0;
    std::chrono::seconds m_time;
    QElapsedTimer m_clock;
    QTimer m_watch;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString amount = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("60");
    const bool isCount = amount.startsWith(u'=');
    const qint64 number = amount.mid(isCount ? 1 : 0).toLongLong();
    const quint64 seed = argc > 2 ? QString::fromLocal8Bit(argv[2]).toULongLong() : 1;
    const Fuzz fuzz(seed, isCount ? number : -1, std::chrono::seconds(isCount ? 3600 : number));
    return QCoreApplication::exec();
}
