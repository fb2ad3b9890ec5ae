// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/delta_json.h"
#include "model/document.h"
#include "support/cpu_time.h"
#include "support/random.h"
#include "support/seed.h"

#include <QTest>

#include <algorithm>

namespace syngraph::property {

// Tries a law on `count` random families; `law(random)` checks with QVERIFY2 and friends. Stops at the first
// failure and says how to repeat it.
template<typename Law>
void forFamilies(int count, Law law)
{
    for (int family = 0; family < count; ++family) {
        support::Random random(support::seed(), static_cast<quint64>(family));
        law(random);
        if (QTest::currentTestFailed()) {
            qWarning("family %d of seed %llu", family, static_cast<unsigned long long>(support::seed()));
            return;
        }
    }
}

// The document with this content; an empty one where it is none.
inline model::Document documentOf(const model::Delta &content)
{
    const auto document = model::Document::fromDelta(content);
    return document ? *document : model::Document();
}

using support::cpuSeconds;
using support::kSlowness;

// Values of a family in a message.
inline QByteArray shown(std::initializer_list<std::pair<const char *, const model::Delta *>> values)
{
    QByteArray out;
    for (const auto &[name, delta] : values)
        out += QByteArray("\n  ") + name + " = " + model::toJson(*delta);
    return out;
}

// The canonical form of SEMANTICS 1, said again independently of the builders.
inline bool isCanonical(const model::Delta &delta)
{
    using Kind = model::Op::Kind;
    const auto ops = delta.ops();
    qint64 text = 0;
    for (std::size_t i = 0; i < ops.size(); ++i) {
        const model::Op &op = ops[i];
        const model::Op *last = i > 0 ? &ops[i - 1] : nullptr;
        const bool hasNull = std::ranges::any_of(op.attributes.entries(),
                                                 [](const model::Attribute &a) { return a.value.isNull(); });
        if (op.length < 1 || (op.isInsert() && hasNull) || (last && last->isDelete() && op.isInsert()))
            return false;
        const bool mergeable = op.kind == Kind::InsertText || op.kind == Kind::Retain || op.isDelete();
        if (last && mergeable && last->kind == op.kind && last->attributes == op.attributes)
            return false;
        if (!std::ranges::is_sorted(op.attributes.entries(), {}, &model::Attribute::key))
            return false;
        text += op.kind == Kind::InsertText ? op.length : 0;
    }
    const bool idleEnd = !ops.empty() && ops.back().kind == Kind::Retain && ops.back().attributes.isEmpty();
    return !idleEnd && text == delta.text().size();
}

// Every inserted stretch is well-formed UTF-16 by itself.
inline bool isAligned(const model::Delta &delta)
{
    qsizetype taken = 0;
    for (const model::Op &op : delta.ops()) {
        if (op.kind != model::Op::Kind::InsertText)
            continue;
        if (!delta.text().sliced(taken, op.length).isValidUtf16())
            return false;
        taken += op.length;
    }
    return true;
}

} // namespace syngraph::property
