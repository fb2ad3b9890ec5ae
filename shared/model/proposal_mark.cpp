// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/proposal_mark.h"

#include "model/json_reader.h"

namespace syngraph::model {
namespace {

Value objectOf(const Attributes &members)
{
    if (members.isEmpty())
        return Value::fromCanonicalJson("{}");
    return Value::fromCanonicalJson(members.toJson());
}

Attributes membersOf(const Value *value)
{
    return value ? attributesFromObject(*value).value_or(Attributes()) : Attributes();
}

} // namespace

bool isMark(const QByteArray &key)
{
    return key.startsWith("s:");
}

Attributes withoutMarks(const Attributes &attributes)
{
    return filterAttributes(attributes, [](const QByteArray &key, const Value &) { return !isMark(key); });
}

Value toValue(const ProposalMark &mark)
{
    Attributes members{{"author", Value::string(mark.author)}, {"id", Value::string(mark.id)}};
    if (mark.set)
        members = members.with("set", objectOf(*mark.set));
    return objectOf(members);
}

std::optional<ProposalMark> markOf(const Attributes &attributes, QByteArrayView key)
{
    const Value *value = attributes.find(key);
    if (!value || value->isNull())
        return std::nullopt;
    if (value->isString())
        return ProposalMark{{}, value->toString(), {}};
    const Attributes members = membersOf(value);
    const auto text = [&](const char *name) {
        const Value *member = members.find(name);
        return member ? member->toString() : QString();
    };
    ProposalMark mark{text("author"), text("id"), {}};
    if (const Value *set = members.find("set"))
        mark.set = membersOf(set);
    return mark;
}

Attributes toSet(const ParagraphEnd &end)
{
    Attributes set;
    if (!end.line.isEmpty())
        set = set.with("line", objectOf(end.line));
    if (!end.next.isEmpty())
        set = set.with("next", objectOf(end.next));
    return set;
}

ParagraphEnd paragraphEndOf(const Attributes &set)
{
    return {membersOf(set.find("line")), membersOf(set.find("next"))};
}

} // namespace syngraph::model
