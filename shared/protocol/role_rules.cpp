// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/role_rules.h"

#include "base/plant.h"
#include "model/proposal_mark.h"

#include <algorithm>
#include <utility>

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
bool maySet(const model::Attribute &wanted, const model::Attributes &present, const QString &author, bool isOwnText)
{
    if (!isSuggestion(wanted.key))
        return isOwnText || isComment(wanted.key);
    const char *key = wanted.key.constData();
    const bool isFree = !present.contains(wanted.key) || isBy(present, key, author) || planted(Plant::OthersProposalDecided);
    return isFree && (wanted.value.isNull() || isBy(model::Attributes{wanted}, key, author));
}

model::Attributes settable(const model::Attributes &wanted, const model::Attributes &present, const QString &author)
{
    const bool isOwnText = isBy(present, "s:i", author) || isBy(wanted, "s:i", author);
    return model::filterAttributes(wanted, [&](const QByteArray &key, const model::Value &value) {
        return maySet({key, value}, present, author, isOwnText);
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

std::optional<model::Delta> proposedPart(const model::Delta &change, const model::Document &before,
                                         const QString &author)
{
    model::Delta part;
    qint64 at = 0;
    qsizetype text = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert()) {
            // the mark that stands for the end of a paragraph is one to be deleted from the beginning
            if (!(isBy(op.attributes, "s:i", author) || mayDelete(op.attributes, author))
                || settable(op.attributes, {}, author) != op.attributes)
                return std::nullopt;
            if (op.kind == model::Op::Kind::InsertText)
                part.insert(change.text().sliced(std::exchange(text, text + op.length), op.length), op.attributes);
            else
                part.insert(op.embed, op.attributes);
            continue;
        }
        before.visit(at, at + op.length, [&](QStringView units, const model::rope::Run &run) {
            if (op.isDelete() && mayDelete(run.attributes, author))
                part.remove(units.size());
            else
                part.retain(units.size(), settable(op.attributes, run.attributes, author));
        });
        at += op.length;
    }
    return std::move(part.chop());
}

} // namespace syngraph::protocol
