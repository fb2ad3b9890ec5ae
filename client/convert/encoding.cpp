// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/encoding.h"

#include <QStringDecoder>

#include <array>
#include <optional>

namespace syngraph::convert {
namespace {

// What Windows-1252 has where Latin-1 has control characters (0x80 .. 0x9f).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
};

QString fromWindows1252(const QByteArray &bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &unit : text) {
        if (unit.unicode() >= 0x80 && unit.unicode() < 0xa0)
            unit = kWindows1252[unit.unicode() - 0x80];
    }
    return text;
}

std::optional<QString> decoded(const QByteArray &bytes, QStringDecoder::Encoding encoding)
{
    QStringDecoder decoder(encoding);
    QString text = decoder(bytes);
    return decoder.hasError() || !text.isValidUtf16() ? std::nullopt : std::optional(std::move(text));
}

// Blanks, line ends and Latin letters have a zero byte in UTF-16: at odd places in little endian, at even ones in big
// endian.
std::optional<QStringDecoder::Encoding> guessUtf16(const QByteArray &bytes)
{
    std::array<qsizetype, 2> zeros{};
    const qsizetype looked = std::min(bytes.size(), qsizetype(1) << 16);
    for (qsizetype i = 0; i < looked; ++i) {
        if (bytes[i] == 0)
            ++zeros[std::size_t(i % 2)];
    }
    if (bytes.size() % 2 != 0 || zeros[0] == zeros[1])
        return std::nullopt;
    return zeros[1] > zeros[0] ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE;
}

} // namespace

Result<QString> decodeText(const QByteArray &bytes)
{
    const Error noText{ErrorCode::Unsupported, QStringLiteral("The file is not plain text.")};
    std::optional<QString> text;
    if (const auto marked = QStringDecoder::encodingForData(bytes))
        text = decoded(bytes, *marked);
    else if (const auto guess = bytes.contains('\0') ? guessUtf16(bytes) : std::nullopt)
        text = decoded(bytes, *guess);
    else if (!bytes.contains('\0'))
        text = decoded(bytes, QStringDecoder::Utf8).value_or(fromWindows1252(bytes));
    if (!text || text->contains(QChar(0)))
        return noText;
    return std::move(*text);
}

Result<QString> decodeHtml(const QByteArray &bytes)
{
    if (!QStringDecoder::encodingForData(bytes) && !bytes.contains('\0')) {
        QStringDecoder named = QStringDecoder::decoderForHtml(bytes);
        if (named.isValid()) {
            QString text = named(bytes);
            if (!named.hasError() && text.isValidUtf16())
                return text;
        }
    }
    return decodeText(bytes);
}

} // namespace syngraph::convert
