// SPDX-License-Identifier: GPL-3.0-or-later
// Messages survive the codec; rules that hold for every member of every message. What JSON may look like is
// in test_codec_strict.
#include "model/delta_json.h"
#include "protocol/codec.h"
#include "protocol/short_changes.h"
#include "support/generated_messages.h"
#include "support/seed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace syngraph;
using namespace syngraph::protocol;
using support::forEachMessage;
using support::generatedMessage;

namespace {

constexpr int kFamilies = 200;

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

template<typename Variant>
std::optional<ErrorCode> refusal(const QByteArray &frame)
{
    return std::is_same_v<Variant, ClientMessage> ? clientRefusal(frame) : serverRefusal(frame);
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray shown(const QByteArray &frame, std::optional<ErrorCode> found)
{
    return (found ? QByteArray(toWire(*found).data()) : QByteArray("accepted")) + ": " + frame.left(500);
}

// Every message with its lists filled, as JSON.
template<typename Message, typename Variant>
QJsonObject sample(quint64 family)
{
    support::Random random(support::seed(), family);
    return QJsonDocument::fromJson(encode(Variant(generatedMessage<Message>(random)))).object();
}

template<typename T>
struct IsOptional : std::false_type
{ };
template<typename T>
struct IsOptional<std::optional<T>> : std::true_type
{ };
template<typename T>
struct IsNumber : std::is_same<T, qint64>
{ };
template<typename Tag>
struct IsNumber<Number<Tag>> : std::true_type
{ };
template<typename T>
struct IsList : std::false_type
{ };
template<typename T>
struct IsList<std::vector<T>> : std::true_type
{ };
template<typename T>
struct Bare
{
    using Type = T;
};
template<typename T>
struct Bare<std::optional<T>>
{
    using Type = T;
};

} // namespace

class Codec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void every_client_message_survives();
    void every_server_message_survives();
    void several_messages_share_a_frame();
    void bytes_of_a_committed_delta_pass_unaltered();
    void short_changes_say_the_same();
    void text_may_begin_with_any_character();
    void how_a_message_is_written_makes_no_difference();
    void a_missing_member_is_refused();
    void a_member_of_another_type_is_refused();
    void a_member_beyond_its_bound_is_refused();
    void unknown_members_are_refused_from_clients_only();
};

template<typename Variant, typename Decode>
void survives(Decode decode)
{
    forEachMessage<Variant>([&]<typename Message>() {
        for (quint64 family = 0; family < kFamilies; ++family) {
            support::Random random(support::seed(), family);
            const Variant message = generatedMessage<Message>(random);
            const QByteArray frame = encode(message);
            const std::optional<Variant> read = decode(frame);
            QVERIFY2(read && *read == message, frame.left(1000));
            QCOMPARE(encode(*read), frame);
            QCOMPARE(QByteArray(nameOf(*read)), QByteArray(Message::kName));
        }
    });
}

void Codec::every_client_message_survives()
{
    model::JsonReader reader;
    survives<ClientMessage>([&](const QByteArray &frame) -> std::optional<ClientMessage> {
        auto message = decodeClientMessage(reader, frame);
        return message ? *message : std::nullopt;
    });
}

void Codec::every_server_message_survives()
{
    model::JsonReader reader;
    survives<ServerMessage>([&](const QByteArray &frame) -> std::optional<ServerMessage> {
        auto messages = decodeServerFrame(reader, frame);
        return messages && messages->size() == 1 ? std::optional(messages->front()) : std::nullopt;
    });
}

void Codec::several_messages_share_a_frame()
{
    ServerMessages all;
    std::vector<QByteArray> encoded;
    support::Random random(support::seed());
    forEachMessage<ServerMessage>([&]<typename Message>() {
        all.push_back(generatedMessage<Message>(random));
        encoded.push_back(encode(all.back()));
    });
    model::JsonReader reader;
    const auto read = decodeServerFrame(reader, joinFrame(encoded));
    QVERIFY(read && *read == all);
    QCOMPARE(joinFrame({encoded.front()}), encoded.front());
}

void Codec::bytes_of_a_committed_delta_pass_unaltered()
{
    const QByteArray delta = R"([{"insert":"é\n","attributes":{"block":"h1"}}])";
    const QByteArray frame = encode(ServerMessage(Committed{{7}, {{3, WireDelta(delta)}}}));
    QCOMPARE(frame, R"({"type":"committed","revision":7,"changes":[{"by":3,"delta":)" + delta + "}]}");
}

void Codec::short_changes_say_the_same()
{
    const model::Attributes bold{{"bold", model::Value::boolean(true)}};
    const auto change = [] { return model::Delta(); };
    const struct
    {
        model::Delta delta;
        QByteArray typed; // empty: there is no short form
    } cases[] = {
        {change().retain(3848).insert(u"."), R"("at":3848,"insert":".")"},
        {change().insert(u"\"\n\u00e9\ufeff"), "\"at\":0,\"insert\":\"\\\"\\n\u00e9\ufeff\""},
        {change().retain(12).remove(2), R"("at":12,"delete":2)"},
        {change().retain(1).insert(u"x").remove(1), R"("at":1,"insert":"x","delete":1)"},
        {change(), R"("at":0)"},
        {change().insert(QString(kMaxTypedUnits, u'a')), R"("at":0,"insert":")" + QByteArray(kMaxTypedUnits, 'a') + '"'},
        {change().insert(QString(kMaxTypedUnits + 1, u'a')), {}},
        {change().insert(u"x", bold), {}},
        {change().retain(1, bold).insert(u"x"), {}},
        {change().retain(1).insert(u"x").retain(1).remove(1), {}},
        {change().remove(1).retain(1).insert(u"x"), {}},
        {*model::parseDelta(R"([{"insert":{"rule":{}}}])"), {}},
    };
    for (const auto &[delta, typed] : cases) {
        for (const WireDelta &wire : {WireDelta(delta), WireDelta(model::toJson(delta))}) {
            const auto shorter = shortFormOf(Committed{{7}, {{28, wire}}});
            QVERIFY2(shorter.has_value() != typed.isEmpty(), model::toJson(delta));
            if (!shorter)
                continue;
            QCOMPARE(encode(ServerMessage(*shorter)), R"({"type":"typed","revision":7,"changes":[{"by":28,)" + typed + "}]}");
            QVERIFY2(longFormOf(*shorter) == (Committed{{7}, {{28, WireDelta(delta)}}}), typed);
        }
    }
    // all or none
    QVERIFY(!shortFormOf({{7}, {{28, WireDelta(cases[0].delta)}, {28, WireDelta(cases[7].delta)}}}));
    ServerMessage message = Typed{{7}, {{28, 3848, QStringLiteral(".")}}};
    lengthen(message);
    QCOMPARE(message, ServerMessage(Committed{{7}, {{28, WireDelta(cases[0].delta)}}}));
}

void Codec::text_may_begin_with_any_character()
{
    const QString text = QStringLiteral("\ufeffx");
    const model::Attributes link{{"link", model::Value::string(text)}};
    WireDelta delta;
    delta.delta.insert(text, link);
    const Submit message{{1}, {1}, ChangeKind::Edit, delta};
    model::JsonReader reader;
    const auto read = decodeClientMessage(reader, encode(ClientMessage(message)));
    QVERIFY(read && *read);
    QCOMPARE(std::get<Submit>(**read), message);
}

// Decodes a frame as it is, and in a form that is looked at thoroughly in any case.
template<typename Decode>
void readsAlike(const QByteArray &frame, Decode decode)
{
    model::JsonReader reader;
    const auto asItIs = decode(reader, frame);
    const auto thoroughly = decode(reader, ' ' + frame);
    QVERIFY2(bool(asItIs) == bool(thoroughly), frame);
    if (asItIs)
        QVERIFY2(*asItIs == *thoroughly, frame);
    else
        QVERIFY2(asItIs.error() == thoroughly.error(), frame);
}

void Codec::how_a_message_is_written_makes_no_difference()
{
    support::Random random(support::seed());
    const auto eachAltered = [&](const QByteArray &frame, auto decode) {
        static constexpr char kBytes[] = "{}[]\",:\\0123456789.-eE tfn\xc3\xa9\xef\xbb\xbf\x00\x7f";
        readsAlike(frame, decode);
        for (int i = 0; i < 200; ++i) {
            QByteArray altered = frame;
            const auto place = random.below(frame.size());
            const char byte = kBytes[random.below(qint64(sizeof kBytes) - 1)];
            switch (random.below(3)) {
            case 0: altered[place] = byte; break;
            case 1: altered.insert(place, byte); break;
            default: altered.remove(place, 1 + random.below(8)); break;
            }
            readsAlike(altered, decode);
        }
    };
    for (int i = 0; i < kFamilies; ++i) {
        eachAltered(encode(ClientMessage(generatedMessage<Submit>(random))), decodeClientMessage);
        eachAltered(encode(ClientMessage(generatedMessage<Presence>(random))), decodeClientMessage);
        eachAltered(encode(ServerMessage(generatedMessage<ContentHash>(random))), decodeServerFrame);
        const QByteArray committed = encode(ServerMessage(generatedMessage<Committed>(random)));
        const QByteArray typed = encode(ServerMessage(generatedMessage<Typed>(random)));
        const QByteArray presence = encode(ServerMessage(generatedMessage<PresenceUpdate>(random)));
        eachAltered(presence, decodeServerFrame);
        eachAltered(typed, decodeServerFrame);
        eachAltered(joinFrame({presence, typed, committed}), decodeServerFrame);
    }
}

// Takes one member away from a message and, where it is a list of objects, from its first element.
template<typename Variant>
void missingMembers()
{
    forEachMessage<Variant>([]<typename Message>() {
        const QJsonObject whole = sample<Message, Variant>(1);
        QJsonObject noType = whole;
        noType.remove(u"type");
        QCOMPARE(refusal<Variant>(bytesOf(noType)), std::optional(ErrorCode::MissingMember));
        const auto without = [&]<typename T>(const Field<Message, T> &field) {
            QJsonObject less = whole;
            less.remove(QLatin1StringView(field.name));
            const auto found = refusal<Variant>(bytesOf(less));
            const auto expected = IsOptional<T>::value ? std::nullopt : std::optional(ErrorCode::MissingMember);
            QVERIFY2(found == expected, shown(bytesOf(less), found));
        };
        std::apply([&](const auto &...fields) { (without(fields), ...); }, Message::fields());
    });
}

void Codec::a_missing_member_is_refused()
{
    missingMembers<ClientMessage>();
    missingMembers<ServerMessage>();
    QCOMPARE(clientRefusal(R"({"type":"presence","revision":1,"ranges":[{"anchor":1}]})"),
             std::optional(ErrorCode::MissingMember));
}

template<typename Variant>
void otherTypes()
{
    forEachMessage<Variant>([]<typename Message>() {
        const auto replaced = [&]<typename T>(const Field<Message, T> &field) {
            QJsonObject other = sample<Message, Variant>(2);
            const bool isText = other[QLatin1StringView(field.name)].isString();
            for (const QJsonValue &value :
                 {QJsonValue(QJsonValue::Null), isText ? QJsonValue(1) : QJsonValue(QStringLiteral("1"))}) {
                other[QLatin1StringView(field.name)] = value;
                // an absent optional member does not tell what it would be
                const bool fits = std::is_same_v<T, std::optional<QString>> && value.isString();
                const auto found = refusal<Variant>(bytesOf(other));
                // text that is none of those that the member may hold
                const bool isOtherText = IsOptional<T>::value && value.isString() && found;
                const bool isRefused = found == ErrorCode::WrongType || isOtherText
                    || (std::is_same_v<T, std::optional<ErrorCode>> && value.isString());
                QVERIFY2(fits || isRefused, shown(bytesOf(other), found));
            }
        };
        std::apply([&](const auto &...fields) { (replaced(fields), ...); }, Message::fields());
    });
}

void Codec::a_member_of_another_type_is_refused()
{
    otherTypes<ClientMessage>();
    otherTypes<ServerMessage>();
}

template<typename Variant>
void beyondBounds()
{
    forEachMessage<Variant>([]<typename Message>() {
        const auto check = [&](std::string_view name, const QJsonValue &value, std::optional<ErrorCode> expected) {
            QJsonObject object = sample<Message, Variant>(3);
            object[QLatin1StringView(name)] = value;
            const auto found = refusal<Variant>(bytesOf(object));
            QVERIFY2(found == expected, shown(bytesOf(object), found) + " (" + QByteArray::fromStdString(std::string(name)) + ")");
        };
        const auto beyond = [&]<typename T>(const Field<Message, T> &field) {
            using Value = typename Bare<T>::Type;
            if constexpr (IsNumber<Value>::value) {
                check(field.name, field.bound, std::nullopt);
                check(field.name, field.bound + 1, ErrorCode::NumberRange);
                check(field.name, -1, ErrorCode::NumberRange);
                check(field.name, 1.5, ErrorCode::NumberRange);
            } else if constexpr (std::is_same_v<Value, QString>) {
                // in the longest UTF-8 per unit
                check(field.name, QString(qsizetype(field.bound), QChar(0x5b57)), std::nullopt);
                check(field.name, QString(qsizetype(field.bound + 1), u'x'), ErrorCode::TooLarge);
                check(field.name, QString(qsizetype(field.bound + 1), QChar(0x5b57)), ErrorCode::TooLarge);
            } else if constexpr (IsList<Value>::value) {
                QJsonArray many;
                for (qint64 i = 0; i <= field.bound; ++i)
                    many.append(0);
                check(field.name, many, ErrorCode::TooLarge);
            }
        };
        std::apply([&](const auto &...fields) { (beyond(fields), ...); }, Message::fields());
    });
}

void Codec::a_member_beyond_its_bound_is_refused()
{
    beyondBounds<ClientMessage>();
    beyondBounds<ServerMessage>();
}

void Codec::unknown_members_are_refused_from_clients_only()
{
    forEachMessage<ClientMessage>([]<typename Message>() {
        for (const char *name : {"later", "optional", "Type"}) {
            QJsonObject more = sample<Message, ClientMessage>(4);
            more[QLatin1StringView(name)] = true;
            const auto found = clientRefusal(bytesOf(more));
            QVERIFY2(found == ErrorCode::UnknownMember, shown(bytesOf(more), found));
        }
    });
    forEachMessage<ServerMessage>([]<typename Message>() {
        QJsonObject more = sample<Message, ServerMessage>(4);
        more[u"later"] = QJsonObject{{QStringLiteral("a"), 1}};
        const auto found = serverRefusal(bytesOf(more));
        QVERIFY2(!found, shown(bytesOf(more), found));
    });
    QCOMPARE(clientRefusal(R"({"type":"presence","revision":1,"ranges":[{"anchor":1,"head":1,"x":1}]})"),
             std::optional(ErrorCode::UnknownMember));
    QVERIFY(!serverRefusal(
        R"({"type":"presenceUpdate","entries":[{"member":1,"revision":1,"ranges":[],"mood":"good"}]})"));
}

SYNGRAPH_SEEDED_MAIN(Codec)
#include "test_codec.moc"
