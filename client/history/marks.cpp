// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/marks.h"

#include "model/comment_anchors.h"
#include "model/filter.h"

#include <algorithm>

namespace syngraph::history {
namespace {

using model::Attributes;
using model::Delta;
using model::Value;

// Keys of no document, so that no rule of the schema touches them.
const QByteArray kMark = QByteArrayLiteral("revision");
const QByteArray kTextLook = QByteArrayLiteral("text");
const QByteArray kLineEndLook = QByteArrayLiteral("lineEnd");

QString units(qint64 length)
{
    return QString(length, u'x');
}

Attributes markOf(Revision revision)
{
    return Attributes{{kMark, Value::number(revision.value)}};
}

bool formats(const model::Op &op, bool isLineEnd)
{
    return (op.kind == model::Op::Kind::ChangeEmbed && !isLineEnd)
        || std::ranges::any_of(op.attributes.entries(), [isLineEnd](const model::Attribute &one) {
               return model::fits(model::classOf(one.key), isLineEnd) && !model::isCommentKey(one.key);
           });
}

Attributes lookMarksOf(const model::Op &op, Revision by)
{
    Attributes marks;
    if (formats(op, false))
        marks = marks.with(kTextLook, Value::number(by.value));
    if (formats(op, true))
        marks = marks.with(kLineEndLook, Value::number(by.value));
    return marks;
}

Revision numberUnder(const QByteArray &key, const Attributes &attributes)
{
    const Value *value = attributes.find(key);
    return Revision{value ? value->toInteger().value_or(0) : 0};
}

} // namespace

Marks::Marks(qint64 length)
{
    auto document = model::Document::fromDelta(Delta().insert(units(length)));
    Q_ASSERT(document);
    m_units = std::move(*document);
}

Revision Marks::revisionOf(const Attributes &attributes)
{
    return numberUnder(kMark, attributes);
}

Revision Marks::lookOf(const Attributes &attributes, bool isLineEnd)
{
    return numberUnder(isLineEnd ? kLineEndLook : kTextLook, attributes);
}

void Marks::applyShape(const Delta &shape)
{
    const auto done = m_units.apply(shape, model::Filter::None);
    Q_ASSERT(done);
}

void Marks::apply(const Delta &change, Revision by)
{
    const Attributes mark = markOf(by);
    Delta shape;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert())
            shape.insert(units(op.length), mark);
        else if (op.isDelete())
            shape.remove(op.length);
        else
            shape.retain(op.length, lookMarksOf(op, by));
    }
    applyShape(shape.chop());
}

void Marks::applyInverse(const Delta &change, Revision by)
{
    const Attributes mark = markOf(by);
    Delta shape;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert())
            shape.remove(op.length);
        else if (op.isDelete())
            shape.insert(units(op.length), mark);
        else
            shape.retain(op.length);
    }
    applyShape(shape.chop());
}

} // namespace syngraph::history
