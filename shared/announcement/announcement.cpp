// SPDX-License-Identifier: GPL-3.0-or-later
#include "announcement/announcement.h"

namespace syngraph::announcement {
namespace {

constexpr char kHead[] = "syngraph 1\n";
constexpr qsizetype kIdDigits = 64;
constexpr qsizetype kMaxUnits = 80;
constexpr qsizetype kMaxTxtBytes = 255;
constexpr qsizetype kMaxTitles = 50;
constexpr int kMaxPeople = 100'000;

bool isHarmless(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

QString cleaned(const QString &text)
{
    QString out;
    for (const uint c : text.toUcs4()) {
        const char32_t character = c;
        const QString piece = QString::fromUcs4(&character, 1);
        if (out.size() + piece.size() > kMaxUnits)
            break;
        if (isHarmless(c))
            out += piece;
    }
    return out.simplified();
}

bool isId(const QByteArray &text)
{
    return text.size() == kIdDigits && QByteArray::fromHex(text).toHex() == text;
}

// Whole number from 0 to `most`, or -1.
int numberIn(const QByteArray &text, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= 0 && number <= most ? number : -1;
}

QByteArrayList linesOf(const Announcement &announcement)
{
    QByteArrayList lines{"id=" + announcement.id, "name=" + cleaned(announcement.name).toUtf8(),
                         "people=" + QByteArray::number(announcement.people)};
    if (announcement.asks)
        lines << "asks=1";
    for (const QString &title : announcement.titles)
        lines << "title=" + cleaned(title).toUtf8();
    return lines;
}

void readLine(const QByteArray &line, Announcement &found)
{
    const qsizetype equals = line.indexOf('=');
    const QByteArray key = line.first(std::max<qsizetype>(0, equals));
    const QByteArray value = line.sliced(equals + 1);
    if (key == "id" && isId(value))
        found.id = value;
    else if (key == "name")
        found.name = cleaned(QString::fromUtf8(value));
    else if (key == "port")
        found.port = quint16(std::max(0, numberIn(value, 65535)));
    else if (key == "people")
        found.people = std::max(0, numberIn(value, kMaxPeople));
    else if (key == "leaving")
        found.isLeaving = value == "1";
    else if (key == "asks")
        found.asks = value == "1";
    else if (key == "title" && found.titles.size() < kMaxTitles)
        found.titles << cleaned(QString::fromUtf8(value));
}

std::optional<Announcement> completed(Announcement found)
{
    return found.id.isEmpty() || found.port == 0 ? std::nullopt : std::optional(std::move(found));
}

} // namespace

QByteArray toDatagram(const Announcement &announcement)
{
    QByteArray out = kHead;
    out += "port=" + QByteArray::number(announcement.port) + '\n';
    if (announcement.isLeaving)
        out += "leaving=1\n";
    for (const QByteArray &line : linesOf(announcement)) {
        if (out.size() + line.size() < kMaxDatagramBytes)
            out += line + '\n';
    }
    return out;
}

std::optional<Announcement> fromDatagram(const QByteArray &bytes)
{
    if (bytes.size() > kMaxDatagramBytes || !bytes.startsWith(kHead) || !bytes.endsWith('\n'))
        return std::nullopt;
    Announcement found;
    for (const QByteArray &line : bytes.sliced(qsizetype(sizeof kHead) - 1).split('\n'))
        readLine(line, found);
    return completed(std::move(found));
}

QByteArrayList toTxt(const Announcement &announcement)
{
    QByteArrayList strings{"protocol=1"};
    qsizetype bytes = 0;
    for (const QByteArray &line : linesOf(announcement)) {
        bytes += line.size() + 1;
        if (bytes < kMaxDatagramBytes && line.size() <= kMaxTxtBytes)
            strings << line;
    }
    return strings;
}

std::optional<Announcement> fromTxt(const QByteArrayList &strings, quint16 port)
{
    Announcement found;
    for (const QByteArray &string : strings)
        readLine(string, found);
    found.port = port;
    found.isLeaving = false;
    return completed(std::move(found));
}

} // namespace syngraph::announcement
