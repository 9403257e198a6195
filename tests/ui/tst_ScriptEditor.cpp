// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/theme/Appearance.h"

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace assay;

class tst_ScriptEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorMarkGoesWithTheNextEdit();
    void ignoresLinesThatAreNotThere();
    void goesToLines();
    void indentsWithFourSpaces();
    void commentsAndUncomments();
    void replacingCanBeUndone();
    void droppedFilesAreOffered();
    void themeChangeKeepsText();

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

void tst_ScriptEditor::errorMarkGoesWithTheNextEdit()
{
    ScriptEditor editor(m_appearance);
    editor.setText(QStringLiteral("a\nb\nc"));
    editor.markError(2);
    QCOMPARE(editor.errorLine(), std::optional<int>(2));
    QVERIFY(editor.markersAtLine(1) != 0);
    editor.insertAt(QStringLiteral("x"), 0, 0);
    QVERIFY(!editor.errorLine());
    QCOMPARE(editor.markersAtLine(1), 0U);
}

void tst_ScriptEditor::ignoresLinesThatAreNotThere()
{
    ScriptEditor editor(m_appearance);
    for (const int line : {-1, 0, 2, 1 << 30}) {
        editor.markError(line);
        QVERIFY(!editor.errorLine());
    }
}

void tst_ScriptEditor::goesToLines()
{
    ScriptEditor editor(m_appearance);
    editor.setText(QStringLiteral("one\ntwo\nthree"));
    int line = 0, column = 0;
    editor.goTo(2, 3);
    editor.getCursorPosition(&line, &column);
    QCOMPARE(std::pair(line, column), std::pair(1, 2));
    editor.goTo(99);
    editor.getCursorPosition(&line, &column);
    QCOMPARE(line, 2);
}

void tst_ScriptEditor::indentsWithFourSpaces()
{
    ScriptEditor editor(m_appearance);
    QTest::keyClicks(&editor, QStringLiteral("if x:"));
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClick(&editor, Qt::Key_Tab);
    QTest::keyClicks(&editor, QStringLiteral("y"));
    QTest::keyClick(&editor, Qt::Key_Return);
    QTest::keyClicks(&editor, QStringLiteral("z"));
    QVERIFY2(editor.text().endsWith(QStringLiteral("    y\n    z")), qPrintable(editor.text()));
    QVERIFY(!editor.text().contains(u'\t'));
}

void tst_ScriptEditor::commentsAndUncomments()
{
    const QString text = QStringLiteral("for x in y:\n    a\n\n    b\nc\n");
    ScriptEditor editor(m_appearance);
    editor.setText(text);
    editor.setSelection(1, 0, 4, 0);
    editor.toggleComment();
    QCOMPARE(editor.text(), QStringLiteral("for x in y:\n    # a\n\n    # b\nc\n"));
    editor.setSelection(1, 0, 4, 0);
    editor.toggleComment();
    QCOMPARE(editor.text(), text);
    editor.setCursorPosition(0, 0);
    editor.toggleComment();
    QVERIFY(editor.text().startsWith(QStringLiteral("# for")));
    editor.undo();
    QCOMPARE(editor.text(), text);
}

void tst_ScriptEditor::replacingCanBeUndone()
{
    ScriptEditor editor(m_appearance);
    editor.setText(QStringLiteral("on the disk"));
    editor.setModified(false);
    editor.replaceText(QStringLiteral("unsaved"));
    QVERIFY(editor.isModified());
    editor.undo();
    QCOMPARE(editor.text(), QStringLiteral("on the disk"));
}

void tst_ScriptEditor::droppedFilesAreOffered()
{
    ScriptEditor editor(m_appearance);
    QSignalSpy dropped(&editor, &ScriptEditor::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a b.py")),
                  QUrl(QStringLiteral("https://example.org/c.py"))});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor.viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(editor.viewport(), &event);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.front().front().toStringList(), QStringList(QStringLiteral("/tmp/a b.py")));
    QVERIFY(editor.text().isEmpty());
}

void tst_ScriptEditor::themeChangeKeepsText()
{
    ScriptEditor editor(m_appearance);
    editor.setText(QStringLiteral("x = 1"));
    editor.markError(1);
    m_appearance.choose(Appearance::Choice::Dark);
    QCOMPARE(editor.text(), QStringLiteral("x = 1"));
    QCOMPARE(editor.errorLine(), std::optional<int>(1));
    m_appearance.choose(Appearance::Choice::Light);
}

QTEST_MAIN(tst_ScriptEditor)
#include "tst_ScriptEditor.moc"
