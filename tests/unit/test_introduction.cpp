// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a client saying who it is.
#include "net/introduction.h"
#include "trust/check_words.h"
#include "trust/identity_key.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::trust;

class TestIntroduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void an_introduction_gives_both_sides_the_same_words();
    void a_key_of_somebody_else_is_not_believed();
    void one_in_between_shows_other_words();
    void nobody_is_identified_before_the_introduction();
};

// As a client does it, against the server's side.
struct Met
{
    Result<protocol::Identified> identified = ErrorCode::Malformed;
    QByteArray commitment;
};

static Met meet(net::Introduction &server, const IdentityKey &signing, const QByteArray &shownKey,
                const QByteArray &serverSees, const QByteArray &clientSees, const QByteArray &clientNonce)
{
    Met met;
    const auto challenge = server.introduce({1, QString::fromLatin1(shownKey.toHex())}, serverSees, QByteArray(32, 's'));
    if (!challenge)
        return met;
    met.commitment = QByteArray::fromHex(challenge->commitment.toLatin1());
    const QByteArray signature = signing.sign(introductionText(clientSees, met.commitment, clientNonce));
    met.identified = server.identify(
        {2, QString::fromLatin1(clientNonce.toHex()), QString::fromLatin1(signature.toHex())});
    return met;
}

void TestIntroduction::an_introduction_gives_both_sides_the_same_words()
{
    const IdentityKey key = *IdentityKey::fromSeed(QByteArray(32, 'k'));
    const QByteArray fingerprint(32, 'f');
    net::Introduction server;
    const Met met = meet(server, key, key.publicKey(), fingerprint, fingerprint, QByteArray(32, 'c'));
    QVERIFY(met.identified);
    const QByteArray serverNonce = QByteArray::fromHex(met.identified->nonce.toLatin1());
    QCOMPARE(commitmentTo(serverNonce, fingerprint), met.commitment);
    const Transcript mine{fingerprint, key.publicKey(), serverNonce, QByteArray(32, 'c')};
    QVERIFY(server.transcript());
    QCOMPARE(checkWords(*server.transcript()), checkWords(mine));
    QCOMPARE(met.identified->identity.toString(), identityOf(key.publicKey()).toString());
    // nobody becomes somebody else on the way
    QVERIFY(!server.introduce({3, QString::fromLatin1(key.publicKey().toHex())}, fingerprint, QByteArray(32, 't')));
}

void TestIntroduction::a_key_of_somebody_else_is_not_believed()
{
    const IdentityKey mine = *IdentityKey::fromSeed(QByteArray(32, 'm'));
    const IdentityKey other = *IdentityKey::fromSeed(QByteArray(32, 'o'));
    const QByteArray fingerprint(32, 'f');
    net::Introduction server;
    const Met met = meet(server, mine, other.publicKey(), fingerprint, fingerprint, QByteArray(32, 'c'));
    QVERIFY(!met.identified);
    QCOMPARE(met.identified.error().code, ErrorCode::BadToken);
    QVERIFY(!server.transcript());
}

// Who passes the messages on between two connections has two keys of servers, one on each side.
void TestIntroduction::one_in_between_shows_other_words()
{
    const IdentityKey key = *IdentityKey::fromSeed(QByteArray(32, 'k'));
    net::Introduction server;
    const Met passedOn =
        meet(server, key, key.publicKey(), QByteArray(32, 's'), QByteArray(32, 'm'), QByteArray(32, 'c'));
    QVERIFY(!passedOn.identified); // the signature names the key the client saw
    const Transcript shownToGuest{QByteArray(32, 'm'), key.publicKey(), QByteArray(32, 'x'), QByteArray(32, 'c')};
    const Transcript shownToHost{QByteArray(32, 's'), key.publicKey(), QByteArray(32, 'x'), QByteArray(32, 'c')};
    QVERIFY(checkWords(shownToGuest) != checkWords(shownToHost));
}

void TestIntroduction::nobody_is_identified_before_the_introduction()
{
    net::Introduction server;
    const auto identified = server.identify({1, QString(64, u'0'), QString(128, u'0')});
    QVERIFY(!identified);
    QCOMPARE(identified.error().code, ErrorCode::NotIdentified);
}

QTEST_GUILESS_MAIN(TestIntroduction)
#include "test_introduction.moc"
