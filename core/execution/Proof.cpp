// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/Proof.h"

#include "base/Json.h"
#include "frames/CellText.h"

namespace assay {
namespace {

bool haveEqualFrames(const Frame &a, const Frame &b)
{
    if (a.rows() != b.rows() || a.columnCount() != b.columnCount())
        return false;
    for (std::size_t column = 0; column < a.columnCount(); ++column) {
        const auto &one = a.schema().columns[column];
        const auto &other = b.schema().columns[column];
        if (one.name != other.name || one.dtype != other.dtype)
            return false;
        for (std::int64_t row = 0; row < a.rows(); ++row)
            if (cellText(a, column, row) != cellText(b, column, row))
                return false;
    }
    return true;
}

} // namespace

QString withoutRules(const QString &profile)
{
    Json json = Json::parse(profile.toStdString(), nullptr, false);
    if (!json.is_object())
        return profile;
    for (const char *list : {"text_rules", "forbidden_names", "forbidden_attributes"})
        json[list] = Json::array();
    json["imports"] = "*";
    json["refuse"] = {{"lambda", false},
                      {"async", false},
                      {"yield_from", false},
                      {"dunder_attributes", false}};
    return QString::fromStdString(json.dump());
}

bool haveEqualValues(const RunValue &a, const RunValue &b)
{
    if (a.kind != b.kind || a.type != b.type || bool(a.frame) != bool(b.frame))
        return false;
    return a.frame ? haveEqualFrames(*a.frame, *b.frame) : a.text == b.text && a.json == b.json;
}

Proof::Proof(Executor &executor, const RunRequest &request, const QString &cured, QObject *parent)
    : QObject(parent)
    , m_executor(executor)
    , m_unruled(request)
{
    connect(&executor, &Executor::runFinished, this, &Proof::take);
    m_unruled.profile = withoutRules(request.profile);
    m_original = executor.start(m_unruled);
    RunRequest other = request;
    m_unruled.code = other.code = cured;
    m_cured = executor.start(std::move(other));
}

void Proof::take(RequestId run, const RunResult &result)
{
    if (run == m_original) {
        m_originalResult = result;
    } else if (run == m_cured && result.end == RunEnd::Refused && !m_isStillRefused) {
        m_isStillRefused = true;
        m_cured = m_executor.start(m_unruled);
    } else if (run == m_cured) {
        m_curedResult = result;
    } else {
        return;
    }
    if (m_originalResult && m_curedResult)
        conclude();
}

void Proof::conclude()
{
    const RunResult &original = *m_originalResult, &cured = *m_curedResult;
    if (cured.end == RunEnd::Ok) {
        const bool mustBeEqual = original.end == RunEnd::Ok && original.value.isSet;
        const bool isProven = !mustBeEqual || haveEqualValues(original.value, cured.value);
        Q_EMIT told(isProven, isProven ? QString()
                                       : QStringLiteral("The mended script gives another result."));
        return;
    }
    const bool bothFail = original.end == RunEnd::Error && cured.end == RunEnd::Error;
    if (bothFail && (m_isStillRefused || original.error != cured.error))
        Q_EMIT told(true, QStringLiteral("It fails further on: %1").arg(cured.error));
    else
        Q_EMIT told(false, QStringLiteral("The mended script fails: %1").arg(cured.error));
}

} // namespace assay
