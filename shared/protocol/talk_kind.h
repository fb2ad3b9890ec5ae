// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>

#include <array>
#include <optional>

namespace syngraph::protocol {

// What somebody does in the talk of a document.
enum class TalkKind : quint8 {
    Comment,      // says something in a thread; the first one makes it
    Edit,         // gives an own remark another text
    Delete,       // takes a remark back
    Resolve,      // a thread is done with
    Reopen,       // it is not after all
    DeleteThread, // all of it
    Chat,         // says something to everybody, about no place
};

inline constexpr std::array<QLatin1StringView, 7> kTalkKindNames = {
    QLatin1StringView("comment"), QLatin1StringView("edit"),   QLatin1StringView("delete"),
    QLatin1StringView("resolve"), QLatin1StringView("reopen"), QLatin1StringView("deleteThread"),
    QLatin1StringView("chat"),
};

inline QLatin1StringView toWire(TalkKind kind)
{
    return kTalkKindNames[static_cast<std::size_t>(kind)];
}

inline std::optional<TalkKind> talkKindFromWire(QLatin1StringView name)
{
    for (std::size_t i = 0; i < kTalkKindNames.size(); ++i) {
        if (kTalkKindNames[i] == name)
            return static_cast<TalkKind>(i);
    }
    return std::nullopt;
}

} // namespace syngraph::protocol
