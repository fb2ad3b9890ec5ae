// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_certificate.h"

#include "net/private_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace syngraph::net {
namespace {

template<auto Free>
struct Freed
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using KeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freed<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

// Pinned by its key; an end that nobody renews would only lock people out.
constexpr long kValiditySeconds = 60L * 60 * 24 * 365 * 20;

struct Pem
{
    QByteArray certificate;
    QByteArray key;
};

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, size);
}

QByteArray alternativeNames(const QStringList &hostNames)
{
    QByteArray names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    for (const QString &name : hostNames)
        names += ",DNS:" + name.toLatin1();
    return names;
}

bool addExtension(X509 *certificate, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setNames(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>("Syngraph");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, name) == 1;
}

CertificatePtr makeCertificate(EVP_PKEY *key, const QStringList &hostNames)
{
    CertificatePtr certificate(X509_new());
    quint64 serial = 0;
    if (!certificate || RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return {};
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    // clocks of clients may be somewhat behind
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60L * 60 * 24);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kValiditySeconds);
    const bool isDone = X509_set_version(certificate.get(), 2) == 1
        && X509_set_pubkey(certificate.get(), key) == 1 && setNames(certificate.get())
        && addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(hostNames))
        && addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate.get(), NID_ext_key_usage, "serverAuth")
        && X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return isDone ? std::move(certificate) : CertificatePtr();
}

std::optional<Pem> makePem(const QStringList &hostNames)
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr certificate = key ? makeCertificate(key.get(), hostNames) : CertificatePtr();
    const BioPtr keyBio(BIO_new(BIO_s_mem()));
    const BioPtr certificateBio(BIO_new(BIO_s_mem()));
    if (!certificate
        || PEM_write_bio_PrivateKey(keyBio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1
        || PEM_write_bio_X509(certificateBio.get(), certificate.get()) != 1)
        return std::nullopt;
    return Pem{contentOf(certificateBio.get()), contentOf(keyBio.get())};
}

bool isPair(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const BioPtr certificateBio(BIO_new_mem_buf(certificatePem.constData(), int(certificatePem.size())));
    const BioPtr keyBio(BIO_new_mem_buf(keyPem.constData(), int(keyPem.size())));
    const CertificatePtr certificate(PEM_read_bio_X509(certificateBio.get(), nullptr, nullptr, nullptr));
    const KeyPtr key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotWritable, QStringLiteral("Can't read %1: %2.").arg(path, file.errorString())};
    return file.read(1 << 20);
}

} // namespace

QByteArray fingerprintOf(const QSslCertificate &certificate)
{
    return QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256).toHex();
}

QByteArray TlsIdentity::fingerprint() const
{
    return fingerprintOf(certificate);
}

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    // they would be loaded for every handshake, and no client shows a certificate
    configuration.setCaCertificates({});
    return configuration;
}

Result<TlsIdentity> readTlsIdentity(const QString &certificatePath, const QString &keyPath)
{
    const auto certificatePem = readPem(certificatePath);
    const auto keyPem = certificatePem ? readPem(keyPath) : certificatePem;
    if (!keyPem)
        return keyPem.error();
    TlsIdentity identity{QSslCertificate(*certificatePem), QSslKey(*keyPem, QSsl::Ec)};
    if (identity.key.isNull())
        identity.key = QSslKey(*keyPem, QSsl::Rsa);
    if (identity.certificate.isNull() || identity.key.isNull())
        return Error{ErrorCode::Damaged,
                     QStringLiteral("%1 holds no usable %2 in PEM form.")
                         .arg(identity.certificate.isNull() ? certificatePath : keyPath,
                              identity.certificate.isNull() ? QStringLiteral("certificate")
                                                            : QStringLiteral("key"))};
    if (!isPair(*certificatePem, *keyPem))
        return Error{ErrorCode::Damaged,
                     QStringLiteral("The key in %1 does not belong to the certificate in %2.").arg(keyPath, certificatePath)};
    return identity;
}

Result<TlsIdentity> openTlsIdentity(const QString &folder, const QStringList &hostNames)
{
    const QString certificatePath = folder + QStringLiteral("/certificate.pem");
    const QString keyPath = folder + QStringLiteral("/key.pem");
    // the certificate is written last: without it nobody has ever seen the key
    if (!QFileInfo::exists(certificatePath)) {
        const auto pem = makePem(hostNames);
        if (!pem)
            return Error{ErrorCode::Unsupported, QStringLiteral("OpenSSL can't make a certificate.")};
        if (auto written = writePrivateFile(keyPath, pem->key); !written)
            return written.error();
        if (auto written = writePrivateFile(certificatePath, pem->certificate); !written)
            return written.error();
    }
    return readTlsIdentity(certificatePath, keyPath);
}

} // namespace syngraph::net
