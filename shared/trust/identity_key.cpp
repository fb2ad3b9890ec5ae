// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/identity_key.h"

#include <QCryptographicHash>

#include <openssl/evp.h>

#include <memory>

namespace syngraph::trust {
namespace {

struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
struct FreeContext
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

KeyPtr privateKey(const QByteArray &seed)
{
    return KeyPtr(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytesOf(seed), std::size_t(seed.size())));
}

} // namespace

Result<IdentityKey> IdentityKey::fromSeed(const QByteArray &seed)
{
    if (seed.size() != kKeyBytes)
        return ErrorCode::Malformed;
    const KeyPtr key = privateKey(seed);
    QByteArray publicKey(kKeyBytes, '\0');
    std::size_t length = std::size_t(publicKey.size());
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char *>(publicKey.data()), &length) != 1)
        return ErrorCode::Unsupported;
    return IdentityKey(seed, publicKey);
}

QByteArray IdentityKey::sign(const QByteArray &message) const
{
    const KeyPtr key = privateKey(m_seed);
    const ContextPtr context(EVP_MD_CTX_new());
    QByteArray signature(kSignatureBytes, '\0');
    std::size_t length = std::size_t(signature.size());
    const bool isSigned = EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytesOf(message),
                          std::size_t(message.size())) == 1;
    return isSigned ? signature : QByteArray();
}

bool isSignedBy(const QByteArray &publicKey, const QByteArray &message, const QByteArray &signature)
{
    if (publicKey.size() != kKeyBytes || signature.size() != kSignatureBytes)
        return false;
    const KeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(publicKey), std::size_t(kKeyBytes)));
    const ContextPtr context(EVP_MD_CTX_new());
    return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), std::size_t(signature.size()), bytesOf(message),
                            std::size_t(message.size()))
        == 1;
}

IdentityId identityOf(const QByteArray &publicKey)
{
    const QByteArray hash = QCryptographicHash::hash(publicKey, QCryptographicHash::Sha256).toHex();
    return IdentityId::fromHex(QByteArrayView(hash).first(32)).value_or(IdentityId());
}

QByteArray introductionText(const QByteArray &fingerprint, const QByteArray &commitment, const QByteArray &clientNonce)
{
    return QByteArray("syngraph identity 1") + '\0' + fingerprint + commitment + clientNonce;
}

} // namespace syngraph::trust
