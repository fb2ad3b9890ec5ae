// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/marks.h"

namespace syngraph::history {
namespace {

using model::Attributes;
using model::Delta;
using model::Value;

// A key of no document, so that no rule of the schema touches it.
const QByteArray kMark = QByteArrayLiteral("revision");

QString units(qint64 length)
{
    return QString(length, u'x');
}

Attributes markOf(Revision revision)
{
    return Attributes{{kMark, Value::number(revision.value)}};
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
    const Value *value = attributes.find(kMark);
    return Revision{value ? value->toInteger().value_or(0) : 0};
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
            shape.retain(op.length);
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
