// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "trust/check_words.h"
#include "trust/code_proof.h"
#include "trust/identity_key.h"

#include <algorithm>

namespace syngraph::test {

// A client with a key of its own, as PROTOCOL.md 19 says. Not only for tests that expect it to be let in: says whatever
// it is told to.
class KnownClient : public WireClient
{
public:
    explicit KnownClient(char seed)
        : key(*trust::IdentityKey::fromSeed(QByteArray(trust::kKeyBytes, seed)))
    {
    }

    bool introduceItself(const QByteArray &fingerprint = trust::noFingerprint())
    {
        return introduceAs(key.publicKey(), fingerprint) == true && isCommitmentKept;
    }
    // Signs with its own key, whichever it shows. `fingerprint`: of the server as this client sees it. Whether the
    // server believes it; nothing where it did not even challenge.
    std::optional<bool> introduceAs(const QByteArray &shown, const QByteArray &fingerprint)
    {
        send(protocol::Introduce{900, QString::fromLatin1(shown.toHex())});
        const auto challenge = waitFor<protocol::Challenge>(kPatienceMs);
        if (!challenge)
            return std::nullopt;
        const QByteArray commitment = QByteArray::fromHex(challenge->commitment.toLatin1());
        const QByteArray nonce(trust::kNonceBytes, 'n');
        const QByteArray signature = key.sign(trust::introductionText(fingerprint, commitment, nonce));
        send(protocol::Identify{901, QString::fromLatin1(nonce.toHex()), QString::fromLatin1(signature.toHex())});
        const auto identified = waitForEither<protocol::Identified>();
        if (!identified)
            return false;
        identity = identified->identity;
        transcript = {fingerprint, shown, QByteArray::fromHex(identified->nonce.toLatin1()), nonce};
        isCommitmentKept = trust::commitmentTo(transcript.serverNonce, fingerprint) == commitment;
        return true;
    }
    // Open, welcomed, introduced.
    bool come(const QUrl &url, const std::optional<QString> &token = {}, const QString &name = QStringLiteral("Ben"))
    {
        return open(url) && greet(token, name) && introduceItself();
    }
    // Whether the code is right, as the server proves it; nothing where it does not.
    std::optional<bool> joinByCode(DocumentId wanted, const QString &code)
    {
        send(protocol::AskCode{903, wanted});
        const auto challenge = waitForEither<protocol::CodeChallenge>();
        if (!challenge)
            return std::nullopt;
        const auto codeKey = trust::codeKey(code, QByteArray::fromHex(challenge->salt.toLatin1()));
        const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); };
        if (!codeKey || challenge->proof != hex(trust::codeProof(trust::Side::Server, *codeKey, transcript, wanted)))
            return false;
        send(protocol::ProveCode{904, wanted,
                                 hex(trust::codeProof(trust::Side::Client, *codeKey, transcript, wanted))});
        return waitForEither<protocol::Admitted>().has_value();
    }
    // That message, or the refusal, kept in `refusal`.
    template<typename Message>
    std::optional<Message> waitForEither()
    {
        std::optional<Message> found;
        refusal.reset();
        waitUntil(
            [&] {
                if (const auto failed = take<protocol::Failed>())
                    refusal = failed->code;
                found = take<Message>();
                return found || refusal || !isConnected();
            },
            kPatienceMs);
        return found;
    }

    trust::IdentityKey key;
    trust::Transcript transcript;
    IdentityId identity;
    bool isCommitmentKept = false; // by the server, of the nonce it had promised
    std::optional<ErrorCode> refusal;
};

// An owner with a document on a server that lets nobody in by itself and opens no port to other computers.
struct SharingStage
{
    ServerProcess server{{QStringLiteral("--open-access"), QStringLiteral("none"), QStringLiteral("--share-on"),
                          QStringLiteral("127.0.0.1:0")}};
    WireClient owner;
    DocumentId document;

    bool set()
    {
        if (!server.start() || !owner.open(server.url()) || !owner.greet(server.ownerToken(), QStringLiteral("Anna")))
            return false;
        const auto made = owner.create(QStringLiteral("Minutes"));
        document = made.value_or(DocumentId());
        return made && owner.join(document).has_value();
    }
    std::optional<protocol::Sharing> share(protocol::Admission admission, protocol::Role role = protocol::Role::Editor)
    {
        owner.send(protocol::Share{800, document, admission, role, true});
        return waitForSharing([](const protocol::Sharing &state) { return state.request == 800; });
    }
    // The next state that is like this.
    template<typename Like>
    std::optional<protocol::Sharing> waitForSharing(Like like)
    {
        std::optional<protocol::Sharing> found;
        owner.waitUntil(
            [&] {
                while (auto state = owner.take<protocol::Sharing>()) {
                    if (like(*state)) {
                        found = std::move(state);
                        return true;
                    }
                }
                return false;
            },
            kPatienceMs);
        return found;
    }
    bool done() { return owner.waitFor<protocol::Done>(kPatienceMs).has_value(); }
};

inline const protocol::SharedPerson *personIn(const protocol::Sharing &state, IdentityId identity)
{
    const auto found = std::ranges::find(state.people, identity, &protocol::SharedPerson::identity);
    return found == state.people.end() ? nullptr : &*found;
}

// Whether the document is as one that does not exist.
inline bool isKeptOut(WireClient &client, DocumentId document)
{
    client.send(protocol::Join{document});
    bool isOut = false;
    client.waitUntil(
        [&] {
            const auto failed = client.take<protocol::Failed>();
            isOut = failed && failed->code == ErrorCode::NotFound;
            return isOut || client.take<protocol::Snapshot>();
        },
        kPatienceMs);
    return isOut;
}

// Why the server ended the connection.
inline std::optional<ErrorCode> reasonOf(WireClient &client)
{
    const auto goodbye = client.waitFor<protocol::Goodbye>(kPatienceMs);
    return goodbye ? std::optional(goodbye->code) : std::nullopt;
}

} // namespace syngraph::test
