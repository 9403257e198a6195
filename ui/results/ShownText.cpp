// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ShownText.h"

#include "frames/SafeText.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace assay {
namespace {

constexpr std::size_t longestCharacter = 4; ///< bytes of UTF-8

QString cut(QString text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    // Never leave half of a surrogate pair.
    text.truncate(text.at(limit - 1).isHighSurrogate() ? limit - 1 : limit);
    return text + u'…';
}

} // namespace

QString wholeText(std::string_view utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(utf8.data(), qsizetype(utf8.size())));
}

QString safeShown(std::string_view utf8)
{
    return wholeText(safeText(utf8));
}

QString safeShown(const QString &text)
{
    return safeShown(text.toStdString());
}

QString quoted(QString text)
{
    static const QRegularExpression code(QStringLiteral("`([^`]*)`"));
    return text.replace(code, QStringLiteral("‘\\1’"));
}

QString oneLine(std::string_view utf8, qsizetype limit)
{
    // A cell may hold megabytes: what can't be shown is not converted.
    const std::size_t bytes = (std::size_t(limit) + 1) * longestCharacter;
    QString text = safeShown(utf8.substr(0, bytes));
    text.replace(u'\n', u'↵').replace(u'\t', u'→');
    return cut(std::move(text), limit);
}

QString plainToolTip(const QString &text, qsizetype limit)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
        .arg(cut(text, limit).toHtmlEscaped());
}

} // namespace assay
