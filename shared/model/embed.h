// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

namespace syngraph::model {

// One object of length 1 inside the text: a type and its JSON value. As a change of an embed in place the
// value is an object whose members are set key by key (null removes); the later one wins each key.
class Embed
{
public:
    Embed() = default;
    Embed(QByteArray type, Value value) : m_payload(new Payload{{}, std::move(type), std::move(value)}) { }

    bool isNull() const { return !m_payload; }
    const QByteArray &type() const { return m_payload->type; }
    const Value &value() const { return m_payload->value; }
    void appendJson(JsonText &out) const;
    QByteArray toJson() const;
    quint64 hash() const;

    friend bool operator==(const Embed &a, const Embed &b)
    {
        if (a.m_payload.data() == b.m_payload.data())
            return true;
        return !a.isNull() && !b.isNull() && a.type() == b.type() && a.value() == b.value();
    }

private:
    struct Payload : QSharedData
    {
        Payload(const QSharedData &, QByteArray t, Value v) : type(std::move(t)), value(std::move(v)) { }
        QByteArray type; // UTF-8
        Value value;
    };
    QExplicitlySharedDataPointer<const Payload> m_payload;
};

// `change` applied to `embed`, or to an earlier change; both of one type with object values.
Embed composeEmbed(const Embed &embed, const Embed &change, Nulls nulls);
// `moved` as it applies after `over`; a null embed where nothing of it is left.
Embed transformEmbed(const Embed &moved, const Embed &over, Tie tie);
// The change that gives `base` back after `change`; a null embed where it changed nothing.
Embed invertEmbed(const Embed &change, const Embed &base);

} // namespace syngraph::model
