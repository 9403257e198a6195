// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusLine.h"

#include "data/Age.h"
#include "ui/data/SourceName.h"
#include "ui/results/Figures.h"
#include "ui/shell/CurrentRun.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/ElidedLabel.h"

#include <chrono>
#include <QDateTime>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace assay {
namespace {

using EngineState = EngineStatus::State;

constexpr std::chrono::milliseconds tickInterval{100};
constexpr int dotSize = 12;

QIcon dot(const QColor &color, qreal ratio)
{
    QPixmap pixmap(QSize(dotSize, dotSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(2, 2, dotSize - 4, dotSize - 4));
    return QIcon(pixmap);
}

Theme::Color engineColor(EngineState state)
{
    switch (state) {
    case EngineState::Starting:
        return Theme::Color::TextFaint;
    case EngineState::Ready:
        return Theme::Color::Ok;
    case EngineState::Refusing:
        return Theme::Color::Warning;
    case EngineState::Dead:
        return Theme::Color::Error;
    }
    Q_UNREACHABLE();
}

QString engineWord(EngineState state)
{
    switch (state) {
    case EngineState::Starting:
        return StatusLine::tr("Starting…");
    case EngineState::Ready:
        return StatusLine::tr("Ready");
    case EngineState::Refusing:
        return StatusLine::tr("Refusing scripts");
    case EngineState::Dead:
        return StatusLine::tr("Engine not running");
    }
    Q_UNREACHABLE();
}

} // namespace

StatusLine::StatusLine(const Appearance &appearance, const CurrentRun &run, QWidget *parent)
    : QStatusBar(parent)
    , m_appearance(appearance)
    , m_run(run)
    , m_engine(new QToolButton(this))
    , m_verdict(new QToolButton(this))
    , m_data(new QToolButton(this))
    , m_profile(addField({}, tr("The rules scripts are held to; switched in the toolbar")))
    , m_selection(new ElidedLabel(this))
    , m_state(new QLabel(this))
    , m_elapsed(new QLabel(this))
    , m_memory(new QLabel(this))
    , m_position(new QLabel(this))
{
    setSizeGripEnabled(false);
    m_engine->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_engine->setIconSize({dotSize, dotSize});
    addWidget(m_engine);
    const RunSetup &setup = run.setup();
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_verdict->setIconSize({dotSize, dotSize});
    m_verdict->setToolTip(tr("What becomes of this script there (Ctrl+5)"));
    m_verdict->hide(); // until there is one
    addWidget(m_verdict);
    addWidget(m_profile);
    m_data->setObjectName(QStringLiteral("data"));
    m_data->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_data->setIconSize({dotSize, dotSize});
    addWidget(m_data);
    showData(setup.source ? QString::fromStdString(setup.source->name()) : QStringLiteral("sample"), {});
    m_selection->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_selection->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addPermanentWidget(m_selection, 1);
    m_state->setObjectName(QStringLiteral("runState"));
    m_elapsed->setToolTip(tr("Time the run took"));
    m_memory->setToolTip(tr("Peak memory of the run, beside its limit of %1")
                             .arg(memoryText(setup.limits.memoryBytes)));
    for (QLabel *field : {m_state, m_elapsed, m_memory, m_position}) {
        field->setTextFormat(Qt::PlainText);
        field->setContentsMargins(7, 0, 7, 0);
        addPermanentWidget(field);
    }
    m_tick.setInterval(tickInterval);
    connect(&m_tick, &QTimer::timeout, this, &StatusLine::showRun);
    connect(m_engine, &QToolButton::clicked, this, &StatusLine::engineClicked);
    connect(m_verdict, &QToolButton::clicked, this, &StatusLine::verdictClicked);
    connect(m_data, &QToolButton::clicked, this, &StatusLine::dataClicked);
    connect(&run, &CurrentRun::profileChanged, this, &StatusLine::showProfile);
    connect(&appearance, &Appearance::changed, this, &StatusLine::showOutlook);
    connect(&run, &CurrentRun::engineChanged, this, &StatusLine::showEngine);
    connect(&run, &CurrentRun::stateChanged, this, &StatusLine::showRun);
    connect(&run, &CurrentRun::finished, this, &StatusLine::showEnd);
    connect(&appearance, &Appearance::changed, this, &StatusLine::showEngine);
    showEngine();
    showProfile();
}

QLabel *StatusLine::addField(const QString &name, const QString &toolTip)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(name);
    label->setToolTip(toolTip);
    label->setContentsMargins(7, 0, 7, 0);
    return label;
}

void StatusLine::showProfile()
{
    m_profile->setText(tr("Profile %1").arg(m_run.setup().profileName));
}

void StatusLine::showVerdict(const Verdict &verdict)
{
    m_outlook = outlookOf(verdict);
    showOutlook();
    m_verdict->show();
}

void StatusLine::showOutlook()
{
    const auto show = [this](const char *icon, Theme::Color color, const QString &text) {
        m_verdict->setIcon(m_appearance.icon(QLatin1String(icon), color));
        m_verdict->setText(text);
    };
    switch (m_outlook) {
    case Outlook::Refused:
        return show("error", Theme::Color::Error, tr("Refused"));
    case Outlook::WillFail:
        return show("warning", Theme::Color::Warning, tr("Accepted, will fail there"));
    case Outlook::ShouldRun:
        return show("ok", Theme::Color::Ok, tr("Should run"));
    }
}

void StatusLine::showData(const QString &source, const SourceLook &look)
{
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    QString text = shortSourceName(source);
    QString tip = source.toHtmlEscaped();
    if (!look.problem.isEmpty()) {
        text += tr(" – cannot be read");
        tip += QStringLiteral("<br>") + look.problem.toHtmlEscaped();
    }
    for (const TableInfo &table : look.info.tables) {
        if (table.name == "trades" && table.last && source != QStringLiteral("sample"))
            text += tr(" · newest trade %1").arg(QString::fromStdString(ageText(*table.last, now)));
        if (!table.call.empty())
            tip += QStringLiteral("<br>%1: %2").arg(QString::fromStdString(table.name).toHtmlEscaped(),
                                                    tableSummary(table, now).toHtmlEscaped());
    }
    if (look.info.changed && source != QStringLiteral("sample"))
        tip += tr("<br>last written %1").arg(QString::fromStdString(ageText(*look.info.changed, now)));
    m_data->setText(text);
    m_data->setToolTip(tip);
    m_data->setIcon(m_appearance.icon(look.problem.isEmpty() ? QStringLiteral("data") : QStringLiteral("warning"),
                                      look.problem.isEmpty() ? Theme::Color::TextDim : Theme::Color::Warning));
}

void StatusLine::showSelection(const QString &words)
{
    m_selection->setText(words);
    m_selection->setToolTip(words.toHtmlEscaped());
}

QString StatusLine::dataText() const
{
    return m_data->text();
}

QString StatusLine::verdictText() const
{
    return m_verdict->text();
}

void StatusLine::showEngine()
{
    const EngineStatus &engine = m_run.engine();
    m_engine->setText(engineWord(engine.state));
    m_engine->setIcon(dot(m_appearance.color(engineColor(engine.state)), devicePixelRatioF()));
    m_engine->setToolTip(engine.problem.isEmpty() ? tr("Sandbox status")
                                                  : engine.problem.toHtmlEscaped());
}

void StatusLine::showRun()
{
    const CurrentRun::State state = m_run.state();
    if (state == CurrentRun::State::Idle) {
        m_tick.stop();
        return;
    }
    if (!m_tick.isActive()) {
        m_tick.start();
        m_memory->clear();
        setTone("busy");
    }
    const bool isStarting = m_run.engine().state == EngineState::Starting;
    if (state == CurrentRun::State::Stopping)
        m_state->setText(tr("Stopping…"));
    else if (state == CurrentRun::State::Waiting && isStarting)
        m_state->setText(tr("Waiting for the engine…"));
    else
        m_state->setText(m_run.loadedRows() > 0 ? tr("Loading, %1 trades …").arg(countText(m_run.loadedRows()))
                                                : tr("Running…"));
    m_elapsed->setText(elapsedText(m_run.elapsed()));
}

void StatusLine::showEnd(const RunResult &result)
{
    m_state->setText(endText(result.end));
    setTone(result.end == RunEnd::Ok ? "ok" : "bad");
    m_elapsed->setText(result.elapsed.count() > 0 ? elapsedText(result.elapsed) : QString());
    m_memory->setText(result.peakMemoryBytes > 0 ? memoryText(result.peakMemoryBytes) : QString());
}

void StatusLine::setTone(const char *tone)
{
    m_state->setProperty("tone", QLatin1String(tone));
    style()->unpolish(m_state);
    style()->polish(m_state);
}

void StatusLine::showPosition(int line, int column)
{
    m_position->setText(tr("Line %1, Column %2").arg(line).arg(column));
}

QString StatusLine::engineText() const
{
    return m_engine->text();
}

QString StatusLine::runText() const
{
    return m_state->text();
}

} // namespace assay
