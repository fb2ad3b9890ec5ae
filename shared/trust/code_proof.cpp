// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/code_proof.h"

#include <QMessageAuthenticationCode>

#include <argon2.h>
#include <openssl/crypto.h>

namespace syngraph::trust {
namespace {

// without I, L, O and U: nobody has to ask which one is meant
constexpr char kDigits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr quint32 kPasses = 3;
constexpr quint32 kMemoryKiB = 64 * 1024;
constexpr quint32 kLanes = 1;

} // namespace

QString codeFrom(const QByteArray &random)
{
    QString code;
    for (qsizetype i = 0; i < kCodeDigits; ++i) {
        if (i == kCodeDigits / 2)
            code += u'-';
        code += QLatin1Char(kDigits[quint8(random[i]) & 31]);
    }
    return code;
}

QString normalCode(const QString &typed)
{
    QString code;
    for (const QChar c : typed.toUpper()) {
        if (c == u'O')
            code += u'0';
        else if (c == u'I' || c == u'L')
            code += u'1';
        else if ((c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z'))
            code += c;
    }
    return code;
}

Result<QByteArray> codeKey(const QString &code, const QByteArray &salt)
{
    const QByteArray normal = normalCode(code).toLatin1();
    if (normal.size() != kCodeDigits || salt.size() != kSaltBytes)
        return ErrorCode::Malformed;
    QByteArray key(kProofBytes, '\0');
    const int outcome = argon2id_hash_raw(kPasses, kMemoryKiB, kLanes, normal.constData(), std::size_t(normal.size()),
                                          salt.constData(), std::size_t(salt.size()), key.data(),
                                          std::size_t(key.size()));
    if (outcome != ARGON2_OK)
        return ErrorCode::Unsupported;
    return key;
}

QByteArray codeProof(Side side, const QByteArray &codeKey, const Transcript &transcript, DocumentId document)
{
    const QByteArray name = side == Side::Server ? QByteArray("syngraph code server") : QByteArray("syngraph code client");
    return QMessageAuthenticationCode::hash(name + '\0' + transcript.bytes() + QByteArray::fromHex(document.toHex()),
                                            codeKey, QCryptographicHash::Sha256);
}

bool isEqual(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), std::size_t(a.size())) == 0;
}

} // namespace syngraph::trust
