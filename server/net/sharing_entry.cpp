// SPDX-License-Identifier: GPL-3.0-or-later
// What those ask who want into a shared document.
#include "net/sharing_desk.h"

#include "base/plant.h"
#include "net/clock.h"
#include "net/names.h"
#include "storage/random_id.h"
#include "trust/check_words.h"
#include "trust/code_proof.h"
#include "trust/identity_key.h"

#include <algorithm>

namespace syngraph::net {

using protocol::Role;

void SharingDesk::introduce(Client &client, const protocol::Introduce &message)
{
    const QByteArray nonce = storage::randomBytes(trust::kNonceBytes);
    const bool isEncrypted = client.connection->visitor().isEncrypted;
    const auto challenge =
        client.introduction.introduce(message, isEncrypted ? m_world.fingerprint : trust::noFingerprint(), nonce);
    const Answer answer = answerTo(client, message.request);
    if (challenge)
        answer.send(*challenge);
    else
        answer.fail(challenge.error());
}

void SharingDesk::identify(Client &client, const protocol::Identify &message)
{
    const Answer answer = answerTo(client, message.request);
    const auto identified = client.introduction.identify(message);
    if (!identified) {
        m_world.log.warning(QStringLiteral("somebody at %1 names a key that is not his")
                                .arg(client.connection->visitor().peer.toString()));
        answer.fail(identified.error());
        return;
    }
    client.caller.identity = identified->identity;
    answer.send(*identified);
}

void SharingDesk::readTitles()
{
    m_world.library.run([](storage::Library &library) { return library.registry().readDocuments(); },
                        [this](Result<std::vector<storage::DocumentEntry>> documents) {
                            if (!documents)
                                return;
                            m_titles.clear();
                            for (const storage::DocumentEntry &entry : *documents) {
                                const storage::Share *share = book().find(entry.id);
                                if (share && share->isListed && !entry.isTrashed())
                                    m_titles.insert(entry.id, sanitised(entry.title, protocol::kMaxTitleUnits, {}));
                            }
                        });
}

bool SharingDesk::letsAnyoneIn() const
{
    const std::vector<storage::Share> shares = book().shares();
    return std::ranges::any_of(shares, [](const storage::Share &share) { return share.admission == protocol::Admission::Anyone; });
}

// Also to people nobody knows: whoever shares wants to be found. Titles only where the owner shows them.
void SharingDesk::listShared(const Answer &answer)
{
    m_world.library.run(
        [](storage::Library &library) { return library.registry().readDocuments(); },
        [this, answer](Result<std::vector<storage::DocumentEntry>> documents) {
            protocol::SharedDocuments message{answer.request, {}};
            for (const storage::DocumentEntry &entry : documents ? *documents : std::vector<storage::DocumentEntry>()) {
                const storage::Share *share = book().find(entry.id);
                if (!share || entry.isTrashed())
                    continue;
                const RoomHost *host = m_world.documents.find(entry.id);
                const QString title = share->isListed ? sanitised(entry.title, protocol::kMaxTitleUnits, {}) : QString();
                message.documents.push_back(
                    {entry.id, title, share->admission, host ? host->audience().attachedCount() : 0});
            }
            answer.send(message);
        });
}

void SharingDesk::knock(Client &client, const protocol::Knock &message)
{
    const Answer answer = answerTo(client, message.request);
    const storage::Share *share = book().find(message.document);
    if (!share) {
        answer.fail({ErrorCode::NotFound, {}});
        return;
    }
    const trust::Transcript *transcript = client.introduction.transcript();
    if (!transcript || !client.caller.identity) {
        answer.fail({ErrorCode::NotIdentified, {}});
        return;
    }
    const IdentityId identity = *client.caller.identity;
    const Role role = m_world.access.roleOn(client.caller, message.document, wallClockMs());
    const storage::Grant *grant = book().grantOf(message.document, identity);
    if (role > Role::None) {
        answer.send(protocol::Admitted{message.request, role});
    } else if (grant) {
        answer.fail({ErrorCode::NotAdmitted, {}});
    } else if (share->admission == protocol::Admission::Code) {
        answer.fail({ErrorCode::CodeNeeded, {}});
    } else {
        const auto isSame = [&](const Knocking &one) { return one.document == message.document && one.identity == identity; };
        // of two attempts of one person the newer one counts
        std::erase_if(m_knocking, isSame);
        const auto waiting = std::ranges::count_if(
            m_knocking, [&](const Knocking &one) { return one.document == message.document; });
        if (waiting >= protocol::kMaxKnocks) {
            answer.fail({ErrorCode::TooMany, {}});
            return;
        }
        const QStringList words = trust::checkWords(*transcript);
        m_knocking.push_back({message.document, identity, client.name, {words.begin(), words.end()}, answer,
                              client.connection->id()});
        m_world.log.info(QStringLiteral("%1 wants to join document %2").arg(escaped(client.name), message.document.toString()));
        tell(message.document);
        tellKnocking();
    }
}

void SharingDesk::askCode(Client &client, const protocol::AskCode &message)
{
    const Answer answer = answerTo(client, message.request);
    const storage::Share *known = book().find(message.document);
    const trust::Transcript *transcript = client.introduction.transcript();
    if (!known || !transcript) {
        answer.fail({known ? ErrorCode::NotIdentified : ErrorCode::NotFound, {}});
        return;
    }
    const storage::Grant *grant = book().grantOf(message.document, *client.caller.identity);
    if (grant && grant->role == Role::None) {
        answer.fail({ErrorCode::NotAdmitted, {}});
        return;
    }
    storage::Share share = *known;
    const bool isWorthless = share.codeTries >= protocol::kCodeTries && checks(Check::CodeTries);
    if (share.admission != protocol::Admission::Code || share.codeKey.isEmpty() || isWorthless) {
        answer.fail({ErrorCode::BadCode, {}});
        return;
    }
    if (!m_world.guesses.tryTake(client.connection->visitor().peer, monotonicMs())) {
        answer.fail({ErrorCode::TooMany, {}});
        return;
    }
    // counted before anything is shown: from the server's proof somebody could go on guessing by himself
    ++share.codeTries;
    book().set(share);
    write(share);
    client.codeAsked = message.document;
    const QByteArray proof = trust::codeProof(trust::Side::Server, share.codeKey, *transcript, message.document);
    answer.send(protocol::CodeChallenge{message.request, QString::fromLatin1(share.codeSalt.toHex()),
                                        QString::fromLatin1(proof.toHex())});
    if (share.codeTries == protocol::kCodeTries) {
        m_world.log.warning(QStringLiteral("the code of document %1 has been tried too often").arg(message.document.toString()));
        tell(message.document);
    }
}

void SharingDesk::proveCode(Client &client, const protocol::ProveCode &message)
{
    const Answer answer = answerTo(client, message.request);
    const storage::Share *known = book().find(message.document);
    const bool isAsked = std::exchange(client.codeAsked, std::nullopt) == message.document;
    if (!known || !isAsked || known->codeKey.isEmpty()) {
        answer.fail({known ? ErrorCode::BadCode : ErrorCode::NotFound, {}});
        return;
    }
    storage::Share share = *known;
    const QByteArray right =
        trust::codeProof(trust::Side::Client, share.codeKey, *client.introduction.transcript(), message.document);
    if (!trust::isEqual(right, QByteArray::fromHex(message.proof.toLatin1())) && checks(Check::CodeProofs)) {
        m_world.log.warning(QStringLiteral("wrong code from %1").arg(client.connection->visitor().peer.toString()));
        answer.fail({ErrorCode::BadCode, {}});
        return;
    }
    m_world.guesses.giveBack(client.connection->visitor().peer);
    share.codeTries = std::max(0, share.codeTries - 1);
    book().set(share);
    write(share);
    grant({message.document, *client.caller.identity, share.role, false}, client.name);
    answer.send(protocol::Admitted{message.request, share.role});
    tell(message.document);
}

} // namespace syngraph::net
