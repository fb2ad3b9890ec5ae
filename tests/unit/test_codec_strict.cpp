// SPDX-License-Identifier: GPL-3.0-or-later
// What the codec refuses, case by case.
#include "protocol/codec.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::protocol;

namespace {

// What decoding says: nothing where it accepts.
std::optional<ErrorCode> clientRefusal(const QByteArray &frame)
{
    model::JsonReader reader;
    const auto message = decodeClientMessage(reader, frame);
    return message ? std::nullopt : std::optional(message.error().code);
}

std::optional<ErrorCode> serverRefusal(const QByteArray &frame)
{
    model::JsonReader reader;
    const auto messages = decodeServerFrame(reader, frame);
    return messages ? std::nullopt : std::optional(messages.error().code);
}

QByteArray shown(const QByteArray &frame, std::optional<ErrorCode> found)
{
    return (found ? QByteArray(toWire(*found).data()) : QByteArray("accepted")) + ": " + frame.left(500);
}

struct Case
{
    const char *frame;
    std::optional<ErrorCode> expected;
};

} // namespace

class CodecStrict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames_are_read_strictly();
    void deltas_are_read_strictly();
    void unknown_messages_pass_only_when_optional();
    void lists_of_messages_come_from_the_server_only();
    void nesting_has_a_limit();
    void the_name_decides_what_a_message_is();
};

// What is quick to read is tried by name; the rest of one message must not be taken for another one.
void CodecStrict::the_name_decides_what_a_message_is()
{
    for (const QByteArray &frame : {
             QByteArray(R"({"type":"typed","revision":42,"changes":[{"by":4,"at":0,"insert":":"presenceUpdate","entries":[]})"),
             QByteArray(R"({"type":"committed","revision":42,"changes":[{"by":4,"delta":[{"insert":":"presenceUpdate","entries":[]})"),
             QByteArray(R"({"type":"typedcommitted","revision":42,"changes":[{"by":4,"delta":[]}]})")}) {
        const auto quickly = serverRefusal(frame);
        QVERIFY2(quickly && quickly == serverRefusal(' ' + frame), shown(frame, quickly));
    }
}

void CodecStrict::frames_are_read_strictly()
{
    const Case cases[] = {
        {R"({"type":"ping","number":1})", std::nullopt},
        {" {\"number\" : 1 ,\n\"type\":\"ping\"}\t", std::nullopt},
        {R"({"type":"\u0070ing","number":1})", std::nullopt},
        {"", ErrorCode::Malformed},
        {" ", ErrorCode::Malformed},
        {"{", ErrorCode::Malformed},
        {"null", ErrorCode::WrongType},
        {"7", ErrorCode::WrongType},
        {"\"ping\"", ErrorCode::WrongType},
        {R"({"type":1,"number":1})", ErrorCode::MissingMember},
        {R"({"type":"ping","number":1}{})", ErrorCode::Malformed},
        {R"({"type":"ping","number":1} x)", ErrorCode::Malformed},
        {R"({"type":"ping","number":1,})", ErrorCode::Malformed},
        {R"({"type":"ping",/**/"number":1})", ErrorCode::Malformed},
        {R"({'type':'ping','number':1})", ErrorCode::Malformed},
        {R"({"type":"ping","number":NaN})", ErrorCode::Malformed},
        {R"({"type":"ping","number":01})", ErrorCode::Malformed},
        {R"({"type":"ping","number":+1})", ErrorCode::Malformed},
        {R"({"type":"ping","number":0x1})", ErrorCode::Malformed},
        // numbers
        {R"({"type":"ping","number":9007199254740991})", std::nullopt},
        {R"({"type":"ping","number":9007199254740992})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":9223372036854775807})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":9223372036854775808})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":18446744073709551616})", ErrorCode::Malformed},
        {R"({"type":"ping","number":-1})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":-0})", std::nullopt},
        {R"({"type":"ping","number":1.0})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":1e3})", ErrorCode::NumberRange},
        {R"({"type":"ping","number":true})", ErrorCode::WrongType},
        // one member twice, also behind an escape and deep inside
        {R"({"type":"ping","number":1,"number":1})", ErrorCode::DuplicateMember},
        {R"({"type":"ping","type":"ping","number":1})", ErrorCode::DuplicateMember},
        {R"({"type":"ping","number":1,"n\u0075mber":2})", ErrorCode::DuplicateMember},
        {R"({"type":"presence","revision":1,"ranges":[{"anchor":1,"head":1,"head":2}]})",
         ErrorCode::DuplicateMember},
        // text
        {"{\"type\":\"listDocuments\",\"request\":1,\"\xff\":1}", ErrorCode::Malformed},
        {"{\"type\":\"createDocument\",\"request\":1,\"title\":\"\xc3\"}", ErrorCode::Malformed},
        {"{\"type\":\"createDocument\",\"request\":1,\"title\":\"\xc0\x80\"}", ErrorCode::Malformed},
        {"{\"type\":\"createDocument\",\"request\":1,\"title\":\"\xed\xa0\x80\"}", ErrorCode::Malformed},
        {"{\"type\":\"createDocument\",\"request\":1,\"title\":\"\xf4\x90\x80\x80\"}", ErrorCode::Malformed},
        {"{\"type\":\"createDocument\",\"request\":1,\"title\":\"\n\"}", ErrorCode::Malformed},
        {R"({"type":"createDocument","request":1,"title":"\ud83d\ude00"})", std::nullopt},
        {R"({"type":"createDocument","request":1,"title":"\ud83d"})", ErrorCode::Malformed},
        {R"({"type":"createDocument","request":1,"title":"\ude00\ud83d"})", ErrorCode::Malformed},
        {R"({"type":"createDocument","request":1,"title":"\x41"})", ErrorCode::Malformed},
        // ids, roles
        {R"({"type":"join","document":"0123456789abcdef0123456789abcdef"})", std::nullopt},
        {R"({"type":"join","document":"0123456789ABCDEF0123456789ABCDEF"})", ErrorCode::Malformed},
        {R"({"type":"join","document":"0123456789abcdef0123456789abcde"})", ErrorCode::Malformed},
        {R"({"type":"join","document":"0x23456789abcdef0123456789abcdef"})", ErrorCode::Malformed},
        {R"({"type":"join","document":" 123456789abcdef0123456789abcdef"})", ErrorCode::Malformed},
        {R"({"type":"invite","request":1,"document":"0123456789abcdef0123456789abcdef","role":"king","hours":1})",
         ErrorCode::Malformed},
        {R"({"type":"hello","protocol":[1,2,3],"features":[]})", ErrorCode::TooLarge},
        {R"({"type":"hello","protocol":[1,"1"],"features":[]})", ErrorCode::WrongType},
        {R"({"type":"hello","protocol":[1,1],"features":[1]})", ErrorCode::WrongType},
    };
    for (const Case &c : cases) {
        const auto found = clientRefusal(c.frame);
        QVERIFY2(found == c.expected, shown(c.frame, found));
    }
}

void CodecStrict::deltas_are_read_strictly()
{
    const Case cases[] = {
        {"[]", std::nullopt},
        {R"([{"retain":3.0},{"delete":3e2}])", std::nullopt},
        {R"([{"retain":{"image":{"w":20}}}])", std::nullopt},
        {"{}", ErrorCode::WrongType},
        {"[1]", ErrorCode::WrongType},
        {"[{}]", ErrorCode::MissingMember},
        {R"([{"attributes":{"bold":true}}])", ErrorCode::MissingMember},
        {R"([{"insert":""}])", ErrorCode::Malformed},
        {R"([{"insert":1}])", ErrorCode::WrongType},
        {R"([{"insert":{}}])", ErrorCode::MissingMember},
        {R"([{"insert":{"rule":{},"image":{}}}])", ErrorCode::UnknownMember},
        {R"([{"insert":"a","retain":1}])", ErrorCode::UnknownMember},
        {R"([{"insert":"a","colour":"red"}])", ErrorCode::UnknownMember},
        {R"([{"insert":"a","attributes":[]}])", ErrorCode::WrongType},
        {R"([{"retain":0}])", ErrorCode::NumberRange},
        {R"([{"retain":-1}])", ErrorCode::NumberRange},
        {R"([{"retain":1.5}])", ErrorCode::NumberRange},
        {R"([{"retain":"1"}])", ErrorCode::WrongType},
        {R"([{"retain":{"image":{}}}])", ErrorCode::BadEmbed},
        {R"([{"retain":{"image":1}}])", ErrorCode::BadEmbed},
        {R"([{"delete":0}])", ErrorCode::NumberRange},
        {R"([{"delete":1,"attributes":{"bold":true}}])", ErrorCode::UnknownMember},
        {R"([{"delete":9007199254740991},{"retain":1}])", ErrorCode::NumberRange},
        {R"([{"retain":1,"attributes":{"size":9007199254740993}}])", ErrorCode::NumberRange},
        {R"([{"retain":1,"attributes":{"bold":true,"bold":null}}])", ErrorCode::DuplicateMember},
        // a string that is not UTF-8 isn't passed over on the way to another value
        {"[{\"retain\":1,\"attributes\":{\"bold\":\"\xff\"true}}]", ErrorCode::Malformed},
        {"[{\"retain\":1,\"attributes\":{\"size\":\"\xff\"1}}]", ErrorCode::Malformed},
    };
    for (const Case &c : cases) {
        const QByteArray frame = QByteArray(R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":)") + c.frame + '}';
        const auto found = clientRefusal(frame);
        QVERIFY2(found == c.expected, shown(frame, found));
    }
    QCOMPARE(clientRefusal(R"({"type":"submit","sequence":1,"base":0,"kind":3,"delta":[]})"),
             std::optional(ErrorCode::NumberRange));
}

void CodecStrict::lists_of_messages_come_from_the_server_only()
{
    const QByteArray ping = R"({"type":"ping","number":1})";
    QCOMPARE(clientRefusal("[" + ping + "]"), std::optional(ErrorCode::WrongType));
    QCOMPARE(clientRefusal("[]"), std::optional(ErrorCode::WrongType));
    QVERIFY(!serverRefusal("[]"));
    QCOMPARE(serverRefusal(R"([[{"type":"pong","number":1}]])"), std::optional(ErrorCode::WrongType));
    QCOMPARE(serverRefusal(R"([{"type":"pong","number":1},{"type":"pong"}])"),
             std::optional(ErrorCode::MissingMember));
}

void CodecStrict::nesting_has_a_limit()
{
    // the object, "delta", the component and its attributes are four levels
    const auto nested = [](int levels) {
        return QByteArray(R"({"type":"submit","sequence":1,"base":0,"kind":0,"delta":[{"retain":1,"attributes":{"x":)")
            + QByteArray(levels, '[') + QByteArray(levels, ']') + "}}]}";
    };
    const int most = model::kMaxJsonDepth - 4;
    QVERIFY(!clientRefusal(nested(most)));
    QCOMPARE(clientRefusal(nested(most + 1)), std::optional(ErrorCode::TooDeep));
    QCOMPARE(clientRefusal(nested(100'000)), std::optional(ErrorCode::TooDeep));
}

void CodecStrict::unknown_messages_pass_only_when_optional()
{
    model::JsonReader reader;
    const QByteArray optional = R"({"type":"dance","optional":true,"steps":[1,2]})";
    const auto client = decodeClientMessage(reader, optional);
    QVERIFY(client && !*client);
    const auto server = decodeServerFrame(reader, "[" + optional + R"(,{"type":"pong","number":1}])");
    QVERIFY(server && *server == ServerMessages{Pong{1}});
    for (const char *frame : {R"({"type":"dance"})", R"({"type":"dance","optional":false})",
                              R"({"type":"dance","optional":"true"})", R"({"type":"Ping","number":1})",
                              R"({"type":"","number":1})"}) {
        QCOMPARE(clientRefusal(frame), std::optional(ErrorCode::UnknownMessage));
        QCOMPARE(serverRefusal(frame), std::optional(ErrorCode::UnknownMessage));
    }
    // each side's messages are unknown to the other
    QCOMPARE(clientRefusal(R"({"type":"pong","number":1})"), std::optional(ErrorCode::UnknownMessage));
    QCOMPARE(serverRefusal(R"({"type":"ping","number":1})"), std::optional(ErrorCode::UnknownMessage));
}

QTEST_GUILESS_MAIN(CodecStrict)
#include "test_codec_strict.moc"
