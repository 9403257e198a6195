// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/CompareView.h"

#include "ui/results/CompareNotes.h"
#include "ui/results/DifferenceLooks.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/KeyMenu.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/BusyStrip.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <utility>

namespace assay {
namespace {

constexpr qsizetype titleLimit = 200;
constexpr qsizetype keysLimit = 60;
constexpr int iconSize = 16;
constexpr int narrowestTitle = 60;

std::shared_ptr<const Error> kept(const Error &error)
{
    return std::make_shared<const Error>(error);
}

ElidedLabel *makeLabel(const char *name, QWidget *parent)
{
    auto *label = new ElidedLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    return label;
}

} // namespace

CompareView::CompareView(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_beforeTitle(makeLabel("compareSide", this))
    , m_afterTitle(makeLabel("compareSide", this))
    , m_swap(new QToolButton(this))
    , m_keys(new QToolButton(this))
    , m_keyMenu(new KeyMenu(this))
    , m_notes(new CompareNotes(this))
    , m_filters(new QButtonGroup(this))
    , m_summary(makeLabel("summary", this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(appearance))
    , m_table(new FrameView(appearance))
    , m_busy(new BusyStrip(this))
    , m_thread(QStringLiteral("assay-compare"))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    m_table->setAccessibleName(tr("Differences"));
    setFocusProxy(m_table);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    m_empty->tell(QStringLiteral("table"), tr("Nothing to compare"), tr("Two results are needed."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(m_notes);
    column->addWidget(makeFilters());
    column->addWidget(m_pages, 1);
    column->addWidget(m_busy);
    updateFilters();

    connect(m_swap, &QToolButton::clicked, this, &CompareView::swap);
    connect(m_keyMenu, &KeyMenu::chosen, this, &CompareView::setRequest);
    connect(m_filters, &QButtonGroup::idClicked, this, [this](int shown) { setShown(Shown(shown)); });
    connect(m_busy, &BusyStrip::cancelled, &m_thread, &QuestionThread::cancel);
    connect(m_table, &FrameView::said, this, &CompareView::said);
    const auto setIcons = [this] { m_swap->setIcon(m_appearance.icon(QStringLiteral("swap"))); };
    connect(&appearance, &Appearance::changed, this, setIcons);
    setIcons();
}

CompareView::~CompareView() = default;

QWidget *CompareView::makeHeader()
{
    auto *header = new QWidget(this);
    header->setObjectName(QStringLiteral("compareHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(14, 5, 8, 5);
    row->setSpacing(8);
    m_swap->setIconSize({iconSize, iconSize});
    m_swap->setToolTip(tr("Swap before and after"));
    m_swap->setAccessibleName(tr("Swap before and after"));
    m_keys->setObjectName(QStringLiteral("compareKeys"));
    m_keys->setPopupMode(QToolButton::InstantPopup);
    m_keys->setMenu(m_keyMenu);
    m_keys->setToolTip(tr("What tells which row belongs to which"));
    m_swap->setFocusPolicy(Qt::TabFocus);
    auto *before = new QLabel(tr("Before"), header), *after = new QLabel(tr("After"), header);
    for (QLabel *word : {before, after})
        word->setObjectName(QStringLiteral("compareWord"));
    for (QLabel *title : {m_beforeTitle, m_afterTitle}) {
        title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // no wider than it needs, but narrower
        title->setMinimumWidth(narrowestTitle);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{before, m_beforeTitle, m_swap, after, m_afterTitle})
        row->addWidget(part);
    row->addStretch(1);
    row->addWidget(m_keys);
    return header;
}

QWidget *CompareView::makeFilters()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("compareFilters"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 14, 4);
    row->setSpacing(2);
    for (const Shown shown : {All, Changed, Added, Removed}) {
        auto *button = new QToolButton(bar);
        button->setObjectName(QStringLiteral("wayButton"));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_filters->addButton(button, shown);
        row->addWidget(button);
    }
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_summary, 1);
    return bar;
}

void CompareView::compare(const QString &beforeTitle, std::shared_ptr<const Frame> before, const QString &afterTitle,
                          std::shared_ptr<const Frame> after)
{
    m_before = {beforeTitle, std::move(before)};
    m_after = {afterTitle, std::move(after)};
    m_request = {};
    m_shown = All;
    updateTitles();
    begin();
}

void CompareView::setRequest(const DiffRequest &request)
{
    m_request = request;
    begin();
}

void CompareView::swap()
{
    std::swap(m_before, m_after);
    if (m_shown == Added || m_shown == Removed)
        m_shown = m_shown == Added ? Removed : Added;
    updateTitles();
    begin();
}

void CompareView::setShown(Shown shown)
{
    m_shown = shown;
    updateFilters();
    if (m_isCurrent)
        beginTable();
    else
        begin();
}

void CompareView::updateTitles()
{
    for (const auto &[label, side] : {std::pair(m_beforeTitle, &m_before), std::pair(m_afterTitle, &m_after)}) {
        const QString title = oneLine(side->title.toStdString(), titleLimit);
        label->setText(title);
        label->setToolTip(plainToolTip(title, titleLimit));
    }
}

void CompareView::begin()
{
    if (!m_before.frame || !m_after.frame)
        return;
    m_isCurrent = false;
    m_busy->begin(tr("Comparing…"));
    ask([before = m_before.frame, after = m_after.frame, request = m_request, wanted = tableRequest()](const std::stop_token &stop) -> Found {
        Result<FrameDiff> diff = compareFrames(*before, *after, request, stop);
        if (!diff)
            return {{}, {}, kept(diff.error())};
        Result<DiffTable> table = diffTable(*before, *after, *diff, wanted, stop);
        if (!table)
            return {{}, {}, kept(table.error())};
        return {std::make_shared<const FrameDiff>(std::move(*diff)), std::make_shared<const DiffTable>(std::move(*table)), {}};
    });
}

void CompareView::beginTable()
{
    m_busy->begin(tr("Gathering the rows…"));
    ask([before = m_before.frame, after = m_after.frame, diff = m_diff, wanted = tableRequest()](const std::stop_token &stop) -> Found {
        Result<DiffTable> table = diffTable(*before, *after, *diff, wanted, stop);
        if (!table)
            return {{}, {}, kept(table.error())};
        return {diff, std::make_shared<const DiffTable>(std::move(*table)), {}};
    });
}

void CompareView::ask(const std::function<Found(const std::stop_token &)> &find)
{
    m_thread.cancel();
    m_thread.ask([this, find, number = ++m_asked](const LoadWatch &watch) -> QuestionThread::Answer {
        const Found found = find(watch.stop);
        return [this, found, number] {
            if (number == m_asked) // otherwise something else was asked since
                take(found);
        };
    });
}

void CompareView::take(const Found &found)
{
    m_busy->end();
    if (found.problem)
        return takeProblem(*found.problem);
    m_diff = found.diff;
    m_isCurrent = true;
    m_notes->tell(*m_diff);
    m_keyMenu->offer(commonColumns(*m_before.frame, *m_after.frame), *m_diff);
    m_keys->setText(tr("Rows by %1  ▾").arg(oneLine(KeyMenu::textOf(*m_diff).toStdString(), keysLimit)));
    m_table->setCellLooks(DifferenceLooks(m_appearance, m_diff, found.table));
    m_table->setFrame(found.table->frame);
    if (found.table->isCut)
        Q_EMIT said(tr("There are more differences than are shown: only the first %1.").arg(countText(found.table->frame->rows())));
    updateFilters();
    showTable();
    Q_EMIT compared();
}

void CompareView::takeProblem(const Error &problem)
{
    m_diff.reset();
    m_isCurrent = false;
    m_notes->clear();
    m_table->setFrame(nullptr);
    const bool isCancelled = problem.code == ErrorCode::Cancelled;
    m_empty->tell(isCancelled ? QStringLiteral("stop") : QStringLiteral("error"), isCancelled ? tr("Comparing was cancelled") : tr("The results cannot be compared"),
                  isCancelled ? tr("Choose what rows are matched by to compare again.") : safeShown(problem.text));
    m_pages->setCurrentWidget(m_empty);
    updateFilters();
    if (!isCancelled)
        Q_EMIT said(safeShown(problem.text));
    Q_EMIT compared();
}

void CompareView::showTable()
{
    const bool isEmpty = m_table->frameModel().rowCount() == 0;
    if (isEmpty && !m_diff->rows.empty())
        m_empty->tell(QStringLiteral("table"), tr("No such rows"), tr("The other differences are under All."));
    else if (isEmpty && m_diff->schema.isEmpty())
        m_empty->tell(QStringLiteral("ok"), tr("No difference"), tr("All %1 rows are the same in both.").arg(countText(m_diff->same)));
    else if (isEmpty)
        m_empty->tell(QStringLiteral("ok"), tr("No row differs"), tr("What differs in the columns stands above."));
    m_pages->setCurrentIndex(isEmpty ? 0 : 1);
}

void CompareView::updateFilters()
{
    const std::pair<Shown, QString> names[] = {{All, tr("All")}, {Changed, tr("~ Changed")}, {Added, tr("+ Added")}, {Removed, tr("− Removed")}};
    const std::int64_t counts[] = {m_diff ? m_diff->added : 0, m_diff ? m_diff->removed : 0, m_diff ? m_diff->changed : 0,
                                   m_diff ? std::int64_t(m_diff->rows.size()) : 0};
    for (const auto &[shown, name] : names) {
        QAbstractButton *button = m_filters->button(shown);
        button->setText(m_diff ? name + QStringLiteral("  ") + countText(counts[shown]) : name);
        button->setEnabled(m_diff && counts[shown] > 0);
        button->setChecked(shown == m_shown);
    }
    m_summary->setText(summary());
    m_summary->setToolTip(summary());
}

QString CompareView::summary() const
{
    if (!m_diff)
        return {};
    return tr("%1 added · %2 removed · %3 changed · %4 same").arg(countText(m_diff->added), countText(m_diff->removed), countText(m_diff->changed), countText(m_diff->same));
}

const QStringList &CompareView::notes() const
{
    return m_notes->lines();
}

DiffTableRequest CompareView::tableRequest() const
{
    DiffTableRequest request;
    if (m_shown != All)
        request.only = RowChange(m_shown);
    DiffWords &words = request.words;
    words.change = tr("change").toStdString();
    words.changes = {tr("+ added").toStdString(), tr("− removed").toStdString(), tr("~ changed").toStdString()};
    words.before = tr("%1 before").toStdString();
    words.after = tr("%1 after").toStdString();
    words.delta = tr("%1 Δ").toStdString();
    words.percent = tr("%1 %").toStdString();
    words.unnamed = tr("index").toStdString();
    words.place = tr("row").toStdString();
    return request;
}

} // namespace assay
