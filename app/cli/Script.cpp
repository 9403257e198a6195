// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Script.h"

#include "base/UniqueFd.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString shownName(const QString &path)
{
    return path == "-"_L1 ? u"standard input"_s : path;
}

tl::unexpected<Error> cannotRead(const QString &path, const QString &reason)
{
    return failure(ErrorCode::InvalidInput,
                   u"cannot read %1: %2"_s.arg(shownName(path), reason).toStdString());
}

Result<QByteArray> readAll(const UniqueFd &input, const QString &path)
{
    QByteArray bytes;
    std::array<char, 65536> buffer{};
    for (;;) {
        const ssize_t got = ::read(input.get(), buffer.data(), buffer.size());
        if (got == 0)
            return bytes;
        if (got < 0 && errno != EINTR)
            return cannotRead(path, QString::fromLocal8Bit(std::strerror(errno)));
        if (got > 0)
            bytes.append(buffer.data(), got);
        if (bytes.size() > maxScriptBytes)
            return cannotRead(path, u"it is larger than 64 MiB"_s);
    }
}

/// How many bytes the sequence at the start of `text` takes; 0: it is malformed. Follows table 3-7
/// of the Unicode standard: no overlong forms, no surrogates, nothing beyond U+10FFFF.
std::size_t sequenceLength(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80)
            return 0;
    }
    return length;
}

} // namespace

std::optional<std::size_t> firstBadByte(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequenceLength(bytes.substr(i));
        if (length == 0)
            return i;
        i += length;
    }
    return std::nullopt;
}

Result<int> openInput(const QString &path)
{
    UniqueFd input(path == "-"_L1
                       ? ::fcntl(0, F_DUPFD_CLOEXEC, 3)
                       : ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    struct stat status
    {
    };
    if (!input || ::fstat(input.get(), &status) != 0)
        return cannotRead(path, QString::fromLocal8Bit(std::strerror(errno)));
    if (S_ISDIR(status.st_mode))
        return cannotRead(path, u"it is a folder"_s);
    return input.release();
}

Result<Script> readScript(const QString &path)
{
    const Result<int> input = openInput(path);
    if (!input)
        return tl::unexpected(input.error());
    const Result<QByteArray> bytes = readAll(UniqueFd(*input), path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (const auto bad =
            firstBadByte(std::string_view(bytes->data(), std::size_t(bytes->size())))) {
        const Error error =
            cannotRead(path, u"it is not UTF-8 (byte %1 is not part of a character)"_s.arg(*bad))
                .value();
        return Script{shownName(path), {}, QString::fromStdString(error.text)};
    }
    // A byte order mark is left in: the bot would see it, too.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return Script{shownName(path), decoder(*bytes), {}};
}

Result<std::vector<Script>> readScripts(const QStringList &paths)
{
    std::vector<Script> scripts;
    for (const QString &path : paths) {
        Result<Script> script = readScript(path);
        if (!script)
            return tl::unexpected(script.error());
        scripts.push_back(std::move(*script));
    }
    return scripts;
}

Script readBatchLine(const QByteArray &line, int number)
{
    Script script{u"line %1"_s.arg(number), {}, {}};
    QJsonParseError error;
    // Qt's parser takes the escape of a lone surrogate, which a hostile script may well hold.
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    const QJsonValue code = document.object()["code"_L1];
    if (error.error != QJsonParseError::NoError)
        script.problem = u"%1 is not JSON: %2"_s.arg(script.name, error.errorString());
    else if (!document.isObject() || !code.isString())
        script.problem = u"%1 is not an object with a text 'code'"_s.arg(script.name);
    else
        script.code = code.toString();
    return script;
}

} // namespace assay
