// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_request.h"

#include <QList>

#include <algorithm>

namespace syngraph::net {
namespace {

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isPlain(const QByteArray &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

bool readRequestLine(const QByteArray &line, HttpRequest &request)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || parts[1].isEmpty() || !isPlain(parts[1])
        || !(parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0"))
        return false;
    request.method = parts[0];
    request.target = parts[1];
    return true;
}

bool readHeader(const QByteArray &line, HttpRequest &request)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
    if (!isToken(name) || !isPlain(line) || request.headers.contains(name))
        return false;
    request.headers.insert(name, line.sliced(colon + 1).trimmed());
    return true;
}

} // namespace

bool HttpRequest::headerHas(const QByteArray &lowerCaseName, const QByteArray &lowerCaseWord) const
{
    const QList<QByteArray> words = header(lowerCaseName).toLower().split(',');
    return std::any_of(words.cbegin(), words.cend(),
                       [&](const QByteArray &word) { return word.trimmed() == lowerCaseWord; });
}

bool HttpRequest::isWebSocketUpgrade() const
{
    return method == "GET" && headerHas("upgrade", "websocket") && headerHas("connection", "upgrade");
}

std::optional<qsizetype> headLength(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    return end + 4;
}

std::optional<HttpRequest> parseHead(const QByteArray &head)
{
    if (!head.endsWith("\r\n\r\n"))
        return std::nullopt;
    const QList<QByteArray> lines = head.first(head.size() - 4).split('\n');
    if (lines.size() > kMaxHeaderLines + 1)
        return std::nullopt;
    HttpRequest request;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray line = lines[i];
        if (line.endsWith('\r'))
            line.chop(1);
        if (!(i == 0 ? readRequestLine(line, request) : readHeader(line, request)))
            return std::nullopt;
    }
    return request;
}

} // namespace syngraph::net
