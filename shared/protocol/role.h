// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>

#include <array>
#include <optional>

namespace syngraph::protocol {

// What somebody may do with a document, in rising order; looked up for every message.
enum class Role : quint8 { None, Viewer, Commenter, Suggester, Editor, Owner };

inline constexpr std::array<QLatin1StringView, 6> kRoleNames = {
    QLatin1StringView("none"),      QLatin1StringView("viewer"), QLatin1StringView("commenter"),
    QLatin1StringView("suggester"), QLatin1StringView("editor"), QLatin1StringView("owner"),
};

inline QLatin1StringView toWire(Role role)
{
    return kRoleNames[static_cast<std::size_t>(role)];
}

inline std::optional<Role> roleFromWire(QLatin1StringView name)
{
    for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
        if (kRoleNames[i] == name)
            return static_cast<Role>(i);
    }
    return std::nullopt;
}

} // namespace syngraph::protocol
