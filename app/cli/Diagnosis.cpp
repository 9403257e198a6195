// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Diagnosis.h"

#include "app/cli/SafeOutput.h"

#include <algorithm>
#include <QCoreApplication>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString engineWord(EngineStatus::State state)
{
    switch (state) {
    case EngineStatus::State::Starting:
        return u"starting"_s;
    case EngineStatus::State::Ready:
        return u"ready"_s;
    case EngineStatus::State::Refusing:
        return u"refusing"_s;
    case EngineStatus::State::Dead:
        return u"dead"_s;
    }
    return u"dead"_s;
}

QString layerWord(LayerStatus::State state)
{
    switch (state) {
    case LayerStatus::State::Active:
        return u"active"_s;
    case LayerStatus::State::Unavailable:
        return u"unavailable"_s;
    case LayerStatus::State::Failed:
        return u"failed"_s;
    }
    return u"failed"_s;
}

std::vector<std::pair<QString, QString>> versions(const Diagnosis &diagnosis)
{
    return {{u"assay"_s, QCoreApplication::applicationVersion()},
            {u"python"_s, diagnosis.engine.python},
            {u"pandas"_s, diagnosis.engine.pandas},
            {u"numpy"_s, diagnosis.engine.numpy},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"sqlite"_s, diagnosis.sqlite}};
}

QString row(const QString &name, const QString &state, const QString &detail)
{
    return u"  %1  %2  %3"_s.arg(name, -14).arg(state, -11).arg(detail).trimmed().prepend(u"  "_s) +
           u'\n';
}

bool holds(const LayerStatus &layer, const QStringList &accepted)
{
    const bool isGivenUp =
        layer.state == LayerStatus::State::Unavailable && accepted.contains(layer.name);
    return layer.state == LayerStatus::State::Active || isGivenUp;
}

} // namespace

bool Diagnosis::isSafe() const
{
    const bool layersHold =
        !engine.layers.empty() &&
        std::all_of(engine.layers.begin(), engine.layers.end(),
                    [&](const LayerStatus &layer) { return holds(layer, acceptedMissing); });
    const bool attacksFail = attacks.problem.isEmpty() && !attacks.attacks.empty() &&
                             std::all_of(attacks.attacks.begin(), attacks.attacks.end(),
                                         [](const AttackResult &a) { return a.blocked || !a.tried; });
    return engine.state == EngineStatus::State::Ready && layersHold && attacksFail;
}

Json diagnosisJson(const Diagnosis &diagnosis)
{
    const auto orNull = [](const QString &text) {
        return text.isEmpty() ? Json() : Json(utf8Of(text));
    };
    Json layers = Json::array();
    for (const LayerStatus &layer : diagnosis.engine.layers) {
        layers.push_back({{"name", utf8Of(layer.name)},
                          {"state", utf8Of(layerWord(layer.state))},
                          {"detail", utf8Of(layer.detail)}});
    }
    Json attacks = Json::array();
    for (const AttackResult &attack : diagnosis.attacks.attacks) {
        attacks.push_back({{"name", utf8Of(attack.name)},
                           {"layer", utf8Of(attack.layer)},
                           {"blocked", attack.blocked},
                           {"tried", attack.tried},
                           {"detail", utf8Of(attack.detail)}});
    }
    Json versionsJson = Json::object();
    for (const auto &[name, version] : versions(diagnosis))
        versionsJson[utf8Of(name)] = orNull(version);
    return {{"safe", diagnosis.isSafe()},
            {"engine", utf8Of(engineWord(diagnosis.engine.state))},
            {"problem", orNull(diagnosis.engine.problem)},
            {"layers", std::move(layers)},
            {"attacks", std::move(attacks)},
            {"attacks_problem", orNull(diagnosis.attacks.problem)},
            {"versions", std::move(versionsJson)}};
}

QString diagnosisText(const Diagnosis &diagnosis)
{
    QString text = u"Versions\n"_s;
    for (const auto &[name, version] : versions(diagnosis))
        text += row(name, version.isEmpty() ? u"unknown"_s : version, {});
    text += u"Engine\n"_s +
            row(u"assay-engine"_s, engineWord(diagnosis.engine.state), diagnosis.engine.problem);
    text += u"Layers of the sandbox\n"_s;
    for (const LayerStatus &layer : diagnosis.engine.layers)
        text += row(layer.name, layerWord(layer.state), layer.detail);
    text += u"Attacks on the sandbox\n"_s;
    for (const AttackResult &attack : diagnosis.attacks.attacks) {
        const QString verdict = !attack.tried   ? u"not tried"_s
                                : attack.blocked ? u"blocked"_s
                                                 : u"GOT THROUGH"_s;
        text += row(attack.layer, verdict,
                    attack.detail.isEmpty() ? attack.name
                                            : u"%1 (%2)"_s.arg(attack.name, attack.detail));
    }
    if (!diagnosis.attacks.problem.isEmpty())
        text += row(u"not made"_s, {}, diagnosis.attacks.problem);
    text += diagnosis.isSafe() ? u"Scripts can be run safely.\n"_s
                               : u"Scripts can NOT be run safely on this system.\n"_s;
    return text;
}

} // namespace assay
