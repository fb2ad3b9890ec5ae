// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/embed.h"

#include "base/hash.h"
#include "model/json_reader.h"
#include "model/utf8.h"

namespace syngraph::model {
namespace {

Attributes members(const Embed &embed)
{
    return attributesFromObject(embed.value()).value_or(Attributes());
}

Embed withMembers(const Embed &like, const Attributes &attributes)
{
    return Embed(like.type(), Value::fromCanonicalJson(attributes.toJson()));
}

} // namespace

void Embed::appendJson(JsonText &out) const
{
    out += '{';
    appendJsonString(out, fromUtf8(type()));
    out += ':';
    out += value().json();
    out += '}';
}

QByteArray Embed::toJson() const
{
    JsonText json;
    appendJson(json);
    return json.take();
}

quint64 Embed::hash() const
{
    JsonText json;
    appendJson(json);
    return fnv1a(json.view());
}

Embed composeEmbed(const Embed &embed, const Embed &change, Nulls nulls)
{
    return withMembers(embed, composeAttributes(members(embed), members(change), nulls));
}

Embed transformEmbed(const Embed &moved, const Embed &over, Tie tie)
{
    if (moved.type() != over.type())
        return {};
    const Attributes left = transformAttributes(members(moved), members(over), tie);
    return left.isEmpty() ? Embed() : withMembers(moved, left);
}

Embed invertEmbed(const Embed &change, const Embed &base)
{
    const Attributes back = invertAttributes(members(change), members(base));
    return back.isEmpty() ? Embed() : withMembers(change, back);
}

} // namespace syngraph::model
