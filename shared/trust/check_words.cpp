// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/check_words.h"

#include "trust/word_list.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace syngraph::trust {
namespace {

constexpr int kBitsPerWord = 11;

} // namespace

QByteArray commitmentTo(const QByteArray &serverNonce, const QByteArray &fingerprint)
{
    return QCryptographicHash::hash(serverNonce + fingerprint, QCryptographicHash::Sha256);
}

QStringList checkWords(const Transcript &transcript)
{
    const auto hmac = [](const QByteArray &key, const QByteArray &message) {
        return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
    };
    // without a salt RFC 5869 takes as many zeros as the hash is long; one block of output is enough
    const QByteArray extracted = hmac(QByteArray(32, '\0'), transcript.bytes());
    const QByteArray expanded = hmac(extracted, QByteArray("syngraph check words 1") + char(1));
    quint64 bits = 0;
    for (int i = 0; i < 6; ++i)
        bits = bits << 8 | quint8(expanded[i]);
    QStringList words;
    for (int i = 0; i < kCheckWordCount; ++i)
        words << QString(word(int(bits >> (48 - kBitsPerWord * (i + 1)) & (kWordCount - 1))));
    return words;
}

} // namespace syngraph::trust
