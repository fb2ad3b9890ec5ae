// SPDX-License-Identifier: GPL-3.0-or-later
// What comes before the handshake: the head of a request is refused, or reads the same when it is written again; nobody
// gets in, and is told figures, but who may; each answer is one.
#include "target.h"

#include "net/gate.h"

using namespace syngraph;
using namespace syngraph::net;
using fuzz::require;

namespace {

const QByteArray kFigures = "figures";

const GateRules &rules()
{
    static const GateRules rules{false, {QStringLiteral("desk"), QStringLiteral("desk.local")},
                                 {QStringLiteral("https://wiki.example")}, "1", "{\"documents\":3}",
                                 [] { return kFigures; },
                                 [](const QByteArray &token) { return token == "secret"; }};
    return rules;
}

QByteArray written(const HttpRequest &request)
{
    QByteArray head = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (auto header = request.headers.cbegin(); header != request.headers.cend(); ++header)
        head += header.key() + ": " + header.value() + "\r\n";
    return head + "\r\n";
}

bool isSame(const HttpRequest &a, const HttpRequest &b)
{
    return a.method == b.method && a.target == b.target && a.headers == b.headers;
}

// The host that a browser would take an origin for, without a URL parser: behind "//", before a port.
QByteArray hostIn(QByteArray text)
{
    text = text.sliced(text.indexOf("//") + (text.contains("//") ? 2 : 1));
    const qsizetype end = text.startsWith('[') ? text.indexOf(']') + 1 : text.indexOf(':');
    return (end > 0 ? text.first(end) : text).toLower();
}

void judgeFor(const HttpRequest &request, const Visitor &visitor, const QByteArray &bytes)
{
    const Verdict verdict = judge(request, visitor, rules());
    const bool isHere = isLoopback(visitor.peer);
    if (verdict.isUpgrade) {
        require(request.isWebSocketUpgrade() && verdict.status == 101, "an upgrade that nobody asked for", bytes);
        require(isHere || visitor.isEncrypted, "a stranger's upgrade in the clear", bytes);
        const QByteArray origin = request.header("origin").toLower();
        const bool isOwn = origin == "https://wiki.example" || hostIn(origin) == hostIn("//" + request.header("host"));
        require(!request.headers.contains("origin") || isOwn, "a page of somebody else gets in", bytes);
        return;
    }
    const bool hasToken = visitor.isEncrypted && request.header("authorization") == "Bearer secret";
    require(verdict.text != kFigures || isHere || hasToken, "a stranger sees the figures", bytes);
    require(!mayAskAgain(request, verdict) || verdict.status == 200, "who was refused asks again", bytes);
    for (const auto afterwards : {Afterwards::Close, Afterwards::KeepOpen}) {
        const QByteArray answer = httpAnswer(verdict, afterwards);
        const auto head = headLength(answer);
        require(head && answer.startsWith("HTTP/1.1 ") && answer.size() - *head == verdict.text.size() + 1,
                "an answer that is none", answer);
        require(answer.contains("\r\nContent-Length: " + QByteArray::number(verdict.text.size() + 1) + "\r\n"),
                "an answer of another length", answer);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto length = headLength(bytes);
    require(headLength(bytes + "more") == length || !length, "what comes behind a head changes it", bytes);
    const QByteArray head = length ? bytes.first(*length) : bytes + "\r\n\r\n";
    const auto request = parseHead(head);
    if (!request)
        return 0;
    const auto again = parseHead(written(*request));
    require(again && isSame(*again, *request), "a head changes when it is written", bytes);
    for (const char *peer : {"127.0.0.1", "::1", "192.168.0.7", "::ffff:10.0.0.1"}) {
        for (const bool isEncrypted : {false, true})
            judgeFor(*request, {QHostAddress(QLatin1StringView(peer)), isEncrypted}, bytes);
    }
    return 0;
}
