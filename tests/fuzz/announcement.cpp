// SPDX-License-Identifier: GPL-3.0-or-later
// What anybody in the network says servers are: passed over, or something that deceives nobody and says the same when
// it is said again.
#include "target.h"

#include "announcement/announcement.h"

#include <algorithm>

using namespace syngraph;
using namespace syngraph::announcement;
using fuzz::require;

namespace {

bool isHarmless(const QString &text)
{
    constexpr qsizetype kMaxUnits = 80;
    return text.size() <= kMaxUnits && text.isValidUtf16() && std::ranges::all_of(text.toUcs4(), [](uint c) {
        const auto category = QChar::category(c);
        return category != QChar::Other_Control && category != QChar::Other_Format && category != QChar::Separator_Line
            && category != QChar::Separator_Paragraph;
    });
}

// The same but for titles there was no room for.
bool saysNoMore(const Announcement &again, Announcement first)
{
    const bool isPart = std::ranges::all_of(again.titles, [&](const QString &title) { return first.titles.contains(title); });
    first.titles = again.titles;
    return isPart && again == first;
}

void look(const Announcement &found, const QByteArray &bytes)
{
    require(found.port != 0 && QByteArray::fromHex(found.id).toHex() == found.id && found.id.size() == 64, "a server of no key", bytes);
    require(found.people >= 0 && found.titles.size() <= 50, "numbers beyond their bounds", bytes);
    require(isHarmless(found.name) && std::ranges::all_of(found.titles, isHarmless), "a name that deceives", bytes);
    const QByteArray datagram = toDatagram(found);
    require(datagram.size() <= kMaxDatagramBytes, "a datagram that networks cut", datagram);
    const auto again = fromDatagram(datagram);
    require(again && saysNoMore(*again, found), "something else is said again", bytes);
    Announcement staying = found;
    staying.isLeaving = false;
    const auto record = fromTxt(toTxt(found), found.port);
    require(record && saysNoMore(*record, staying), "a record says something else", bytes);
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (const auto found = fromDatagram(bytes))
        look(*found, bytes);
    if (const auto found = fromTxt(bytes.split('\n'), 8930))
        look(*found, bytes);
    return 0;
}
