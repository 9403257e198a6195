// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/BuiltinProfiles.h"
#include "policy/RuleBook.h"

#include <algorithm>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace assay;

class RuleBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A finding's rule leads to its explanation: each id in the sources has one.
    void explainsEveryRule()
    {
        const std::vector<RuleText> book = ruleBook(profile("slack"));
        constexpr auto tells = "tell\\(\\s*[^,]+,\\s*'([a-z-]+)'";
        int found = 0;
        for (const auto &[file, pattern] :
             {std::pair("/core/policy/Refusals.cpp", "(?:refusal|textRule)\\(\\s*\"([a-z-]+)\""),
              std::pair("/core/policy/Warnings.cpp", "warning\\(\\s*\"([a-z-]+)\""),
              std::pair("/resources/python/prediction/walk.py", tells),
              std::pair("/resources/python/prediction/statements.py", tells),
              std::pair("/resources/python/prediction/expressions.py", tells),
              std::pair("/resources/python/prediction/calls.py", tells)}) {
            QFile source(QStringLiteral(ASSAY_SOURCE_DIR) + QLatin1String(file));
            QVERIFY(source.open(QIODevice::ReadOnly));
            const QRegularExpression ids{QLatin1String(pattern)};
            for (const auto &match : ids.globalMatch(QString::fromUtf8(source.readAll()))) {
                const std::string id = match.captured(1).toStdString();
                ++found;
                QVERIFY2(std::ranges::count(book, id, &RuleText::id) == 1, id.c_str());
            }
        }
        QVERIFY(found >= 20);
    }

    void saysWhatAProfileDoesWithout()
    {
        const auto isActive = [](const char *name, const char *id) {
            for (const RuleText &rule : ruleBook(profile(name)))
                if (rule.id == id)
                    return rule.isActive;
            return false;
        };
        QVERIFY(isActive("slack", "text-rule"));
        QVERIFY(!isActive("local", "text-rule"));
        QVERIFY(!isActive("slack", "import-fails"));
        QVERIFY(isActive("deployed", "import-fails"));
        QVERIFY(isActive("deployed", "missing-exception"));
        QVERIFY(!isActive("slack", "missing-exception"));
    }

    void everyRuleHasWords()
    {
        for (const std::string_view name : builtinProfileNames())
            for (const RuleText &rule : ruleBook(profile(name)))
                QVERIFY2(!rule.title.empty() && rule.words.ends_with('.'), rule.id.c_str());
    }

private:
    static Profile profile(std::string_view name)
    {
        return Profile::fromJson(builtinProfile(name).value()).value();
    }
};

QTEST_GUILESS_MAIN(RuleBookTest)
#include "tst_RuleBook.moc"
