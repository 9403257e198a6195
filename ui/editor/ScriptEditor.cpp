// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/ScriptEditor.h"

#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QToolTip>
#include <QUrl>
#include <utility>

namespace assay {
namespace {

enum Margin { NumbersMargin, MarksMargin, FoldsMargin };
enum Marker { ErrorLineMarker = 8, ErrorSignMarker, WarningSignMarker, RefusalSignMarker };
/// One a severity. Scintilla leaves the first eight to lexers.
enum Indicator { WarningIndicator = 8, DoubtIndicator, FailureIndicator, RefusalIndicator };

constexpr int hoverMilliseconds = 350;

Indicator indicatorOf(Severity severity)
{
    switch (severity) {
    case Severity::Refusal:
        return RefusalIndicator;
    case Severity::Failure:
        return FailureIndicator;
    case Severity::Doubt:
        return DoubtIndicator;
    case Severity::Warning:
        break;
    }
    return WarningIndicator;
}

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
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, &ScriptEditor::explain);
    connect(this, &QsciScintillaBase::SCN_DWELLEND, this, [] { QToolTip::hideText(); });
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
    setMarginMarkerMask(MarksMargin, 1 << ErrorSignMarker | 1 << WarningSignMarker |
                                         1 << RefusalSignMarker);
    setFolding(PlainFoldStyle, FoldsMargin);
    setMarginWidth(FoldsMargin, foldMarginWidth);
    markerDefine(Background, ErrorLineMarker);
    markerDefine(LeftRectangle, ErrorSignMarker);
    markerDefine(Circle, RefusalSignMarker);
    markerDefine(RightTriangle, WarningSignMarker);
    SendScintilla(SCI_SETMOUSEDWELLTIME, hoverMilliseconds);
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
    styleFindings();
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

void ScriptEditor::styleFindings()
{
    using Color = Theme::Color;
    const auto style = [this](Indicator which, IndicatorStyle look, Color color) {
        indicatorDefine(look, which);
        setIndicatorForegroundColor(m_appearance.color(color), which);
    };
    style(RefusalIndicator, SquiggleIndicator, Color::Error);
    style(FailureIndicator, SquiggleIndicator, Color::Warning);
    style(DoubtIndicator, DotsIndicator, Color::Warning);
    style(WarningIndicator, DotsIndicator, Color::TextFaint);
    for (const auto &[marker, color] : {std::pair{RefusalSignMarker, Color::Error},
                                        std::pair{WarningSignMarker, Color::Warning}}) {
        setMarkerBackgroundColor(m_appearance.color(color), marker);
        setMarkerForegroundColor(m_appearance.color(color), marker);
    }
}

std::pair<int, int> ScriptEditor::bytesOf(const Span &span) const
{
    const int begin = positionFromLineIndex(span.line - 1, span.column - 1);
    const int end = positionFromLineIndex(span.endLine - 1, span.endColumn - 1);
    return {begin, std::max(end, begin)};
}

void ScriptEditor::showFindings(const std::vector<Finding> &findings)
{
    if (findings == m_findings)
        return;
    m_findings = findings;
    const long length = SendScintilla(SCI_GETLENGTH);
    for (int indicator = WarningIndicator; indicator <= RefusalIndicator; ++indicator) {
        SendScintilla(SCI_SETINDICATORCURRENT, indicator);
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, length);
    }
    markerDeleteAll(WarningSignMarker);
    markerDeleteAll(RefusalSignMarker);
    for (const Finding &finding : findings) {
        const auto [begin, end] = bytesOf(finding.span);
        SendScintilla(SCI_SETINDICATORCURRENT, indicatorOf(finding.severity));
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(begin),
                      static_cast<long>(std::max(end - begin, 1)));
        if (finding.severity == Severity::Refusal)
            markerAdd(finding.span.line - 1, RefusalSignMarker);
        else if (finding.severity == Severity::Failure)
            markerAdd(finding.span.line - 1, WarningSignMarker);
    }
}

void ScriptEditor::goToFinding(int step)
{
    if (m_findings.empty())
        return;
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    const auto place = [](const Finding &finding) {
        return std::pair(finding.span.line, finding.span.column);
    };
    std::vector<std::pair<int, int>> places;
    std::ranges::transform(m_findings, std::back_inserter(places), place);
    std::ranges::sort(places);
    const std::pair here(line + 1, column + 1);
    auto next = step > 0 ? std::ranges::upper_bound(places, here) : std::ranges::lower_bound(places, here);
    if (step > 0 && next == places.end())
        next = places.begin();
    else if (step < 0)
        next = std::prev(next == places.begin() ? places.end() : next);
    goTo(next->first, next->second);
}

/// Where the mouse rests: why that place is underlined.
void ScriptEditor::explain(int position, int x, int y)
{
    QStringList texts;
    for (const Finding &finding : m_findings) {
        const auto [begin, end] = bytesOf(finding.span);
        if (position < begin || position >= std::max(end, begin + 1))
            continue;
        QString text = QStringLiteral("<b>%1</b>").arg(
            QString::fromStdString(finding.message).toHtmlEscaped());
        for (const std::string &more : {finding.reason, finding.fix})
            if (!more.empty())
                text += QStringLiteral("<br>") + quoted(QString::fromStdString(more)).toHtmlEscaped();
        texts << text;
    }
    if (!texts.isEmpty() && !m_hoverHint.isEmpty())
        texts.last() += QStringLiteral("<br><i>%1</i>").arg(m_hoverHint.toHtmlEscaped());
    if (position >= 0 && !texts.isEmpty())
        QToolTip::showText(viewport()->mapToGlobal(QPoint(x, y)),
                           texts.join(QStringLiteral("<hr>")), viewport());
}

void ScriptEditor::goTo(int line, int column)
{
    const int row = std::clamp(line - 1, 0, std::max(0, lines() - 1));
    ensureLineVisible(row);
    setCursorPosition(row, std::max(0, column - 1));
    SendScintilla(SCI_VERTICALCENTRECARET);
    setFocus();
}

QString ScriptEditor::ruleAtCursor() const
{
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    const std::pair here(line + 1, column + 1);
    QString rule;
    for (const Finding &finding : m_findings) {
        const Span &span = finding.span;
        if (here >= std::pair(span.line, span.column) && here <= std::pair(span.endLine, span.endColumn))
            return QString::fromStdString(finding.rule);
        if (rule.isEmpty() && span.line <= here.first && here.first <= span.endLine)
            rule = QString::fromStdString(finding.rule);
    }
    return rule;
}

QPoint ScriptEditor::belowCursor() const
{
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    const long position = SendScintilla(SCI_GETCURRENTPOS);
    const long x = SendScintilla(SCI_POINTXFROMPOSITION, 0UL, position);
    const long y = SendScintilla(SCI_POINTYFROMPOSITION, 0UL, position);
    return viewport()->mapTo(this, QPoint(int(x), int(y) + textHeight(line) + 4));
}

void ScriptEditor::addLine(const QString &line)
{
    const int last = lines() - 1, end = int(text(last).size());
    beginUndoAction();
    insertAt((end > 0 ? QStringLiteral("\n") : QString()) + line + u'\n', last, end);
    endUndoAction();
    setCursorPosition(lines() - 1, 0);
    ensureCursorVisible();
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
