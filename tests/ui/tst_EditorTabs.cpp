// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/editor/ScriptFile.h"
#include "ui/theme/Appearance.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_EditorTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedScriptIsReplaced();
    void thereIsAlwaysAScript();
    void closedScriptComesBack();
    void sessionComesBack();
    void changedFileIsRestoredAsAnEdit();
    void lostFileIsToldOf();
    void tellsOfEdits();

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

void tst_EditorTabs::untouchedScriptIsReplaced()
{
    EditorTabs tabs(m_appearance);
    tabs.add({}, {});
    tabs.add(QStringLiteral("/tmp/a.py"), QStringLiteral("a"));
    QCOMPARE(tabs.count(), 1);
    tabs.add({}, {});
    QCOMPARE(tabs.count(), 2);
    QVERIFY(tabs.goToFile(QStringLiteral("/tmp/a.py")));
    QCOMPARE(tabs.current()->text(), QStringLiteral("a"));
    QVERIFY(!tabs.goToFile(QStringLiteral("/tmp/b.py")));
}

void tst_EditorTabs::thereIsAlwaysAScript()
{
    EditorTabs tabs(m_appearance);
    tabs.add({}, QStringLiteral("x"));
    tabs.closeCurrent();
    QCOMPARE(tabs.count(), 1);
    QVERIFY(tabs.current()->text().isEmpty());
    tabs.closeCurrent();
    QCOMPARE(tabs.count(), 1);
}

void tst_EditorTabs::closedScriptComesBack()
{
    EditorTabs tabs(m_appearance);
    tabs.add({}, {});
    QVERIFY(!tabs.canReopen());
    tabs.current()->insert(QStringLiteral("hours of work"));
    tabs.closeCurrent();
    QVERIFY(tabs.canReopen());
    QCOMPARE(tabs.session().closed.size(), std::size_t(1));
    tabs.reopenClosed();
    QCOMPARE(tabs.current()->text(), QStringLiteral("hours of work"));
    QVERIFY(tabs.current()->isModified());
    QVERIFY(!tabs.canReopen());
    tabs.reopenClosed();
}

void tst_EditorTabs::sessionComesBack()
{
    const QString path = m_isolation.path(QStringLiteral("saved.py"));
    QVERIFY(writeScript(path, QStringLiteral("saved\ntext\n")));
    EditorTabs tabs(m_appearance);
    tabs.add(path, QStringLiteral("saved\ntext\n"))->setCursorPosition(1, 2);
    tabs.add({}, QStringLiteral("example"))->setName(QStringLiteral("welcome.py"));
    tabs.add({}, {})->insert(QStringLiteral("typed"));
    QVERIFY(tabs.goToFile(path));
    const KeptSession session = tabs.session();

    EditorTabs next(m_appearance);
    next.restore(session);
    QCOMPARE(next.session(), session);
    QCOMPARE(next.current()->path(), path);
    QVERIFY(!next.current()->isModified());
    QCOMPARE(next.at(1)->title(), QStringLiteral("welcome.py"));
    QVERIFY(next.at(2)->isModified());
}

void tst_EditorTabs::changedFileIsRestoredAsAnEdit()
{
    const QString path = m_isolation.path(QStringLiteral("changed.py"));
    QVERIFY(writeScript(path, QStringLiteral("on the disk")));
    EditorTabs tabs(m_appearance);
    tabs.restore({{{path, {}, QStringLiteral("unsaved"), true, 1, 1}}, 0, {}});
    QCOMPARE(tabs.current()->text(), QStringLiteral("unsaved"));
    QVERIFY(tabs.current()->isModified());
    tabs.current()->undo();
    QCOMPARE(tabs.current()->text(), QStringLiteral("on the disk"));
}

void tst_EditorTabs::lostFileIsToldOf()
{
    const QString path = m_isolation.path(QStringLiteral("gone.py"));
    EditorTabs tabs(m_appearance);
    tabs.restore(
        {{{path, {}, {}, false, 1, 1}, {path, {}, QStringLiteral("mine"), true, 1, 1}}, 7, {}});
    QCOMPARE(tabs.count(), 1);
    QCOMPARE(tabs.current()->text(), QStringLiteral("mine"));
}

void tst_EditorTabs::tellsOfEdits()
{
    EditorTabs tabs(m_appearance);
    ScriptEditor *editor = tabs.add({}, {});
    qRegisterMetaType<ScriptEditor *>("assay::ScriptEditor*");
    QSignalSpy edited(&tabs, &EditorTabs::edited);
    QSignalSpy touched(&tabs, &EditorTabs::touched);
    editor->insert(QStringLiteral("x"));
    QVERIFY(!edited.isEmpty());
    QVERIFY(!touched.isEmpty());
}

QTEST_MAIN(tst_EditorTabs)
#include "tst_EditorTabs.moc"
