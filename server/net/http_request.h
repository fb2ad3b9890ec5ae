// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>

namespace syngraph::net {

inline constexpr qsizetype kMaxHeaderBytes = 8 * 1024;
inline constexpr qsizetype kMaxHeaderLines = 64;

// The head of an HTTP/1 request, read before anything else looks at it.
struct HttpRequest
{
    QByteArray method;
    QByteArray target;                     // as sent, for example "/health"
    QHash<QByteArray, QByteArray> headers; // names in lower case, values trimmed

    QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    // Whether a comma separated header holds this word, whatever its case.
    bool headerHas(const QByteArray &lowerCaseName, const QByteArray &lowerCaseWord) const;
    bool isWebSocketUpgrade() const;
};

// Length of the head with its empty line, where `bytes` hold all of it.
std::optional<qsizetype> headLength(const QByteArray &bytes);

// Nothing for what is no well-formed HTTP/1.x head: wrong request line, too many lines, a header named twice
// (two readers might take different ones), folded lines, characters that are no visible ASCII in a name.
std::optional<HttpRequest> parseHead(const QByteArray &head);

} // namespace syngraph::net
