// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/introduction.h"

#include "base/plant.h"
#include "trust/check_words.h"
#include "trust/identity_key.h"

namespace syngraph::net {
namespace {

// Nothing where it is not that many bytes in lower-case hex.
std::optional<QByteArray> bytesOf(const QString &hex, qsizetype count)
{
    const QByteArray digits = hex.toLatin1();
    QByteArray bytes = QByteArray::fromHex(digits);
    return bytes.size() == count && bytes.toHex() == digits ? std::optional(bytes) : std::nullopt;
}

QString hexOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

Result<protocol::Challenge> Introduction::introduce(const protocol::Introduce &message, const QByteArray &fingerprint,
                                                    const QByteArray &nonce)
{
    if (m_isShown)
        return ErrorCode::AlreadyExists;
    const auto key = bytesOf(message.key, trust::kKeyBytes);
    if (!key)
        return ErrorCode::Malformed;
    m_transcript = trust::Transcript{fingerprint, *key, nonce, {}};
    return protocol::Challenge{message.request, hexOf(trust::commitmentTo(nonce, fingerprint))};
}

Result<protocol::Identified> Introduction::identify(const protocol::Identify &message)
{
    if (m_isShown)
        return ErrorCode::AlreadyExists;
    if (!m_transcript)
        return ErrorCode::NotIdentified;
    trust::Transcript transcript = *std::exchange(m_transcript, std::nullopt);
    const auto nonce = bytesOf(message.nonce, trust::kNonceBytes);
    const auto signature = bytesOf(message.signature, trust::kSignatureBytes);
    if (!nonce || !signature)
        return ErrorCode::Malformed;
    const QByteArray commitment = trust::commitmentTo(transcript.serverNonce, transcript.fingerprint);
    const QByteArray signedText = trust::introductionText(transcript.fingerprint, commitment, *nonce);
    if (!trust::isSignedBy(transcript.key, signedText, *signature) && checks(Check::Signatures))
        return ErrorCode::BadToken;
    transcript.clientNonce = *nonce;
    m_transcript = transcript;
    m_isShown = true;
    return protocol::Identified{message.request, hexOf(transcript.serverNonce), trust::identityOf(transcript.key)};
}

} // namespace syngraph::net
