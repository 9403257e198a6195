// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/MappingDialog.h"

#include "data/files/FileReading.h"
#include "data/files/FileSource.h"
#include "data/files/MappingBook.h"
#include "data/files/csv/CsvProposal.h"
#include "frames/Frame.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/BusyStrip.h"
#include "ui/widgets/ElidedLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace assay {
namespace {

using namespace files;
using Color = Theme::Color;

constexpr int hoursWest = 12;
constexpr int hoursEast = 14;
constexpr int secondsPerHour = 3600;
constexpr int mostSkipped = 1000;
constexpr std::int64_t previewRows = 100;
/// The first entries of every column's choices.
enum Choice { Nothing, Always, FirstColumn };

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QLabel *dimLabel(const QString &words, const Appearance &appearance, QWidget *parent)
{
    auto *label = new QLabel(words, parent);
    label->setTextFormat(Qt::PlainText);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, appearance.color(Color::TextDim));
    label->setPalette(palette);
    return label;
}

/// What a preview found.
struct Read
{
    std::shared_ptr<const Frame> frame;
    QString problem;
    QString words;
};

Read readBy(const std::string &path, const Mapping &mapping, const LoadWatch &watch)
{
    const auto source = FileSource::open(path, mapping);
    if (!source)
        return {{}, text(source.error().text), {}};
    Result<SourceInfo> info = (*source)->describe(0, watch);
    TradesQuery first;
    first.limit = previewRows;
    Result<SealedFrame> sealed = info ? (*source)->trades(first, 0, watch) : tl::unexpected(info.error());
    if (!sealed)
        return {{}, text(sealed.error().text), {}};
    auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    if (!frame)
        return {{}, text(frame.error().text), {}};
    const TableInfo &trades = info->tables.front();
    QString words = MappingDialog::tr("%1 trades").arg(countText(trades.rows.value_or(0)));
    for (const std::string &warning : sealed->warnings)
        words += u'\n' + text(warning);
    const std::vector<BadRow> &bad = (*source)->badRows();
    for (std::size_t i = 0; i < bad.size() && i < 3; ++i)
        words += MappingDialog::tr("\nLine %1 %2: %3").arg(bad[i].line).arg(text(bad[i].what), text(bad[i].excerpt).left(60));
    return {std::move(*frame), {}, words};
}

} // namespace

MappingDialog::MappingDialog(const Appearance &appearance, const QString &source, QWidget *parent)
    : QDialog(parent)
    , m_appearance(appearance)
    , m_source(source)
    , m_path(source.section(u':', 1).toStdString())
    , m_preview(new FrameView(appearance, this))
    , m_busy(new BusyStrip(this))
    , m_icon(new QLabel(this))
    , m_found(new QLabel(this))
    , m_questions(QStringLiteral("assay-mapping"))
{
    m_proposal.mapping.kind = source.startsWith(QStringLiteral("csv:")) ? FileKind::Csv : FileKind::Parquet;
    setWindowTitle(tr("Columns of %1").arg(QFileInfo(text(m_path)).fileName()));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 18);
    column->setSpacing(12);
    if (m_proposal.mapping.kind == FileKind::Csv) {
        auto *form = new QGridLayout;
        buildForm(form);
        column->addLayout(form);
    }
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    buildColumns(grid);
    buildTimes(grid);
    column->addLayout(grid);
    m_preview->setMinimumHeight(190);
    column->addWidget(m_preview, 1);
    column->addWidget(m_busy);
    auto *found = new QHBoxLayout;
    m_icon->setFixedSize(16, 16);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setWordWrap(true);
    m_found->setTextInteractionFlags(Qt::TextSelectableByMouse);
    found->addWidget(m_icon, 0, Qt::AlignTop);
    found->addWidget(m_found, 1);
    column->addLayout(found);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("primary"));
    m_add->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &MappingDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_questions, &QuestionThread::progressed, this,
            [this](qint64 rows) { m_busy->tell(tr("%1 rows").arg(countText(rows))); });
    connect(&m_questions, &QuestionThread::rested, m_busy, &BusyStrip::end);
    connect(m_busy, &BusyStrip::cancelled, &m_questions, &QuestionThread::cancel);
    resize(820, 760);
    propose();
}

QComboBox *MappingDialog::addChoice(QGridLayout *grid, int column, const QString &label,
                                    const std::vector<std::pair<QString, QString>> &choices)
{
    auto *box = new QComboBox(this);
    for (const auto &[words, value] : choices)
        box->addItem(words, value);
    box->setAccessibleName(label);
    grid->addWidget(dimLabel(label, m_appearance, this), 0, column);
    grid->addWidget(box, 1, column);
    return box;
}

void MappingDialog::buildForm(QGridLayout *grid)
{
    std::vector<std::pair<QString, QString>> encodings;
    for (const Encoding encoding : {Encoding::Utf8, Encoding::Utf16le, Encoding::Utf16be, Encoding::Windows1252,
                                    Encoding::Iso8859_1, Encoding::Iso8859_15})
        encodings.emplace_back(text(encodingName(encoding)), QString::number(int(encoding)));
    m_encoding = addChoice(grid, 0, tr("Encoding"), encodings);
    m_separator = addChoice(grid, 1, tr("Separator"),
                            {{tr("comma ,"), u","_qs}, {tr("semicolon ;"), u";"_qs}, {tr("tab"), u"\t"_qs},
                             {tr("bar |"), u"|"_qs}, {tr("space"), u" "_qs}});
    m_decimal = addChoice(grid, 2, tr("Decimal mark"), {{tr("point 0.5"), u"."_qs}, {tr("comma 0,5"), u","_qs}});
    m_thousands = addChoice(grid, 3, tr("Thousands"),
                            {{tr("none"), QString()}, {tr("comma"), u","_qs}, {tr("point"), u"."_qs},
                             {tr("space"), u" "_qs}, {tr("apostrophe"), u"'"_qs}});
    m_skip = new QSpinBox(this);
    m_skip->setRange(0, mostSkipped);
    grid->addWidget(dimLabel(tr("Lines before"), m_appearance, this), 0, 4);
    grid->addWidget(m_skip, 1, 4);
    m_header = new QCheckBox(tr("Header"), this);
    grid->addWidget(m_header, 1, 5);
    grid->setColumnStretch(6, 1);
    const auto changed = [this] {
        if (!m_isFilling)
            readForm();
    };
    for (QComboBox *box : {m_encoding, m_separator, m_decimal, m_thousands})
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    connect(m_skip, &QSpinBox::valueChanged, this, changed);
    connect(m_header, &QCheckBox::toggled, this, changed);
}

void MappingDialog::buildColumns(QGridLayout *grid)
{
    const auto changed = [this] {
        if (m_isFilling)
            return;
        showNotes();
        preview();
    };
    for (std::size_t i = 0; i < fieldCount; ++i) {
        Line &line = m_lines[i];
        const int row = int(i);
        const QString name = text(TradeQuestion::fields()[i]);
        line.origin = new QComboBox(this);
        line.origin->setAccessibleName(name);
        line.origin->setMinimumWidth(200);
        line.fixed = new QLineEdit(this);
        line.fixed->setPlaceholderText(tr("the same text for all"));
        line.fixed->setAccessibleName(tr("%1, the same text for all").arg(name));
        line.fixed->setFixedWidth(170);
        line.note = new ElidedLabel(this);
        grid->addWidget(new QLabel(name, this), row, 0);
        grid->addWidget(line.origin, row, 1);
        grid->addWidget(line.fixed, row, 2);
        grid->addWidget(line.note, row, 3);
        connect(line.origin, &QComboBox::currentIndexChanged, this, changed);
        connect(line.fixed, &QLineEdit::editingFinished, this, changed);
    }
    grid->setColumnStretch(3, 1);
}

void MappingDialog::buildTimes(QGridLayout *grid)
{
    const int row = int(fieldCount);
    m_times = new QComboBox(this);
    m_times->addItems({tr("ISO 8601"), tr("seconds since 1970"), tr("milliseconds since 1970"),
                       tr("microseconds since 1970"), tr("nanoseconds since 1970"), tr("by a pattern")});
    m_times->setAccessibleName(tr("How times are written"));
    m_pattern = new QLineEdit(this);
    m_pattern->setPlaceholderText(QStringLiteral("%d.%m.%Y %H:%M:%S"));
    m_pattern->setAccessibleName(tr("Pattern of the times"));
    m_pattern->setFixedWidth(170);
    m_zone = new QComboBox(this);
    for (int hour = -hoursWest; hour <= hoursEast; ++hour)
        m_zone->addItem(text(zoneText(hour * secondsPerHour)), hour * secondsPerHour);
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->setFixedWidth(110);
    grid->addWidget(new QLabel(tr("times are"), this), row, 0);
    grid->addWidget(m_times, row, 1);
    grid->addWidget(m_pattern, row, 2);
    auto *zone = new QHBoxLayout; // else the column is no wider than this
    zone->addWidget(m_zone);
    zone->addStretch();
    grid->addLayout(zone, row, 3);
    const auto changed = [this] {
        m_pattern->setEnabled(m_times->currentIndex() == int(TimeForm::Kind::Pattern));
        if (!m_isFilling)
            preview();
    };
    connect(m_times, &QComboBox::currentIndexChanged, this, changed);
    connect(m_zone, &QComboBox::currentIndexChanged, this, changed);
    connect(m_pattern, &QLineEdit::editingFinished, this, changed);
}

void MappingDialog::propose()
{
    m_busy->begin(tr("Looking at the file …"));
    m_questions.ask([this, path = m_path, kind = m_proposal.mapping.kind](const LoadWatch &) -> QuestionThread::Answer {
        Result<Proposal> proposal = files::propose(kind, path);
        if (proposal) // what was said of such files before counts more
            if (auto known = MappingBook().recall(shapeOf(*proposal)); known && *known)
                proposal->mapping = std::move(**known);
        return [this, proposal] {
            if (proposal)
                showProposal(*proposal);
            else
                say(text(proposal.error().text), false);
        };
    });
}

/// Cut anew into cells, the file may have other columns.
void MappingDialog::readForm()
{
    CsvForm form = m_proposal.mapping.csv;
    form.encoding = Encoding(m_encoding->currentData().toInt());
    form.separator = m_separator->currentData().toString().at(0).toLatin1();
    form.decimal = m_decimal->currentData().toString().at(0).toLatin1();
    form.thousands = m_thousands->currentData().toString().toStdString();
    form.hasHeader = m_header->isChecked();
    form.skip = m_skip->value();
    m_questions.cancel();
    m_questions.ask([this, path = m_path, form](const LoadWatch &) -> QuestionThread::Answer {
        Result<Proposal> proposal = proposeCsvAs(path, form);
        return [this, proposal] {
            if (proposal)
                showProposal(*proposal);
            else
                say(text(proposal.error().text), false);
        };
    });
}

void MappingDialog::showProposal(const Proposal &proposal)
{
    m_proposal = proposal;
    m_isFilling = true;
    const Mapping &mapping = proposal.mapping;
    if (m_encoding) {
        const auto choose = [](QComboBox *box, const QString &value) {
            box->setCurrentIndex(std::max(0, box->findData(value)));
        };
        choose(m_encoding, QString::number(int(mapping.csv.encoding)));
        choose(m_separator, QString(QLatin1Char(mapping.csv.separator)));
        choose(m_decimal, QString(QLatin1Char(mapping.csv.decimal)));
        choose(m_thousands, text(mapping.csv.thousands));
        m_header->setChecked(mapping.csv.hasHeader);
        m_skip->setValue(mapping.csv.skip);
    }
    showOrigins();
    m_times->setCurrentIndex(int(mapping.time.kind));
    m_pattern->setText(text(mapping.time.pattern));
    m_pattern->setEnabled(mapping.time.kind == TimeForm::Kind::Pattern);
    m_zone->setCurrentIndex(m_zone->findData(mapping.time.zone));
    m_isFilling = false;
    showNotes();
    preview();
}

void MappingDialog::showOrigins()
{
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const Line &line = m_lines[i];
        line.origin->clear();
        line.origin->addItems({tr("(nothing)"), tr("always …")});
        for (const std::string &column : m_proposal.columns)
            line.origin->addItem(text(column));
        const Origin &origin = m_proposal.mapping.origins[i];
        int index = Nothing;
        if (const auto *named = std::get_if<NamedColumn>(&origin)) {
            const auto place = std::ranges::find(m_proposal.columns, named->name);
            index = place == m_proposal.columns.end() ? int(Nothing) : FirstColumn + int(place - m_proposal.columns.begin());
        } else if (const auto *numbered = std::get_if<NumberedColumn>(&origin)) {
            index = FirstColumn + numbered->number - 1;
        } else if (const auto *fixed = std::get_if<FixedText>(&origin)) {
            index = Always;
            line.fixed->setText(text(fixed->text));
        }
        line.origin->setCurrentIndex(index);
    }
}

/// Beside each column what its first values are, or why it is to be looked at.
void MappingDialog::showNotes()
{
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const Line &line = m_lines[i];
        const int index = line.origin->currentIndex();
        line.fixed->setVisible(index == Always);
        QString note;
        for (const Guess &guess : m_proposal.guesses)
            if (guess.about == TradeQuestion::fields()[i] && !guess.isSure)
                note = text(guess.reason);
        const bool isUnsure = !note.isEmpty();
        if (index >= FirstColumn && !m_proposal.rows.empty()) {
            const std::size_t place = std::size_t(index - FirstColumn);
            const auto &row = m_proposal.rows.front();
            note = (place < row.size() ? text(row[place]).left(40) : QString()) + (isUnsure ? tr("   (unsure: %1)").arg(note) : QString());
        }
        line.note->setText(note);
        QPalette palette = line.note->palette();
        palette.setColor(QPalette::WindowText, m_appearance.color(isUnsure ? Color::Warning : Color::TextDim));
        line.note->setPalette(palette);
    }
}

Mapping MappingDialog::mapping() const
{
    Mapping mapping = m_proposal.mapping;
    for (std::size_t i = 0; i < fieldCount; ++i) {
        const int index = m_lines[i].origin->currentIndex();
        const std::size_t place = std::size_t(std::max(0, index - FirstColumn));
        Origin &origin = mapping.origins[i];
        if (index <= Nothing)
            origin = std::monostate();
        else if (index == Always)
            origin = FixedText{m_lines[i].fixed->text().toStdString()};
        else if (mapping.kind == FileKind::Csv && !mapping.csv.hasHeader)
            origin = NumberedColumn{int(place) + 1};
        else
            origin = NamedColumn{m_proposal.columns.at(place)};
    }
    mapping.time.kind = TimeForm::Kind(m_times->currentIndex());
    mapping.time.pattern = mapping.time.kind == TimeForm::Kind::Pattern ? m_pattern->text().toStdString() : std::string();
    mapping.time.zone = m_zone->currentData().toInt();
    return mapping;
}

void MappingDialog::preview()
{
    m_questions.cancel();
    m_add->setEnabled(false);
    m_busy->begin(tr("Reading the file …"));
    m_questions.ask([this, path = m_path, wanted = mapping(), number = ++m_asked](const LoadWatch &watch) -> QuestionThread::Answer {
        const Read read = readBy(path, wanted, watch);
        return [this, read, number] {
            if (number != m_asked)
                return;
            m_preview->setFrame(read.frame);
            say(read.problem.isEmpty() ? read.words : read.problem, read.problem.isEmpty());
            Q_EMIT previewed();
        };
    });
}

void MappingDialog::say(const QString &words, bool isGood)
{
    m_add->setEnabled(isGood);
    m_found->setText(words);
    m_icon->setPixmap(m_appearance.icon(isGood ? QStringLiteral("ok") : QStringLiteral("error"), isGood ? Color::Ok : Color::Error).pixmap(16, 16));
}

QString MappingDialog::found() const
{
    return m_found->text();
}

bool MappingDialog::canAdd() const
{
    return m_add->isEnabled();
}

void MappingDialog::accept()
{
    FileShape shape = shapeOf(m_proposal);
    const Result<void> remembered = MappingBook().remember(shape, mapping());
    if (!remembered) {
        say(text(remembered.error().text), false);
        return;
    }
    Q_EMIT added(m_source);
    QDialog::accept();
}

} // namespace assay
