// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

// Known mistakes that the one build with SYNGRAPH_PLANTS can be told to make, so that the simulator can show that it
// finds each of them (tests/simulation/README.md). Everywhere else planted() is the constant false and nothing of
// them is left in the program.
//
// Name on the command line and in the code; what is wrong.
#define SYNGRAPH_PLANT_LIST(X)                                                                               \
    X(AppliesAgain, "a change sent twice is committed twice")                                                \
    X(ForgetsLostAck, "after a lost ack the server says the change was not committed")                       \
    X(NoFencing, "frames of an older connection are still applied after a resume")                           \
    X(ComposesOverLostAck, "a catch-up composes across the commit whose ack was lost")                       \
    X(ServerComposes, "the server composes what clients take singly")                                        \
    X(SendsBeforeDurable, "a change is acknowledged and sent before it is on the disk")                      \
    X(JoinsBeforeDurable, "who joins is shown what is not on the disk yet")                                  \
    X(DedupeNotRestored, "after a restart the server knows no numbers used before")                          \
    X(DedupeApart, "a crash can leave a change on the disk without the number that its client used for it")  \
    X(UnloadDuringSave, "a document is closed while its last changes are still being written")               \
    X(RoleAtJoinOnly, "a role that is lowered counts from the next join")                                    \
    X(CatchUpOffByOne, "a catch-up leaves out the first change")                                             \
    X(CatchUpWithoutOlder, "a catch-up leaves out what is no longer in memory")                              \
    X(SnapshotAtWrongRevision, "a snapshot is named by a newer revision than its content")                   \
    X(IgnoresReadOnly, "changes are taken while nothing can be written")                                     \
    X(IgnoresChain, "a resume from another history is accepted")                                             \
    X(OtherContentAccepted, "another change under a used number and base gets the old answer")               \
    X(GapAccepted, "a number may be left out")                                                               \
    X(FutureBaseAccepted, "a change may build on a revision that does not exist")                            \
    X(TimeGoesBack, "the log's times follow a clock that is set back")                                       \
    X(PersonStays, "nobody is told that somebody left")                                                      \
    X(CaretStays, "the caret of somebody who left is still sent to newcomers")                               \
    X(PictureNotChecked, "a picture may be shown before its bytes are there")                                \
    X(LastLineEndDeletable, "the last paragraph end can be deleted")                                         \
    X(PairSplit, "a change may cut a character in half")                                                     \
    X(TieFlippedAtClient, "clients put their own insert on the other side at a tie")                         \
    X(TieFlippedAtServer, "the server puts the later insert on the other side at a tie")                     \
    X(OpenedLineOneSided, "opened lines give way in one direction of moving only")                           \
    X(IntentOneSided, "formats reach concurrent inserts in one direction of moving only")                    \
    X(ComposeDropsNull, "composing forgets that a format was taken away")                                    \
    X(DeletesTwice, "what both deleted is deleted once more")                                                \
    X(InFlightMerged, "typing goes into the change that is in flight already")                               \
    X(OriginalResent, "after a composed catch-up the original bytes are sent again")                         \
    X(RefusalNotMoved, "what is behind a refused change stays where it was")                                 \
    X(RefusedSilently, "a refused change disappears without a word")                                         \
    X(MergeDropsPending, "joining another copy drops what was pending without a word")                       \
    X(NumberNotUsedUp, "the next change reuses the number of the one acknowledged")                          \
    X(LogSearchMissesOwn, "the change in flight is not recognised in the log")                               \
    X(LostTailNotNoticed, "numbers used by this client and forgotten are not noticed")                       \
    X(SendsBeforeIdOnDisk, "a client sends under an id that is not on its disk yet")                         \
    X(SentNotJournaled, "the journal does not say what was sent")                                            \
    X(ReceivedNotJournaled, "the journal does not say what came")                                            \
    X(PendingNotCompacted, "a journal cut short forgets what is pending")                                    \
    X(UndoNotEffective, "undo puts a format back although somebody else changed it since")                   \
    X(UndoNotMoved, "steps of undo are not moved over changes of others")                                    \
    X(TakenBackNotRemade, "what takes a change in flight back is not made anew")                             \
    X(GroupsTakenToAddUp, "groups in flight are taken to add up to the change in flight")                    \
    X(RedoSurvivesEdit, "redo is still possible after new typing")                                           \
    X(CaretPushed, "a remote insert at my caret pushes it")                                                  \
    X(SplitInsidePair, "a large change is cut inside a character")                                           \
    X(TalkBeforeDurable, "what is said is told before it is on the disk")                                    \
    X(TalkSaidAgain, "what was not acknowledged is said once more under another id")                         \
    X(TalkRightNotChecked, "who may only read can comment")                                                  \
    X(OthersWordsChanged, "anybody can change what somebody else has said")                                  \
    X(SayNotJournaled, "the journal does not say what was said")                                             \
    X(TalkMissesFirst, "who comes back does not hear the first of what was said meanwhile")                  \
    X(ProposalNotChecked, "who may only propose can change the text of others")                              \
    X(OthersProposalDecided, "who may only propose can decide on what others propose")           \
    X(DecidedTwice, "what two people decide at once is decided twice")

// Checks that the same build can be told to leave out, by their name in the environment variable SYNGRAPH_UNCHECKED, so
// that the attacks in tests/e2e/attacks can show that they succeed without (README.md there).
#define SYNGRAPH_CHECK_LIST(X)                                                                               \
    X(Masks, "frames of clients are masked")                                                                 \
    X(FrameSizes, "frames and messages have a size")                                                         \
    X(FragmentCount, "a message has so many fragments")                                                      \
    X(ControlFrames, "pings come in moderation")                                                             \
    X(HandshakeTime, "the handshake is complete in time")                                                    \
    X(HelloTime, "hello comes in time")                                                                      \
    X(Places, "connections have a limit, all in all and per address")                                        \
    X(Origins, "web pages of other sites are refused")                                                       \
    X(Hosts, "the server is called by its own name")                                                         \
    X(Encryption, "connections from elsewhere are encrypted")                                                \
    X(Depth, "JSON is not nested deeply")                                                                    \
    X(MembersOnce, "no member is named twice")                                                               \
    X(MembersKnown, "no member is unknown")                                                                  \
    X(NumberBounds, "numbers are within their bounds")                                                       \
    X(ListBounds, "lists and texts are within their bounds")                                                 \
    X(Tokens, "a token is one that the server gave")                                                         \
    X(OwnerFromHere, "the owner speaks from this computer")                                                  \
    X(Guesses, "tokens cannot be guessed in numbers")                                                        \
    X(ResumeTokens, "an attachment is taken up again with its newest token")                                 \
    X(Rights, "the role is enough for the message")                                                          \
    X(Revocation, "an invitation that was revoked counts no more")                                           \
    X(Removal, "who was removed stays out")                                                                  \
    X(Pins, "a server has the key that it had before")                                                       \
    X(Signatures, "who names a key has it")                                                                  \
    X(CodeProofs, "who joins by code knows it")                                                              \
    X(CodeTries, "a code is worth nothing after so many tries")                                              \
    X(Growth, "what small changes add up to is bounded")                                                     \
    X(Components, "a change has so many components")                                                         \
    X(Lag, "a change does not lag too far behind")                                                           \
    X(MoveWork, "moving a change is bounded")                                                                \
    X(Rates, "messages come at a bounded rate")                                                              \
    X(PresencePace, "carets go out ten times a second")                                                      \
    X(Names, "names and titles show what they are")                                                          \
    X(FileNames, "files are named by the server")                                                            \
    X(LogLines, "what others wrote is escaped in the log")                                                   \
    X(FileSchema, "a document file has our tables and nothing else")                                         \
    X(FileLinks, "a document is opened at its own place, not through a link")

namespace syngraph {

enum class Plant {
    None,
#define X(name, text) name,
    SYNGRAPH_PLANT_LIST(X)
#undef X
};

enum class Check {
    None,
#define X(name, text) name,
    SYNGRAPH_CHECK_LIST(X)
#undef X
};

#ifdef SYNGRAPH_PLANTS
inline Check leftOutByEnvironment()
{
    const char *name = std::getenv("SYNGRAPH_UNCHECKED");
#define X(known, text)                                                                                       \
    if (name && std::string_view(name) == #known)                                                            \
        return Check::known;
    SYNGRAPH_CHECK_LIST(X)
#undef X
    return Check::None;
}
inline const Check theLeftOut = leftOutByEnvironment();
// Whether this check is made; always, in every program that people run.
inline bool checks(Check check)
{
    return theLeftOut != check;
}

// Set once, before anything runs.
inline Plant thePlant = Plant::None;
inline bool planted(Plant plant)
{
    return thePlant == plant;
}
// Number of the world that is being played in this thread, so that what a mistake remembers ends with it.
inline thread_local unsigned plantedWorld = 0;
// The first value ever given for a key.
template<typename Key, typename Value>
const Value &firstOf(const Key &key, const Value &value)
{
    static thread_local std::map<std::pair<unsigned, Key>, Value> known;
    return known.try_emplace({plantedWorld, key}, value).first->second;
}
#else
constexpr bool checks(Check)
{
    return true;
}
constexpr bool planted(Plant)
{
    return false;
}
template<typename Key, typename Value>
const Value &firstOf(const Key &, const Value &value)
{
    return value;
}
#endif

} // namespace syngraph
