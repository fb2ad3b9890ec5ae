// SPDX-License-Identifier: GPL-3.0-or-later
#include "typist.h"

#include <algorithm>

namespace syngraph::simulation {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Embed;
using model::Value;
using support::Random;

namespace {

Attributes inlineFormat(Random &random, bool mayRemove)
{
    const bool removes = mayRemove && random.chance(25);
    // many: nobody is likely to have set the colour of somebody else
    const QString color = QStringLiteral("#%1").arg(random.below(64) * 4, 6, 16, QLatin1Char('0'));
    switch (random.below(5)) {
    case 0: return {{"bold", removes ? Value::null() : Value::boolean(true)}};
    case 1: return {{"color", removes ? Value::null() : Value::string(color)}};
    case 2: return {{"link", removes ? Value::null() : Value::string(u"https://example.org/")}};
    case 3: return {{"c:1", removes ? Value::null() : Value::boolean(true)}};
    default: return {{"color", Value::string(color)}};
    }
}

Value lineKind(Random &random)
{
    switch (random.below(4)) {
    case 0: return Value::null();
    case 1: return Value::string(u"h1");
    case 2: return Value::string(u"bullet");
    default: return Value::string(u"quote");
    }
}

// As an insert carries it: null means nothing there.
Attributes block(const Value &kind)
{
    return kind.isNull() ? Attributes() : Attributes{{"block", kind}};
}

Value kindAt(const Document &document, qint64 lineEnd)
{
    const auto run = document.runAt(lineEnd);
    const Value *kind = run.attributes.find("block");
    return kind ? *kind : Value::null();
}

} // namespace

QByteArray pictureHash(qint64 number)
{
    return QByteArray::number(number + 1).repeated(64);
}

QString Typist::nextToken()
{
    const auto token = char16_t(kFirstToken + m_tokens);
    m_tokens = char16_t((m_tokens + 1) % (kEndOfTokens - kFirstToken));
    return QString(QChar(token));
}

qint64 Typist::place(Random &random, const Document &document) const
{
    const qint64 last = document.length() - 1;
    qint64 at = random.below(last + 1);
    if (m_swarm.isCrowded && random.chance(80))
        at = std::min(last, std::max<qint64>(0, last / 2 - 2) + random.below(5));
    return document.splitsPair(at) ? at + 1 : at;
}

Delta Typist::change(Random &random, const Document &document)
{
    const int form = int(random.below(100));
    if (m_swarm.isStylish && random.chance(40))
        return format(random, document);
    if (form < 12 && m_swarm.formats)
        return format(random, document);
    if (form < 24 && m_swarm.deletes)
        return remove(random, document);
    if (form < 30 && m_swarm.formats)
        return formatLines(random, document);
    if (form < 40 && m_swarm.lines)
        return breakLine(random, document);
    if (form < 44 && m_swarm.lines && m_swarm.deletes)
        return joinLines(random, document);
    if (form < 52 && m_swarm.embeds)
        return object(random, document);
    if (form < 60 && m_swarm.pastes)
        return paste(random, document);
    return type(random, document);
}

Delta Typist::type(Random &random, const Document &document)
{
    const qint64 at = place(random, document);
    QString text = nextToken();
    if (random.chance(15))
        text += random.chance(50) ? nextToken() : QStringLiteral("\U0001F680");
    Delta change;
    change.retain(at).insert(text, m_swarm.formats && random.chance(15) ? inlineFormat(random, false) : Attributes());
    return change;
}

Delta Typist::format(Random &random, const Document &document) const
{
    const qint64 at = place(random, document);
    qint64 end = std::min(document.length() - 1, at + 1 + random.below(8));
    end += document.splitsPair(end) ? 1 : 0;
    Delta change;
    return std::move(change.retain(at).retain(end - at, inlineFormat(random, true)).chop());
}

// Alone or, as typing over a selection does, with something new in its place.
Delta Typist::remove(Random &random, const Document &document)
{
    const qint64 at = place(random, document);
    qint64 end = std::min(document.length() - 1, at + 1 + random.below(6));
    end += document.splitsPair(end) ? 1 : 0;
    Delta change;
    change.retain(at);
    if (random.chance(30))
        change.insert(nextToken());
    return std::move(change.remove(end - at).chop());
}

Delta Typist::formatLines(Random &random, const Document &document) const
{
    const qint64 line = document.lineAt(place(random, document));
    const qint64 end = std::min(document.lineCount(), line + 1 + random.below(2));
    const qint64 start = document.lineStart(line);
    Delta change;
    return change.retain(start).retain(document.lineStart(end) - start, Attributes{{"block", lineKind(random)}});
}

// Enter inside a line, or at its end: there the new line is opened before the old line end.
Delta Typist::breakLine(Random &random, const Document &document)
{
    const qint64 at = place(random, document);
    const qint64 lineEnd = document.lineStart(document.lineAt(at) + 1) - 1;
    const Value kind = kindAt(document, lineEnd);
    Delta change;
    if (random.chance(40))
        return change.retain(at).insert(u"\n", block(kind));
    const Value next = random.chance(50) ? kind : Value::null();
    change.retain(lineEnd).insert(u"\n", block(kind));
    if (random.chance(50))
        change.insert(nextToken());
    return change.retain(1, Attributes{{"block", next}});
}

Delta Typist::joinLines(Random &random, const Document &document) const
{
    const qint64 line = document.lineAt(place(random, document));
    Delta change;
    if (line + 1 >= document.lineCount())
        return change;
    const qint64 start = document.lineStart(line);
    const qint64 lineEnd = document.lineStart(line + 1) - 1;
    const qint64 behind = document.lineStart(line + 2) - lineEnd - 1;
    const Value kind = kindAt(document, lineEnd);
    const bool sets = lineEnd > start && kind != kindAt(document, lineEnd + behind);
    const Attributes format = sets ? Attributes{{"block", kind}} : Attributes();
    change.retain(start).retain(lineEnd - start, format).remove(1).retain(behind, format);
    return std::move(change.chop());
}

Delta Typist::object(Random &random, const Document &document) const
{
    Delta change;
    if (random.chance(40)) {
        for (qint64 at = place(random, document); at < document.length(); ++at) {
            const Embed embed = document.runAt(at).embed;
            if (!embed.isNull() && embed.type() == "image") {
                const QByteArray member = random.chance(50) ? "{\"w\":" : "{\"h\":";
                const QByteArray size = member + QByteArray::number(random.between(1, 99)) + '}';
                return change.retain(at).changeEmbed(Embed("image", Value::fromCanonicalJson(size)));
            }
        }
    }
    const QByteArray picture = "{\"id\":\"" + pictureHash(random.below(3)) + "\"}";
    const Embed embed = random.chance(60) ? Embed("image", Value::fromCanonicalJson(picture))
                                          : Embed("rule", Value::fromCanonicalJson("{}"));
    return change.retain(place(random, document)).insert(embed);
}

Delta Typist::paste(Random &random, const Document &document)
{
    Delta change;
    change.retain(place(random, document));
    for (qint64 paragraphs = random.between(1, 4); paragraphs > 0; --paragraphs) {
        QString text;
        for (qint64 units = random.between(1, 12); units > 0; --units)
            text += random.chance(70) ? nextToken() : QStringLiteral("\U0001F98A");
        change.insert(text, random.chance(40) ? inlineFormat(random, false) : Attributes());
        change.insert(u"\n", block(lineKind(random)));
    }
    return change;
}

} // namespace syngraph::simulation
