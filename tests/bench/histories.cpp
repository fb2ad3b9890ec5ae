// SPDX-License-Identifier: GPL-3.0-or-later
#include "histories.h"

#include "cli/trace.h"
#include "support/random.h"

namespace syngraph::bench {
namespace {

using model::Delta;

constexpr qint64 kLineUnits = 80;

QString textOf(qint64 length)
{
    QString text(length, u'a');
    for (qint64 i = kLineUnits; i < length; i += kLineUnits)
        text[i] = u'\n';
    if (length > 0)
        text[length - 1] = u'\n';
    return text;
}

Delta insertion(qint64 position, QStringView text)
{
    return std::move(Delta().retain(position).insert(text));
}

Delta removal(qint64 position)
{
    return std::move(Delta().retain(position).remove(1));
}

} // namespace

model::Document documentOf(const QString &text)
{
    Delta content;
    content.insert(text);
    return *model::Document::fromDelta(content);
}

History paper()
{
    const auto trace = cli::readTrace(QStringLiteral(SYNGRAPH_SOURCE_DIR "/../shared/traces/automerge-paper.json.gz"));
    if (!trace)
        return writeLikeAPerson(1, 259'778, 1);
    // ASCII only, so that code points are units
    History history{trace->startContent, {}, trace->endContent};
    for (const auto &transaction : trace->transactions) {
        for (const auto &patch : transaction.patches) {
            Delta change;
            change.retain(patch.position).insert(patch.inserted).remove(patch.removed);
            history.changes.push_back(std::move(change));
        }
    }
    return history;
}

History writeLikeAPerson(qint64 length, qint64 count, quint64 seed)
{
    support::Random random(seed);
    History history{textOf(length), {}, {}};
    qint64 caret = 0;
    qint64 burst = 0;
    for (qint64 i = 0; i < count; ++i) {
        if (burst == 0) {
            burst = random.between(5, 60);
            if (random.chance(30))
                caret = random.below(length);
        }
        --burst;
        if (caret > 0 && length > 1 && random.chance(15)) {
            history.changes.push_back(removal(--caret));
            --length;
        } else {
            const bool isLine = random.chance(1);
            history.changes.push_back(insertion(caret++, isLine ? u"\n" : u"w"));
            ++length;
        }
    }
    return history;
}

History writeAnywhere(qint64 length, qint64 count, quint64 seed)
{
    support::Random random(seed);
    History history{textOf(length), {}, {}};
    for (qint64 i = 0; i < count; ++i) {
        const qint64 position = random.below(length);
        if (position < length - 1 && random.chance(25)) {
            history.changes.push_back(removal(position));
            --length;
        } else {
            history.changes.push_back(insertion(position, u"x"));
            ++length;
        }
    }
    return history;
}

} // namespace syngraph::bench
