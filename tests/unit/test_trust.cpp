// SPDX-License-Identifier: GPL-3.0-or-later
// Check words, identities and codes: the worked values of PROTOCOL.md, and what an attacker meets.
#include "protocol_page.h"
#include "trust/check_words.h"
#include "trust/code_proof.h"
#include "trust/identity_key.h"
#include "trust/word_list.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace syngraph;
using namespace syngraph::test;
using namespace syngraph::trust;

namespace {

QByteArray bytesOf(const QJsonValue &hex)
{
    return QByteArray::fromHex(hex.toString().toLatin1());
}

// Whether one letter changed, added or left out makes one of the other; `a` is not the longer one.
bool isOneLetterFrom(const QByteArray &a, const QByteArray &b)
{
    qsizetype same = 0;
    while (same < a.size() && a[same] == b[same])
        ++same;
    const qsizetype after = a.size() == b.size() ? same + 1 : same;
    return QByteArrayView(a).sliced(std::min(after, a.size())) == QByteArrayView(b).sliced(std::min(same + 1, b.size()));
}

} // namespace

class TestTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void worked_values_are_right();
    void the_list_is_the_one_people_have();
    void words_sound_different();
    void a_signature_counts_for_its_key_and_text();
    void words_differ_where_the_two_have_seen_different_things();
    void codes_are_read_as_people_type_them();
    void a_proof_counts_for_one_side_and_one_connection();

private:
    Transcript transcript() const;

    QJsonObject m_values;
};

void TestTrust::initTestCase()
{
    for (const Fence &fence : readPage().fences) {
        if (fence.info == u"json trust")
            m_values = QJsonDocument::fromJson(fence.text).object();
    }
    QVERIFY(!m_values.isEmpty());
}

Transcript TestTrust::transcript() const
{
    return {bytesOf(m_values[u"fingerprint"]), bytesOf(m_values[u"identity"][u"key"]), bytesOf(m_values[u"serverNonce"]),
            bytesOf(m_values[u"clientNonce"])};
}

void TestTrust::worked_values_are_right()
{
    const auto key = IdentityKey::fromSeed(bytesOf(m_values[u"identity"][u"seed"]));
    QVERIFY(key);
    QCOMPARE(key->publicKey(), bytesOf(m_values[u"identity"][u"key"]));
    QCOMPARE(identityOf(key->publicKey()).toString(), m_values[u"identity"][u"id"].toString());
    const Transcript all = transcript();
    const QByteArray commitment = commitmentTo(all.serverNonce, all.fingerprint);
    QCOMPARE(commitment, bytesOf(m_values[u"commitment"]));
    const QByteArray text = introductionText(all.fingerprint, commitment, all.clientNonce);
    QCOMPARE(key->sign(text), bytesOf(m_values[u"signature"]));
    QVERIFY(isSignedBy(key->publicKey(), text, bytesOf(m_values[u"signature"])));
    QCOMPARE(checkWords(all), m_values[u"words"].toVariant().toStringList());
    const QJsonObject code = m_values[u"code"].toObject();
    QCOMPARE(normalCode(code[u"typed"].toString()), code[u"normal"].toString());
    const auto known = codeKey(code[u"typed"].toString(), bytesOf(code[u"salt"]));
    QVERIFY(known);
    QCOMPARE(*known, bytesOf(code[u"key"]));
    const DocumentId document = *DocumentId::fromHex(code[u"document"].toString().toLatin1());
    QCOMPARE(codeProof(Side::Server, *known, all, document), bytesOf(code[u"server"]));
    QCOMPARE(codeProof(Side::Client, *known, all, document), bytesOf(code[u"client"]));
}

void TestTrust::the_list_is_the_one_people_have()
{
    QByteArrayList words;
    for (int i = 0; i < kWordCount; ++i)
        words << QByteArray(word(i).data(), word(i).size());
    QCOMPARE(words.first(), m_values[u"list"][u"first"].toString().toLatin1());
    QCOMPARE(words.last(), m_values[u"list"][u"last"].toString().toLatin1());
    QCOMPARE(QCryptographicHash::hash(words.join('\n'), QCryptographicHash::Sha256).toHex(),
             m_values[u"list"][u"sha256"].toString().toLatin1());
}

void TestTrust::words_sound_different()
{
    QVERIFY(isOneLetterFrom("lake", "cake") && isOneLetterFrom("lamp", "lamps") && isOneLetterFrom("amp", "lamp"));
    QVERIFY(!isOneLetterFrom("lake", "lion") && !isOneLetterFrom("lake", "cakes"));
    QList<QList<QByteArray>> byLength(11);
    for (int i = 0; i < kWordCount; ++i) {
        const QByteArray one(word(i).data(), word(i).size());
        QVERIFY2(one.size() >= 4 && one.size() <= 9, one.constData());
        byLength[one.size()] << one;
    }
    for (qsizetype length = 4; length <= 9; ++length) {
        for (qsizetype i = 0; i < byLength[length].size(); ++i) {
            const QByteArray one = byLength[length][i];
            const auto isNear = [&one](const QByteArray &other) { return isOneLetterFrom(one, other); };
            const auto rest = byLength[length].sliced(i + 1);
            QVERIFY2(std::none_of(rest.cbegin(), rest.cend(), isNear), one.constData());
            const auto &longer = byLength[length + 1];
            QVERIFY2(std::none_of(longer.cbegin(), longer.cend(), isNear), one.constData());
        }
    }
}

void TestTrust::a_signature_counts_for_its_key_and_text()
{
    const IdentityKey mine = *IdentityKey::fromSeed(QByteArray(32, 'm'));
    const IdentityKey other = *IdentityKey::fromSeed(QByteArray(32, 'o'));
    QVERIFY(!IdentityKey::fromSeed(QByteArray(31, 'm')));
    const QByteArray commitment(32, 'c');
    const QByteArray text = introductionText(QByteArray(32, 'f'), commitment, QByteArray(32, 'n'));
    const QByteArray signature = mine.sign(text);
    QVERIFY(isSignedBy(mine.publicKey(), text, signature));
    QVERIFY(!isSignedBy(other.publicKey(), text, signature));
    QVERIFY(!isSignedBy(mine.publicKey(), text, signature.first(63)));
    QVERIFY(!isSignedBy(mine.publicKey().first(31), text, signature));
    // at another server, or on another connection
    const QByteArray elsewhere = introductionText(QByteArray(32, 'g'), commitment, QByteArray(32, 'n'));
    QVERIFY(!isSignedBy(mine.publicKey(), elsewhere, signature));
    QVERIFY(identityOf(mine.publicKey()) != identityOf(other.publicKey()));
}

// One in between has another key than the server, or another nonce.
void TestTrust::words_differ_where_the_two_have_seen_different_things()
{
    const Transcript all = transcript();
    QVERIFY(commitmentTo(all.serverNonce, all.fingerprint) != commitmentTo(all.serverNonce, QByteArray(32, 'm')));
    QSet<QString> words{checkWords(all).join(u' ')};
    for (QByteArray Transcript::*part :
         {&Transcript::fingerprint, &Transcript::key, &Transcript::serverNonce, &Transcript::clientNonce}) {
        Transcript other = all;
        (other.*part)[31] = 'm';
        words.insert(checkWords(other).join(u' '));
    }
    QCOMPARE(words.size(), 5);
}

void TestTrust::codes_are_read_as_people_type_them()
{
    QCOMPARE(normalCode(QStringLiteral(" k7p2m 9xq4d ")), QStringLiteral("K7P2M9XQ4D"));
    QCOMPARE(normalCode(QStringLiteral("oOiIlL-1234")), QStringLiteral("0011111234"));
    QVERIFY(!codeKey(QStringLiteral("K7P2M"), QByteArray(16, 's')));
    QSet<QString> codes;
    for (int i = 0; i < 32; ++i)
        codes.insert(codeFrom(QByteArray(kCodeDigits, char(i))));
    QCOMPARE(codes.size(), 32);
    for (const QString &code : std::as_const(codes))
        QCOMPARE(normalCode(code), QString(code).remove(u'-'));
}

void TestTrust::a_proof_counts_for_one_side_and_one_connection()
{
    const QByteArray key(32, 'K');
    const Transcript all = transcript();
    Transcript other = all;
    other.serverNonce[0] = 'x';
    Transcript elsewhere = all;
    elsewhere.fingerprint[0] = 'x';
    const DocumentId document{1, 2};
    const QByteArray proof = codeProof(Side::Client, key, all, document);
    QVERIFY(isEqual(proof, codeProof(Side::Client, key, all, document)));
    QVERIFY(!isEqual(proof, codeProof(Side::Server, key, all, document)));
    QVERIFY(!isEqual(proof, codeProof(Side::Client, key, other, document)));
    QVERIFY(!isEqual(proof, codeProof(Side::Client, key, elsewhere, document)));
    QVERIFY(!isEqual(proof, codeProof(Side::Client, key, all, DocumentId{1, 3})));
    QVERIFY(!isEqual(proof, proof.first(31)));
}

QTEST_GUILESS_MAIN(TestTrust)
#include "test_trust.moc"
