// SPDX-License-Identifier: GPL-3.0-or-later
#include "past.h"

#include "history/comparison.h"
#include "history/paragraphs.h"
#include "model/delta_json.h"
#include "model/diff.h"
#include "model/rebase.h"

namespace syngraph::simulation {

using history::Log;
using model::Delta;
using model::Document;
using support::Random;

namespace {

// What the document holds at the beginning is a first change here.
Log logOf(const world::World &world)
{
    std::vector<protocol::HistoryChange> page(1);
    page.front().revision = {1};
    page.front().delta = protocol::WireDelta(model::diff(Document::blank(), world.base()));
    for (const protocol::ChangeRecord &record : world.log())
        page.push_back({record.revision.next(), record.author, record.timeMs, record.kind, record.client, record.sequence,
                        protocol::WireDelta(*model::parseDelta(record.delta))});
    Log log;
    const auto done = log.append(page);
    Q_ASSERT(done);
    return log;
}

Document withParagraphsOf(Random &random, const Document &past, const Document &head, const Document &present)
{
    const qint64 line = random.below(past.lineCount());
    const qint64 behind = std::min(past.lineCount(), line + 1 + random.below(2));
    const history::Stretch place(past.lineStart(line), past.lineStart(behind));
    const history::Stretch meanwhile = history::paragraphsAfter(place, model::diff(past, head), head);
    const history::Stretch today = history::paragraphsAfter(meanwhile, model::diff(head, present), present);
    return history::withParagraphs(present, today, {{&past, place}});
}

Document withoutPartOf(Random &random, const Log &log, const Document &present)
{
    const Revision base{random.between(1, log.head().value - 1)};
    const Revision last{random.between(base.value + 1, log.head().value)};
    const history::Comparison comparison = history::compare(log, base, log.head());
    const auto author = int(random.below(log.authors().size()));
    const Document without = history::withoutChangesOf(log, comparison, author, last, std::nullopt);
    const Delta change = model::diff(comparison.after, without);
    Document wanted = present;
    const auto done = wanted.apply(model::rebase(change, model::diff(comparison.after, present), model::Tie::GoesAfter),
                                   model::Filter::Classes);
    return done ? wanted : present;
}

} // namespace

Delta drawRestoring(Random &random, const world::World &world, const Document &present)
{
    const Log log = logOf(world);
    if (log.head().value < 2)
        return {};
    const Document past = log.contentAt({random.between(1, log.head().value)});
    const int form = int(random.below(100));
    if (form < 40)
        return model::diff(present, past);
    if (form < 70)
        return model::diff(present, withParagraphsOf(random, past, log.contentAt(log.head()), present));
    return model::diff(present, withoutPartOf(random, log, present));
}

} // namespace syngraph::simulation
