// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SafeOutput.h"

#include "frames/SafeText.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

std::string utf8Of(const QString &text)
{
    QString written;
    qsizetype done = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (!unit.isSurrogate())
            continue;
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        written += QStringView(text).sliced(done, i - done);
        written += "\\u"_L1 + QString::number(unit.unicode(), 16);
        done = i + 1;
    }
    if (done == 0)
        return text.toStdString();
    written += QStringView(text).sliced(done);
    return written.toStdString();
}

std::string safeOutput(const QString &text)
{
    return safeText(utf8Of(text));
}

std::string OutputFilter::pass(const QString &text)
{
    QString kept;
    qsizetype begin = 0;
    while (begin < text.size()) {
        const qsizetype newline = text.indexOf(u'\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline;
        const qsizetype room = std::max<qsizetype>(0, maxLine - m_column);
        kept += QStringView(text).sliced(begin, std::min(room, end - begin));
        m_column += end - begin;
        begin = end;
        if (newline >= 0) {
            kept += QString::fromStdString(finish()) + u'\n';
            ++begin;
        }
    }
    return safeOutput(kept);
}

std::string OutputFilter::finish()
{
    const qsizetype cut = std::exchange(m_column, 0) - maxLine;
    if (cut <= 0)
        return {};
    return u"… (%1 more characters in this line)"_s.arg(cut).toStdString();
}

} // namespace assay
