// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/permission.h"

#include "base/plant.h"

namespace syngraph::net {
namespace {

using protocol::Role;

std::optional<ErrorCode> compare(Role role, Role needed)
{
    if (!checks(Check::Rights))
        return std::nullopt;
    if (role == Role::None)
        return ErrorCode::NotFound;
    return role < needed ? std::optional(ErrorCode::NotAllowed) : std::nullopt;
}

} // namespace

std::optional<ErrorCode> refusalOf(const protocol::ClientMessage &message, const Access &access,
                                   const Caller &caller, std::optional<DocumentId> joined, qint64 nowMs)
{
    return std::visit(
        [&]<typename M>(const M &m) -> std::optional<ErrorCode> {
            if constexpr (kSubject<M> == Subject::Document) {
                return compare(access.roleOn(caller, m.document, nowMs), M::kRole);
            } else if constexpr (kSubject<M> == Subject::Joined) {
                if (!joined)
                    return ErrorCode::NotJoined;
                return compare(access.roleOn(caller, *joined, nowMs), M::kRole);
            } else {
                const bool mayDo = access.roleInServer(caller) >= M::kRole || !checks(Check::Rights);
                return mayDo ? std::nullopt : std::optional(ErrorCode::NotAllowed);
            }
        },
        message);
}

} // namespace syngraph::net
