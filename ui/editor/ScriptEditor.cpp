// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/ScriptEditor.h"

#include "ui/theme/Appearance.h"

#include <algorithm>
#include <array>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <utility>

namespace assay {
namespace {

enum Margin { NumbersMargin, MarksMargin, FoldsMargin };
enum Marker { ErrorLineMarker = 8, ErrorSignMarker = 9 };

constexpr int spacesPerIndent = 4;
constexpr int markMarginWidth = 10;
constexpr int foldMarginWidth = 14;
constexpr int foldSize = 11;
constexpr int leastDigits = 3;

QStringList droppedFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

/// Python 3's keywords, and what the bot's scripts find without an import as built-ins.
class ScriptLexer : public QsciLexerPython
{
public:
    using QsciLexerPython::QsciLexerPython;

    const char *keywords(int set) const override
    {
        if (set == 1)
            return "False None True and as assert async await break class continue def del elif "
                   "else except finally for from global if import in is lambda nonlocal not or "
                   "pass raise return try while with yield";
        if (set != 2)
            return nullptr;
        return "load_trades load_balances load_snapshots pd np datetime timedelta math statistics "
               "result len range enumerate zip map filter sorted reversed min max sum abs round "
               "int float str bool list dict set tuple print isinstance issubclass type all any";
    }
};

} // namespace

ScriptEditor::ScriptEditor(const Appearance &appearance, QWidget *parent)
    : QsciScintilla(parent)
    , m_appearance(appearance)
    , m_lexer(new ScriptLexer(this))
{
    configure();
    bindKeys();
    applyTheme();
    connect(this, &QsciScintilla::linesChanged, this, &ScriptEditor::updateGutter);
    connect(this, &QsciScintilla::textChanged, this, &ScriptEditor::clearError);
    connect(&appearance, &Appearance::changed, this, &ScriptEditor::applyTheme);
}

void ScriptEditor::configure()
{
    setUtf8(true);
    setFrameShape(NoFrame);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setTabWidth(spacesPerIndent);
    setAutoIndent(true);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    setCaretWidth(2);
    setIndentationGuides(true);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setExtraAscent(2);
    setExtraDescent(2);
    SendScintilla(SCI_SETMULTIPLESELECTION, 1UL);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1UL);
    setMarginLineNumbers(NumbersMargin, true);
    setMarginType(MarksMargin, SymbolMargin);
    setMarginWidth(MarksMargin, markMarginWidth);
    setMarginMarkerMask(MarksMargin, 1 << ErrorSignMarker);
    setFolding(PlainFoldStyle, FoldsMargin);
    setMarginWidth(FoldsMargin, foldMarginWidth);
    markerDefine(Background, ErrorLineMarker);
    markerDefine(LeftRectangle, ErrorSignMarker);
    setAccessibleName(tr("Script"));
    setAcceptDrops(true);
}

void ScriptEditor::bindKeys()
{
    // The window's own: go to line, find, run.
    for (const QKeyCombination key :
         {Qt::CTRL | Qt::Key_L, Qt::CTRL | Qt::Key_T, Qt::CTRL | Qt::Key_Return})
        if (QsciCommand *command = standardCommands()->boundTo(key.toCombined()))
            command->setKey(0);
}

QString ScriptEditor::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    return m_name.isEmpty() ? tr("Untitled") : m_name;
}

void ScriptEditor::applyTheme()
{
    using Color = Theme::Color;
    const auto color = [this](Color which) { return m_appearance.color(which); };
    colorLexer();
    setCaretForegroundColor(color(Color::Caret));
    setCaretLineBackgroundColor(color(Color::CurrentLine));
    setSelectionBackgroundColor(color(Color::Selection));
    resetSelectionForegroundColor();
    setMarginsBackgroundColor(color(Color::Gutter));
    setMarginsForegroundColor(color(Color::GutterText));
    setFoldMarginColors(color(Color::Gutter), color(Color::Gutter));
    setIndentationGuidesForegroundColor(color(Color::Guide));
    setIndentationGuidesBackgroundColor(color(Color::EditorBackground));
    setMatchedBraceBackgroundColor(color(Color::Brace));
    setMatchedBraceForegroundColor(color(Color::Default));
    setUnmatchedBraceBackgroundColor(color(Color::BraceBad));
    setUnmatchedBraceForegroundColor(color(Color::Default));
    setMarkerBackgroundColor(color(Color::ErrorLine), ErrorLineMarker);
    setMarkerBackgroundColor(color(Color::Error), ErrorSignMarker);
    setMarkerForegroundColor(color(Color::Error), ErrorSignMarker);
    const auto sign = [this](const char *icon) {
        return m_appearance.icon(QLatin1String(icon), Color::GutterText).pixmap(foldSize, foldSize);
    };
    markerDefine(sign("chevron"), SC_MARKNUM_FOLDER);
    markerDefine(sign("down"), SC_MARKNUM_FOLDEROPEN);
    updateGutter();
}

void ScriptEditor::colorLexer()
{
    using Color = Theme::Color;
    constexpr std::array styles{
        std::pair{QsciLexerPython::Comment, Color::Comment},
        std::pair{QsciLexerPython::CommentBlock, Color::Comment},
        std::pair{QsciLexerPython::Number, Color::Number},
        std::pair{QsciLexerPython::DoubleQuotedString, Color::String},
        std::pair{QsciLexerPython::SingleQuotedString, Color::String},
        std::pair{QsciLexerPython::TripleSingleQuotedString, Color::String},
        std::pair{QsciLexerPython::TripleDoubleQuotedString, Color::String},
        std::pair{QsciLexerPython::DoubleQuotedFString, Color::String},
        std::pair{QsciLexerPython::SingleQuotedFString, Color::String},
        std::pair{QsciLexerPython::TripleSingleQuotedFString, Color::String},
        std::pair{QsciLexerPython::TripleDoubleQuotedFString, Color::String},
        std::pair{QsciLexerPython::Keyword, Color::Keyword},
        std::pair{QsciLexerPython::ClassName, Color::Definition},
        std::pair{QsciLexerPython::FunctionMethodName, Color::Definition},
        std::pair{QsciLexerPython::HighlightedIdentifier, Color::Builtin},
        std::pair{QsciLexerPython::Operator, Color::Operator},
        std::pair{QsciLexerPython::Decorator, Color::Decorator},
        std::pair{QsciLexerPython::UnclosedString, Color::Unclosed},
    };
    const QFont font = Appearance::codeFont();
    m_lexer->setDefaultFont(font);
    m_lexer->setFont(font, -1);
    m_lexer->setColor(m_appearance.color(Color::Default), -1);
    m_lexer->setPaper(m_appearance.color(Color::EditorBackground), -1);
    m_lexer->setDefaultColor(m_appearance.color(Color::Default));
    m_lexer->setDefaultPaper(m_appearance.color(Color::EditorBackground));
    for (const auto &[style, color] : styles)
        m_lexer->setColor(m_appearance.color(color), style);
    if (lexer() != m_lexer)
        setLexer(m_lexer);
    setMarginsFont(font);
}

void ScriptEditor::updateGutter()
{
    const int digits = std::max(leastDigits, int(QString::number(lines()).size()));
    setMarginWidth(NumbersMargin, QString(digits + 1, u'8'));
}

void ScriptEditor::markError(int line)
{
    clearError();
    if (line < 1 || line > lines())
        return;
    m_errorLine = line;
    markerAdd(line - 1, ErrorLineMarker);
    markerAdd(line - 1, ErrorSignMarker);
}

void ScriptEditor::clearError()
{
    if (!m_errorLine)
        return;
    m_errorLine.reset();
    markerDeleteAll(ErrorLineMarker);
    markerDeleteAll(ErrorSignMarker);
}

void ScriptEditor::goTo(int line, int column)
{
    const int row = std::clamp(line - 1, 0, std::max(0, lines() - 1));
    ensureLineVisible(row);
    setCursorPosition(row, std::max(0, column - 1));
    SendScintilla(SCI_VERTICALCENTRECARET);
    setFocus();
}

void ScriptEditor::toggleComment()
{
    int first = 0, from = 0, last = 0, to = 0;
    getSelection(&first, &from, &last, &to);
    if (first < 0)
        getCursorPosition(&first, &from), last = first, to = 1;
    if (to == 0 && last > first)
        --last;
    bool allCommented = true;
    for (int line = first; line <= last; ++line) {
        const QString content = text(line).trimmed();
        allCommented = allCommented && (content.isEmpty() || content.startsWith(u'#'));
    }
    beginUndoAction();
    for (int line = first; line <= last; ++line) {
        const QString content = text(line);
        if (content.trimmed().isEmpty())
            continue;
        const int at = allCommented ? int(content.indexOf(u'#')) : indentation(line);
        if (!allCommented) {
            insertAt(QStringLiteral("# "), line, at);
            continue;
        }
        setSelection(line, at, line, at + (content.mid(at + 1, 1) == u' ' ? 2 : 1));
        removeSelectedText();
    }
    endUndoAction();
}

void ScriptEditor::replaceText(const QString &text)
{
    selectAll();
    replaceSelectedText(text);
}

void ScriptEditor::dragEnterEvent(QDragEnterEvent *event)
{
    if (droppedFiles(event->mimeData()).isEmpty())
        QsciScintilla::dragEnterEvent(event);
    else
        event->acceptProposedAction();
}

void ScriptEditor::dragMoveEvent(QDragMoveEvent *event)
{
    if (droppedFiles(event->mimeData()).isEmpty())
        QsciScintilla::dragMoveEvent(event);
    else
        event->acceptProposedAction();
}

void ScriptEditor::dropEvent(QDropEvent *event)
{
    const QStringList paths = droppedFiles(event->mimeData());
    if (paths.isEmpty()) {
        QsciScintilla::dropEvent(event);
        return;
    }
    event->acceptProposedAction();
    Q_EMIT filesDropped(paths);
}

} // namespace assay
