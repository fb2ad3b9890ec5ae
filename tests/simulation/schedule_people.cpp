// SPDX-License-Identifier: GPL-3.0-or-later
// What the people of a schedule do.
#include "past.h"
#include "schedule.h"

#include "model/suggestion.h"
#include "protocol/codec.h"

namespace syngraph::simulation {

using model::Delta;
using model::Document;
using protocol::Role;
using world::Step;
using Kind = Step::Kind;
using Grouping = session::PendingEdits::Grouping;

namespace {

// On one proposal, on those of one person, or on all.
model::Verdict drawVerdict(support::Random &random, const Document &document)
{
    const std::vector<model::Suggestion> all = model::suggestionsIn(document);
    if (all.empty())
        return {};
    const model::Suggestion &one = random.pick(all);
    const int form = int(random.below(100));
    return model::verdictOn(document, random.chance(60) ? model::Decision::Accept : model::Decision::Reject,
                            [&](const QString &id, const QString &author) {
                                return form < 20 || (author == one.author && (form < 40 || id == one.id));
                            });
}

} // namespace

Step Schedule::drawTyping(Room &room, int client)
{
    const world::World &world = room.trial.world();
    if (!world.session(client).hasDocument())
        return {.kind = Kind::Connect, .client = client};
    if (m_swarm.undo && m_random.chance(25))
        return {.kind = m_random.chance(60) ? Kind::Undo : Kind::Redo, .client = client};
    const Document &document = world.visible(client);
    if (m_swarm.presence && m_random.chance(20)) {
        const qint64 anchor = m_random.below(document.length());
        const qint64 head = m_random.chance(60) ? anchor : m_random.below(document.length());
        return {.kind = Kind::Select, .client = client, .selection = {anchor, head}};
    }
    if (m_swarm.talk && m_random.chance(25)) {
        const protocol::ClientMessage said = room.talker.say(m_random, world, client);
        return {.kind = Kind::Remark, .client = client, .bytes = protocol::encode(said)};
    }
    const Grouping grouping = m_random.chance(50) ? Grouping::Continue : m_random.chance(20) ? Grouping::Apart : Grouping::New;
    Step step{.kind = Kind::Edit, .client = client, .grouping = grouping};
    drawChange(room, step);
    return step;
}

// Who may only propose sometimes tries more.
void Schedule::drawChange(Room &room, Step &step)
{
    const Document &document = room.trial.world().visible(step.client);
    if (m_swarm.talk && m_random.chance(10)) {
        step.change = Talker::anchor(m_random, document);
        return;
    }
    const bool mayOnlyPropose = room.trial.world().session(step.client).role() == Role::Suggester;
    if (m_swarm.decides && m_random.chance(mayOnlyPropose ? 3 : 15)) {
        step.verdict = drawVerdict(m_random, document);
        step.change = model::decided(document, *step.verdict);
        return;
    }
    const bool restores = m_swarm.restores && m_random.chance(8);
    step.change = restores ? drawRestoring(m_random, room.trial.world(), document) : room.typist.change(m_random, document);
    const bool proposes = mayOnlyPropose ? m_random.chance(90) : m_swarm.suggests && m_random.chance(50);
    if (proposes)
        step.change = model::proposed(step.change, document, {world::World::nameOf(step.client), QString::number(++room.proposals)});
}

} // namespace syngraph::simulation
