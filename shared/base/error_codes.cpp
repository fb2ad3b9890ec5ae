// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_codes.h"

#include <array>

namespace syngraph {
namespace {

struct Row
{
    QLatin1StringView wire;
    QLatin1StringView text;
};

constexpr std::array kRows = {
#define X(name, wire, text) Row{QLatin1StringView(wire), QLatin1StringView(text)},
    SYNGRAPH_ERROR_CODES(X)
#undef X
};

} // namespace

QLatin1StringView toWire(ErrorCode code)
{
    return kRows[static_cast<std::size_t>(code)].wire;
}

QLatin1StringView sentence(ErrorCode code)
{
    return kRows[static_cast<std::size_t>(code)].text;
}

std::optional<ErrorCode> errorCodeFromWire(QLatin1StringView name)
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].wire == name)
            return static_cast<ErrorCode>(i);
    }
    return std::nullopt;
}

int errorCodeCount()
{
    return static_cast<int>(kRows.size());
}

} // namespace syngraph
