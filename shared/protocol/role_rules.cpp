// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/role_rules.h"

#include "base/plant.h"
#include "model/proposal_mark.h"

#include <algorithm>

namespace syngraph::protocol {
namespace {

bool isComment(const QByteArray &key)
{
    return key.startsWith("c:");
}

bool isSuggestion(const QByteArray &key)
{
    return key == "s:d" || key == "s:f";
}

bool setsOnly(const model::Attributes &attributes, Role role)
{
    return std::ranges::all_of(attributes.entries(), [role](const model::Attribute &attribute) {
        return isComment(attribute.key) || (role == Role::Suggester && attribute.key != "s:i");
    });
}

bool mayMake(Role role, const model::Op &op)
{
    switch (op.kind) {
    case model::Op::Kind::Retain:
        return setsOnly(op.attributes, role);
    case model::Op::Kind::InsertText:
    case model::Op::Kind::InsertEmbed:
        return role == Role::Suggester && (op.attributes.contains("s:i") || op.attributes.contains("s:d"));
    case model::Op::Kind::Delete:
        return role == Role::Suggester;
    default:
        return false;
    }
}

bool isBy(const model::Attributes &attributes, const char *key, const QString &author)
{
    const auto mark = model::markOf(attributes, key);
    return mark && mark->author == author;
}

bool mayDelete(const model::Attributes &attributes, const QString &author)
{
    const auto deleted = model::markOf(attributes, "s:d");
    // the mark that stands for a paragraph end is made by who proposes that it goes
    return isBy(attributes, "s:i", author) || (deleted && deleted->set && deleted->author == author);
}

// A null takes a proposal away, which only its author may. Own proposed text has any format.
bool maySet(const model::Attributes &wanted, const model::Attributes &present, const QString &author)
{
    const bool isOwnText = isBy(present, "s:i", author) || isBy(wanted, "s:i", author);
    return std::ranges::all_of(wanted.entries(), [&](const model::Attribute &attribute) {
        if (!isSuggestion(attribute.key))
            return isOwnText || isComment(attribute.key);
        const char *key = attribute.key.constData();
        const bool isFree = !present.contains(attribute.key) || isBy(present, key, author)
            || planted(Plant::OthersProposalDecided);
        return isFree && (attribute.value.isNull() || isBy(wanted, key, author));
    });
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

bool mayPropose(const model::Delta &change, const model::Document &before, const QString &author)
{
    qint64 at = 0;
    bool isAllowed = true;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert()) {
            // the mark that stands for the end of a paragraph is one to be deleted from the beginning
            isAllowed = isAllowed && (isBy(op.attributes, "s:i", author) || mayDelete(op.attributes, author))
                && maySet(op.attributes, {}, author);
            continue;
        }
        before.visit(at, at + op.length, [&](QStringView, const auto &run) {
            isAllowed = isAllowed
                && (op.isDelete() ? mayDelete(run.attributes, author) : maySet(op.attributes, run.attributes, author));
        });
        at += op.length;
    }
    return isAllowed;
}

} // namespace syngraph::protocol
