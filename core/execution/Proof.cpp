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
{
    connect(&executor, &Executor::runFinished, this, &Proof::take);
    RunRequest original = request;
    original.profile = withoutRules(request.profile);
    m_original = executor.start(std::move(original));
    RunRequest other = request;
    other.code = cured;
    m_cured = executor.start(std::move(other));
}

void Proof::take(RequestId run, const RunResult &result)
{
    if (run == m_original)
        m_originalResult = result;
    else if (run == m_cured)
        m_curedResult = result;
    else
        return;
    if (m_originalResult && m_curedResult)
        conclude();
}

void Proof::conclude()
{
    if (m_curedResult->end != RunEnd::Ok)
        Q_EMIT told(false, QStringLiteral("The mended script fails: %1").arg(m_curedResult->error));
    else if (m_originalResult->end == RunEnd::Ok && m_originalResult->value.isSet &&
             !haveEqualValues(m_originalResult->value, m_curedResult->value))
        Q_EMIT told(false, QStringLiteral("The mended script gives another result."));
    else
        Q_EMIT told(true, {});
}

} // namespace assay
