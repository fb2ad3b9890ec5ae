// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "swarm.h"
#include "typist.h"

#include <QHash>
#include <QSet>

namespace syngraph::simulation {

// What may honestly happen in a World, beside what always has to hold.
struct Leniency
{
    bool mayMerge = false;   // another copy of the document turned up, or the end of a journal is gone
    bool mayRefuse = false;  // roles were lowered
    bool losesLog = false;   // an older backup came back
};

// Follows what becomes of everything that anybody types in one World, and says what is wrong. To be told of every
// step, before and after it is played. What holds for every single change the World itself checks (World::failure).
class Judge
{
public:
    Judge(world::World &world, const Leniency &leniency);

    void before(const world::Step &step);
    // Empty: nothing is wrong.
    QString after(const world::Step &step);
    // When everything has settled.
    QString verdict() const;
    // When everybody has said once more where they are, and all have heard it.
    QString presenceVerdict() const;
    // When one has left and another has come back since.
    QString partingVerdict(qint64 goneMember, int newcomer) const;

private:
    struct Token
    {
        int owner = -1;
        bool isTakenBack = false; // by its owner, last of all
        bool isBroughtBack = false; // by undo or redo, at least once
        bool isRestored = false; // from the history, at least once
        bool isAccepted = false; // it was proposed, and somebody has accepted it
        bool isProposedAgain = false; // that was undone, or something proposed was brought back
    };

    void noteFormats(int client, const model::Delta &change);
    void follow(int client, const model::Delta &change, bool isEdit);
    void followProposals(const model::Delta &change);
    QString judgeUndo(const world::Step &step, const model::Delta &change) const;
    QString judgeUndoneFormats(const world::Step &step, const model::Delta &change) const;
    QString judgeCopy(int client) const;
    QString judgeLog() const;
    QString judgeNotices(int client) const;
    QString judgeTokens() const;
    QString judgeProposals() const;
    QString judgeTalk() const;
    QString judgeAnchors() const;
    QString judgePeople(int client) const;

    const world::World &m_world;
    Leniency m_leniency;
    std::shared_ptr<model::Delta> m_shown; // what the world last did to a visible document
    model::Document m_before; // what the client of the step saw
    bool m_hadDocument = false;
    QHash<QChar, Token> m_tokens;
    QHash<std::pair<int, QByteArray>, QSet<QByteArray>> m_formats; // values that a client has set under a key, or again by redo
};

} // namespace syngraph::simulation
