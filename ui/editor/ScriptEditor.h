// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"
#include "ui/editor/Qsci.h"

#include <optional>
#include <QStringList>
#include <vector>

namespace assay {

class Appearance;

/// Edits one script: Python's colours, four spaces, the line an error came from marked until the
/// next edit, and what was found in the text underlined. Lines and columns count from 1.
class ScriptEditor : public QsciScintilla
{
    Q_OBJECT

public:
    explicit ScriptEditor(const Appearance &appearance, QWidget *parent = nullptr);

    /// The file it was opened from or saved to; empty for a script without a name.
    [[nodiscard]] QString path() const { return m_path; }
    void setPath(const QString &path) { m_path = path; }
    /// What to call it as long as it has no path.
    void setName(const QString &name) { m_name = name; }
    [[nodiscard]] QString name() const { return m_name; }
    /// The file's name, else the given one, else `Untitled`.
    [[nodiscard]] QString title() const;

    void markError(int line);
    void clearError();
    [[nodiscard]] std::optional<int> errorLine() const { return m_errorLine; }
    /// Underlines them, and marks their lines; what was shown before is gone. They move with the
    /// text until the next ones come.
    void showFindings(const std::vector<Finding> &findings);
    [[nodiscard]] const std::vector<Finding> &findings() const { return m_findings; }
    /// What the hover says below each explanation, such as the keys that help further.
    void setHoverHint(const QString &hint) { m_hoverHint = hint; }
    /// Goes to the next finding after the cursor, or with -1 to the one before it, round the ends.
    void goToFinding(int step);
    void goTo(int line, int column = 1);
    /// The rule of the finding at the cursor, else of one in its line; empty where there is none.
    [[nodiscard]] QString ruleAtCursor() const;
    /// The place just below the cursor, in the editor's coordinates.
    [[nodiscard]] QPoint belowCursor() const;
    /// Puts `# ` before the selected lines, or takes it away where all have it.
    void toggleComment();
    /// Adds a line at the end, where the cursor goes; undone in one step.
    void addLine(const QString &line);
    /// Replaces the whole text by an edit that can be undone.
    void replaceText(const QString &text);

Q_SIGNALS:
    void filesDropped(const QStringList &paths);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void configure();
    void bindKeys();
    void applyTheme();
    void colorLexer();
    void updateGutter();
    void styleFindings();
    void explain(int position, int x, int y);
    [[nodiscard]] std::pair<int, int> bytesOf(const Span &span) const;

    const Appearance &m_appearance;
    QsciLexerPython *m_lexer;
    QString m_path;
    QString m_name;
    std::optional<int> m_errorLine;
    std::vector<Finding> m_findings;
    QString m_hoverHint;
};

} // namespace assay
