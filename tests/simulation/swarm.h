// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/random.h"
#include "world/setup.h"

namespace syngraph::simulation {

// What one schedule knows of, drawn from its seed: a random part of all there is, each with a random weight, so that
// no feature hides another for good.
struct Swarm
{
    // What people do.
    bool formats = false;
    bool deletes = false;
    bool lines = false;
    bool embeds = false;
    bool pastes = false;
    bool undo = false;
    bool presence = false;
    bool isStylish = false; // much is formatted
    bool isCrowded = false; // everybody writes at one place
    bool talk = false; // comments and chat
    bool suggests = false; // who may write proposes, too
    bool decides = false;
    bool restores = false; // what was at some time, and what somebody has done, is put back
    // What goes wrong.
    bool cuts = false;
    bool oldConnections = false; // live on, delayed and repeated
    bool clientCrashes = false;
    bool clientPower = false;
    bool clientDisk = false;
    bool serverCrashes = false;
    bool serverDisk = false;
    bool losesRegistry = false;
    bool backups = false;
    bool roles = false;
    bool suggesters = false; // some may only propose
    bool strangers = false;
    bool clock = false;
    bool latecomers = false;

    int rooms = 1;
    int steps = 0; // of all rooms together
    world::Setup setup; // of each room
    // Weights of the steps.
    int typing = 0;
    int toServer = 0;
    int toClient = 0;
    int disk = 0;
    int time = 0;
    int faults = 0;

    static Swarm draw(support::Random &random);
    // Whether what somebody wrote may honestly be gone or doubled over with another copy of the document.
    bool mayMerge() const { return backups || clientPower || clientDisk || losesRegistry; }
    // Whether what somebody wrote may be refused: their role is too low for it by then.
    bool mayRefuse() const { return roles || suggesters; }
};

} // namespace syngraph::simulation
