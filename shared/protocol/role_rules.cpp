// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/role_rules.h"

#include <algorithm>

namespace syngraph::protocol {
namespace {

bool isComment(const QByteArray &key)
{
    return key.startsWith("c:");
}

bool isSuggestion(const QByteArray &key)
{
    return key == "s:i" || key == "s:d" || key == "s:f";
}

bool setsOnly(const model::Attributes &attributes, Role role)
{
    return std::ranges::all_of(attributes.entries(), [role](const model::Attribute &attribute) {
        return isComment(attribute.key) || (role == Role::Suggester && isSuggestion(attribute.key));
    });
}

bool mayMake(Role role, const model::Op &op)
{
    switch (op.kind) {
    case model::Op::Kind::Retain:
        return setsOnly(op.attributes, role);
    case model::Op::Kind::InsertText:
    case model::Op::Kind::InsertEmbed:
        return role == Role::Suggester && op.attributes.contains("s:i");
    default:
        return false;
    }
}

} // namespace

bool mayChange(Role role, const model::Delta &change)
{
    if (role >= Role::Editor)
        return true;
    if (role < Role::Commenter)
        return false;
    return std::ranges::all_of(change.ops(), [role](const model::Op &op) { return mayMake(role, op); });
}

} // namespace syngraph::protocol
