// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/pending_edits.h"
#include "support/random.h"
#include "support/trunk.h"

#include <QMap>
#include <QSet>

#include <vector>

namespace syngraph::test {

// Two or three people on one document whose every character is unlike any other, with messages that take their
// time and connections that break. One seed = one schedule. `fault()` says what first went wrong.
class UndoWorld
{
public:
    struct Options
    {
        bool disconnects = false; // cut, catch up with composed changes, resend
        bool crossing = false;    // at the end everybody undoes while messages are under way
        session::SubmitLimits limits = {};
        bool refusals = false;    // the server refuses some changes (but no undo: its step would be lost)
        bool restarts = false;    // people's programs die and go on from their journals
    };

    UndoWorld(support::Random random, Options options);

    // Some dozen random events, then quiet.
    void run();
    // Everybody undoes everything.
    void undoEverything();
    // Every character of the start is there once and no other, except text that somebody else has deleted and
    // brought back.
    void checkStart();

    QString fault() const { return m_fault; }
    qint64 undone() const { return m_undone; }

private:
    struct Person
    {
        session::PendingEdits edits;
        qint64 revision = 0;
        model::Delta sent;
        qint64 sentAt = 0;
        qint64 committedAs = 0; // 0: what is in flight has not reached the server
        bool online = true;
        QSet<char32_t> inserted; // characters this person has written or brought back
        QSet<char32_t> deleted;
    };

    void event();
    void edit(Person &person);
    bool undo(Person &person);
    void redo(Person &person);
    void send(Person &person);
    void commit(Person &person);
    void refuse(Person &person);
    bool deliver(Person &person);
    void reconnect(Person &person);
    void restart(Person &person);
    void receive(Person &person, const model::Delta &remote);
    void acknowledge(Person &person, qint64 revision);
    void settle();
    void note(Person &person, const model::Document &before, const model::Delta &change);
    void checkTakenBack(Person &person, const model::Document &before, const model::Delta &change, bool isUndo);
    void check(const Person &person);
    void fail(const QString &what);

    model::Delta randomChange(const model::Document &document);
    model::Delta typing(const model::Document &document);
    model::Delta enter(const model::Document &document);
    model::Delta removal(const model::Document &document);
    model::Delta lineFormat(const model::Document &document);
    model::Delta inlineFormat(const model::Document &document);
    model::Delta paste(const model::Document &document);
    QString freshText(int most);
    qint64 placeIn(const model::Document &document);

    support::Random m_random;
    Options m_options;
    model::Document m_start;
    Trunk m_trunk;
    std::vector<Person> m_people;
    char32_t m_nextCharacter = 0x4E00;
    QSet<char32_t> m_broughtBack; // by somebody else than its writer
    bool m_lineEndBroughtBack = false;
    QMap<char32_t, qsizetype> m_writer;
    QString m_fault;
    qint64 m_undone = 0;
};

} // namespace syngraph::test
