// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>

#include <array>
#include <optional>

namespace syngraph::protocol {

// How somebody comes into a document that he has no invitation to.
enum class Admission : quint8 {
    Nobody,   // not at all: it is not shared
    Approved, // the owner says yes
    Code,     // by a code that the owner gave
    Anyone,   // by himself
};

inline constexpr std::array<QLatin1StringView, 4> kAdmissionNames = {
    QLatin1StringView("nobody"),
    QLatin1StringView("approved"),
    QLatin1StringView("code"),
    QLatin1StringView("anyone"),
};

inline QLatin1StringView toWire(Admission admission)
{
    return kAdmissionNames[static_cast<std::size_t>(admission)];
}

inline std::optional<Admission> admissionFromWire(QLatin1StringView name)
{
    for (std::size_t i = 0; i < kAdmissionNames.size(); ++i) {
        if (kAdmissionNames[i] == name)
            return static_cast<Admission>(i);
    }
    return std::nullopt;
}

} // namespace syngraph::protocol
