// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Proposal.h"
#include "execution/QuestionThread.h"

#include <array>
#include <QDialog>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace assay {

class Appearance;
class BusyStrip;
class Frame;
class FrameView;

/// Asks which column of a person's own file is which of the trades, shows what was guessed and how
/// sure that is, and the trades as they would be read.
class MappingDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source`: `csv:FILE` or `parquet:FILE`.
    MappingDialog(const Appearance &appearance, const QString &source, QWidget *parent = nullptr);

    /// As the fields say.
    [[nodiscard]] files::Mapping mapping() const;
    [[nodiscard]] QString found() const;
    [[nodiscard]] bool canAdd() const;

Q_SIGNALS:
    /// The mapping is remembered, and the file can be read.
    void added(const QString &source);
    /// What the trades look like is shown.
    void previewed();

private:
    /// One of the trade columns.
    struct Line
    {
        QComboBox *origin = nullptr; ///< nothing, one of the file's, or always the same text
        QLineEdit *fixed = nullptr;
        QLabel *note = nullptr;
    };

    void buildForm(QGridLayout *grid);
    void buildColumns(QGridLayout *grid);
    void buildTimes(QGridLayout *grid);
    QComboBox *addChoice(QGridLayout *grid, int column, const QString &label,
                         const std::vector<std::pair<QString, QString>> &choices);
    void propose();
    void showProposal(const files::Proposal &proposal);
    void showOrigins();
    void showNotes();
    void readForm();
    void preview();
    void say(const QString &text, bool isGood);
    void accept() override;

    const Appearance &m_appearance;
    QString m_source;
    std::string m_path;
    files::Proposal m_proposal;
    bool m_isFilling = false; ///< the fields, by this itself
    QComboBox *m_encoding = nullptr;
    QComboBox *m_separator = nullptr;
    QComboBox *m_decimal = nullptr;
    QComboBox *m_thousands = nullptr;
    QCheckBox *m_header = nullptr;
    QSpinBox *m_skip = nullptr;
    QComboBox *m_times = nullptr;
    QLineEdit *m_pattern = nullptr;
    QComboBox *m_zone = nullptr;
    std::array<Line, files::fieldCount> m_lines;
    FrameView *m_preview;
    BusyStrip *m_busy;
    QLabel *m_icon;
    QLabel *m_found;
    QPushButton *m_add;
    int m_asked = 0; ///< of previews; only the last counts
    QuestionThread m_questions;
};

} // namespace assay
