// SPDX-License-Identifier: GPL-3.0-or-later
#include "swarm.h"

namespace syngraph::simulation {

using model::Attributes;
using model::Delta;
using model::Embed;
using model::Value;

namespace {

// In a short one people are in each other's way.
Delta baseDocument(bool isShort)
{
    Delta base;
    if (isShort)
        return base.insert(u"one\n");
    base.insert(u"one two three\n").insert(u"heading").insert(u"\n", Attributes{{"block", Value::string(u"h1")}});
    base.insert(QStringView(u"item \U0001F600 two"), Attributes{{"bold", Value::boolean(true)}});
    base.insert(u"\n", Attributes{{"block", Value::string(u"bullet")}});
    base.insert(u"last\n");
    return base;
}

int clientsFor(support::Random &random)
{
    if (random.chance(80))
        return random.chance(20) ? 2 : 3;
    return int(random.between(4, 8));
}

} // namespace

Swarm Swarm::draw(support::Random &random)
{
    Swarm swarm;
    for (bool *feature : {&swarm.formats, &swarm.deletes, &swarm.lines, &swarm.undo, &swarm.cuts,
                          &swarm.oldConnections, &swarm.clientCrashes, &swarm.serverCrashes, &swarm.isCrowded})
        *feature = random.chance(50);
    for (bool *feature : {&swarm.embeds, &swarm.pastes, &swarm.presence, &swarm.serverDisk, &swarm.clock})
        *feature = random.chance(30);
    for (bool *feature : {&swarm.clientPower, &swarm.clientDisk, &swarm.losesRegistry, &swarm.backups, &swarm.roles,
                          &swarm.strangers, &swarm.latecomers})
        *feature = random.chance(12);
    // formats of one another, taken back
    swarm.isStylish = random.chance(25);
    for (bool *feature : {&swarm.formats, &swarm.undo, &swarm.isCrowded})
        *feature = *feature || swarm.isStylish;
    // only who gets another client id can forget it
    swarm.losesRegistry = swarm.losesRegistry || (swarm.clientPower && random.chance(40));
    swarm.setup.base = baseDocument(random.chance(30));
    swarm.setup.clients = clientsFor(random);
    swarm.setup.strangers = swarm.strangers ? int(random.between(1, 2)) : 0;
    if (random.chance(25))
        swarm.setup.options.limits = {random.between(150, 600), random.between(6, 24)};
    if (random.chance(30))
        swarm.setup.options.batchBytes = 200;
    swarm.setup.options.slowDisks = swarm.clientPower || random.chance(15);
    swarm.rooms = random.chance(8) ? int(random.between(2, 3)) : 1;
    swarm.steps = int(random.between(25, random.chance(10) ? 400 : 110));
    swarm.typing = int(random.between(8, 40));
    swarm.toServer = int(random.between(5, 30));
    swarm.toClient = int(random.between(8, 40));
    swarm.disk = int(random.between(4, 20));
    swarm.time = int(random.between(1, 4));
    swarm.faults = int(random.between(2, 16));
    if (swarm.strangers && random.chance(50))
        swarm.faults = 30;
    for (bool *feature : {&swarm.talk, &swarm.suggests, &swarm.decides})
        *feature = random.chance(25);
    for (bool *feature : {&swarm.restores, &swarm.suggesters})
        *feature = random.chance(12);
    // the old laws hold best where nothing else takes the steps
    if (random.chance(40)) {
        for (bool *feature : {&swarm.talk, &swarm.suggests, &swarm.decides, &swarm.restores, &swarm.suggesters, &swarm.roles,
                              &swarm.embeds, &swarm.pastes, &swarm.strangers})
            *feature = false;
        swarm.setup.strangers = 0;
    }
    swarm.setup.options.hasTalk = swarm.talk;
    if (random.below(4000) == 0) {
        swarm.setup.clients = int(random.between(20, 200));
        swarm.rooms = 1;
        swarm.steps = 600;
    }
    return swarm;
}

} // namespace syngraph::simulation
