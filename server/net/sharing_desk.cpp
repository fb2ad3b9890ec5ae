// SPDX-License-Identifier: GPL-3.0-or-later
// What the owner asks about sharing.
#include "net/sharing_desk.h"

#include "net/clock.h"
#include "net/library_work.h"
#include "storage/random_id.h"
#include "trust/code_proof.h"

#include <algorithm>

namespace syngraph::net {
namespace {

using protocol::Role;

bool mayBeGiven(Role role)
{
    return role >= Role::Viewer && role <= Role::Editor;
}

} // namespace

void SharingDesk::share(Client &client, const protocol::Share &message)
{
    const Answer answer = answerTo(client, message.request);
    ++m_turns[message.document];
    if (message.admission == protocol::Admission::Nobody) {
        end(message.document, [this, answer, document = message.document](Result<void> result) {
            if (!result) {
                answer.fail(result.error());
                return;
            }
            protocol::Sharing state = stateOf(document);
            state.request = answer.request;
            answer.send(state);
        });
        return;
    }
    if (!mayBeGiven(message.role)) {
        answer.fail({ErrorCode::NotAllowed, QStringLiteral("Sharing gives viewer, commenter, suggester or editor.")});
        return;
    }
    const storage::Share *known = book().find(message.document);
    storage::Share share = known ? *known : storage::Share{};
    share.document = message.document;
    share.admission = message.admission;
    share.role = message.role;
    share.isListed = message.listed;
    const auto done = [this, answer, id = client.connection->id(), document = message.document](Result<void> result) {
        if (!result) {
            answer.fail(result.error());
            return;
        }
        protocol::Sharing state = stateOf(document);
        if (m_world.find(id))
            m_watching[id][document] = state;
        tellKnocking();
        state.request = answer.request;
        answer.send(state);
    };
    m_world.library.run(
        [document = message.document](storage::Library &library) -> Result<void> {
            const auto entry = library.registry().readDocument(document);
            if (!entry)
                return entry.error();
            return *entry && !(*entry)->isTrashed() ? Result<void>() : ErrorCode::NotFound;
        },
        [this, share, done, turn = m_turns.value(message.document)](Result<void> exists) {
            // what was asked for later holds
            if (!exists || turn != m_turns.value(share.document)) {
                done(exists);
            } else if (share.admission == protocol::Admission::Code && share.codeSalt.isEmpty()) {
                makeCode(share, done);
            } else {
                begin(share, m_codes.value(share.document), done);
            }
        });
}

void SharingDesk::begin()
{
    for (const storage::Share &share : book().shares()) {
        if (share.admission == protocol::Admission::Code)
            renewCode(share, [](Result<void>) { });
    }
    fitDoor();
    readTitles();
}

void SharingDesk::begin(const storage::Share &share, const QString &code, std::function<void(Result<void>)> done)
{
    const storage::Share *before = book().find(share.document);
    // who came when anyone could is in
    if (before && before->admission == protocol::Admission::Anyone && share.admission != before->admission)
        keepOthersIn(share.document, {}, before->role);
    book().set(share);
    write(share, std::move(done));
    if (code.isEmpty())
        m_codes.remove(share.document);
    else
        m_codes.insert(share.document, code);
    m_world.log.info(QStringLiteral("document %1 is shared: %2, new people %3")
                         .arg(share.document.toString(), QString(protocol::toWire(share.admission)),
                              QString(protocol::toWire(share.role))));
    fitDoor();
    readTitles();
    m_world.recheck({ErrorCode::NotFound, {}});
    tell(share.document);
}

void SharingDesk::end(DocumentId document, std::function<void(Result<void>)> done)
{
    forget(document);
    revokeAll(document);
    remove(document, std::move(done));
    m_world.log.info(QStringLiteral("document %1 is no longer shared").arg(document.toString()));
    m_world.recheck({ErrorCode::SharingEnded, {}});
    tell(document);
}

void SharingDesk::remove(DocumentId document, std::function<void(Result<void>)> done)
{
    m_world.library.run([document](storage::Library &library) { return library.registry().removeShare(document); },
                        logged(std::move(done)));
}

void SharingDesk::forget(DocumentId document)
{
    book().end(document);
    m_codes.remove(document);
    m_titles.remove(document);
    std::erase_if(m_knocking, [document](const Knocking &one) {
        if (one.document == document)
            one.answer.fail({ErrorCode::NotFound, {}});
        return one.document == document;
    });
    fitDoor();
}

void SharingDesk::fitDoor()
{
    if (book().shares().empty())
        m_world.door.close();
    else
        m_world.door.open();
}

// Nobody can wait for Argon2 on the sockets' thread.
void SharingDesk::makeCode(storage::Share share, std::function<void(Result<void>)> done)
{
    const QString code = trust::codeFrom(storage::randomBytes(trust::kCodeDigits));
    share.codeSalt = storage::randomBytes(trust::kSaltBytes);
    share.codeTries = 0;
    m_world.library.run([code, salt = share.codeSalt](storage::Library &) { return trust::codeKey(code, salt); },
                        [this, share, code, turn = m_turns.value(share.document), done = std::move(done)](Result<QByteArray> key) mutable {
                            if (!key) {
                                done(key.error());
                                return;
                            }
                            share.codeKey = *key;
                            if (turn == m_turns.value(share.document))
                                begin(share, code, std::move(done));
                            else
                                done({});
                        });
}

void SharingDesk::renewCode(storage::Share share, std::function<void(Result<void>)> done)
{
    ++m_turns[share.document];
    share.codeKey.clear();
    share.codeSalt.clear();
    begin(share, {});
    makeCode(share, std::move(done));
}

void SharingDesk::newCode(const Answer &answer, DocumentId document)
{
    const storage::Share *share = book().find(document);
    if (!share || share->admission != protocol::Admission::Code) {
        answer.fail({ErrorCode::NotFound, QStringLiteral("This document is not shared by a code.")});
        return;
    }
    renewCode(*share, [answer](Result<void> result) { answer.finish(result); });
}

void SharingDesk::read(Client &client, const protocol::ReadSharing &message)
{
    protocol::Sharing state = stateOf(message.document);
    m_watching[client.connection->id()][message.document] = state;
    state.request = message.request;
    client.connection->send(state);
    tellKnocking();
}

void SharingDesk::answerKnock(const Answer &answer, const protocol::AnswerKnock &message)
{
    const auto found = std::ranges::find_if(m_knocking, [&](const Knocking &one) {
        return one.document == message.document && one.identity == message.identity;
    });
    if (found == m_knocking.end()) {
        answer.fail({ErrorCode::NotFound, QStringLiteral("This person is not waiting any more.")});
        return;
    }
    if (message.role != Role::None && !mayBeGiven(message.role)) {
        answer.fail({ErrorCode::NotAllowed, {}});
        return;
    }
    const Knocking knocking = *found;
    m_knocking.erase(found);
    if (message.role == Role::None) {
        m_world.log.info(QStringLiteral("%1 was not let in").arg(escaped(knocking.name)));
        knocking.answer.fail({ErrorCode::NotAdmitted, {}});
    } else {
        grant({message.document, message.identity, message.role, message.always}, knocking.name);
        knocking.answer.send(protocol::Admitted{knocking.answer.request, message.role});
    }
    answer.finish({});
    tell(message.document);
}

void SharingDesk::grant(const storage::Grant &grant, const QString &name, std::function<void(Result<void>)> written)
{
    book().grant(grant);
    if (!name.isEmpty())
        book().setName(grant.identity, name);
    m_world.log.info(QStringLiteral("%1 (%2) is %3 of document %4")
                         .arg(escaped(book().nameOf(grant.identity)), grant.identity.toString(),
                              QString(protocol::toWire(grant.role)), grant.document.toString()));
    const storage::Identity identity{grant.identity, book().nameOf(grant.identity), wallClockMs(), wallClockMs()};
    m_world.library.write(
        [grant, identity](storage::Library &library) {
            const auto known = library.registry().writeIdentity(identity);
            return known ? library.registry().writeGrant(grant) : known;
        },
        logged(std::move(written)));
}

void SharingDesk::setRole(const Answer &answer, const protocol::SetRole &message)
{
    const auto people = peopleOf(message.document);
    const bool isKnown = std::ranges::any_of(people, [&](const protocol::SharedPerson &person) {
        return person.identity == message.identity && !person.asking;
    });
    if (!isKnown || (message.role != Role::None && !mayBeGiven(message.role))) {
        answer.fail({isKnown ? ErrorCode::NotAllowed : ErrorCode::NotFound, {}});
        return;
    }
    QString name;
    for (const Client *client : m_world.clients()) {
        if (client->caller.identity == message.identity)
            name = client->name;
    }
    if (message.role == Role::None)
        closeWaysOf(message.document, message.identity);
    const storage::Grant *old = book().grantOf(message.document, message.identity);
    // who is removed stays removed
    const bool isKept = message.role == Role::None || (old && old->isKept);
    grant({message.document, message.identity, message.role, isKept}, name,
          [answer](Result<void> result) { answer.finish(result); });
    m_world.recheck({ErrorCode::Removed, {}});
    tell(message.document);
}

// By what let this person in somebody new could come who is the same: it closes, and those who are in stay in.
void SharingDesk::closeWaysOf(DocumentId document, IdentityId identity)
{
    for (const Client *client : m_world.clients()) {
        if (client->caller.identity != identity || client->caller.invitation.isEmpty())
            continue;
        const Role role = m_world.access.roleOn(client->caller, document, wallClockMs());
        if (role == Role::None)
            continue;
        keepOthersIn(document, client->caller.invitation, role);
        revoke(client->caller.invitation, {ErrorCode::BadToken, {}});
    }
    const storage::Share *known = book().find(document);
    if (!known)
        return;
    storage::Share share = *known;
    if (share.admission == protocol::Admission::Anyone) {
        share.admission = protocol::Admission::Approved;
        begin(share, {});
    } else if (share.admission == protocol::Admission::Code) {
        renewCode(share, [](Result<void>) { });
    }
}

// Those who are in by this invitation, or by none where anyone may come.
void SharingDesk::keepOthersIn(DocumentId document, const QByteArray &invitation, Role role)
{
    for (const Client *client : m_world.clients()) {
        const bool isSame = client->caller.invitation == invitation;
        if (!client->caller.identity || client->document != document || !isSame
            || book().grantOf(document, *client->caller.identity))
            continue;
        grant({document, *client->caller.identity, role, false}, client->name);
    }
}

void SharingDesk::revoke(const QByteArray &invitation, const Error &reason)
{
    const QString name = QString::fromLatin1(invitation.first(16));
    m_world.library.run(
        [name, now = wallClockMs()](storage::Library &library) { return revokeInvitation(library, name, now); },
        [this, reason](Result<storage::Invitation> revoked) {
            if (!revoked) {
                m_world.log.error(escaped(revoked.error().text(), 400));
                return;
            }
            m_world.access.remember(*revoked);
            m_world.recheck(reason);
        });
}

void SharingDesk::revokeAll(DocumentId document)
{
    m_world.library.run([](storage::Library &library) { return readAllInvitations(library); },
                        [this, document](Result<std::vector<storage::Invitation>> all) {
                            for (const storage::Invitation &one : all ? *all : std::vector<storage::Invitation>()) {
                                if (one.document == document && Access::isValid(one, wallClockMs()))
                                    revoke(one.hash, {ErrorCode::SharingEnded, {}});
                            }
                        });
}

void SharingDesk::write(const storage::Share &share, std::function<void(Result<void>)> done)
{
    m_world.library.write([share](storage::Library &library) { return library.registry().writeShare(share); },
                          logged(std::move(done)));
}

std::function<void(Result<void>)> SharingDesk::logged(std::function<void(Result<void>)> done)
{
    return [this, done = std::move(done)](Result<void> result) {
        if (!result)
            m_world.log.error(escaped(result.error().text(), 400));
        if (done)
            done(result);
    };
}

} // namespace syngraph::net
