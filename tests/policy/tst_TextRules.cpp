// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/TextRules.h"

#include <QTest>

using namespace assay;

class TestTextRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFoundInNothing();
    void allHitsComeInOrder();
    void hitsMayOverlap();
    void patternAtTheEnd();
    void patternsBeyondAscii();
    void movedLettersPointAtTheirOrigin();
};

void TestTextRules::nothingIsFoundInNothing()
{
    QVERIFY(TextRules({U"os."}).find({}).empty());
    QVERIFY(TextRules({}).find({U"os.", {}}).empty());
    QVERIFY(TextRules({U"os."}).find({U"os", {}}).empty());
}

void TestTextRules::allHitsComeInOrder()
{
    const TextRules rules({U"open(", U"os.", U"lambda"});
    const auto hits = rules.find({U"pos.sum() # lambda os.open(", {}});
    const std::vector<TextHit> expected{{1, 1, 4}, {2, 12, 18}, {1, 19, 22}, {0, 22, 27}};
    QCOMPARE(hits, expected);
}

void TestTextRules::hitsMayOverlap()
{
    const TextRules rules({U"input(", U"raw_input(", U"aa"});
    const std::vector<TextHit> nested{{1, 0, 10}, {0, 4, 10}};
    QCOMPARE(rules.find({U"raw_input(", {}}), nested);
    QCOMPARE(rules.find({U"aaaa", {}}).size(), std::size_t(3));
}

void TestTextRules::patternAtTheEnd()
{
    const TextRules rules({U"os.", U"os"});
    const std::vector<TextHit> expected{{1, 1, 3}};
    QCOMPARE(rules.find({U"pos", {}}), expected);
}

void TestTextRules::patternsBeyondAscii()
{
    const TextRules rules({U"é", U"\U0001F600"});
    const std::vector<TextHit> expected{{0, 1, 2}, {1, 3, 4}};
    QCOMPARE(rules.find({U"xéx\U0001F600ü", {}}), expected);
}

void TestTextRules::movedLettersPointAtTheirOrigin()
{
    // The source was U+0130 and "OS.", the first of which became two code points.
    const TextRules rules({U"os.", U"i\u0307"});
    const std::vector<TextHit> expected{{1, 0, 1}, {0, 1, 4}};
    QCOMPARE(rules.find({U"i\u0307os.", {0, 0, 1, 2, 3}}), expected);
}

QTEST_APPLESS_MAIN(TestTextRules)
#include "tst_TextRules.moc"
