// SPDX-License-Identifier: GPL-3.0-or-later
// PROTOCOL.md says what the code does: messages, members, examples, codes, limits, cases and worked values.
#include "protocol_page.h"

#include "model/delta_json.h"
#include "model/document.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "protocol/chunk.h"
#include "protocol/close_codes.h"
#include "protocol/codec.h"
#include "support/generated_messages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace syngraph;
using namespace syngraph::test;
using model::Delta;
using model::Document;
using model::Filter;
using model::Tie;

namespace {

QByteArray compact(const QJsonValue &value)
{
    return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
}

Delta deltaOf(const QJsonValue &value)
{
    const auto delta = model::parseDelta(compact(value));
    return delta ? *delta : Delta();
}

QString place(const Fence &fence)
{
    return QStringLiteral("PROTOCOL.md:%1: %2").arg(fence.line).arg(QString::fromUtf8(fence.text));
}

// Decodes an example as what it says it is; the names of the messages in it, or nothing.
QStringList namesIn(const QByteArray &frame)
{
    model::JsonReader reader;
    if (const auto client = protocol::decodeClientMessage(reader, frame); client && *client)
        return {QLatin1StringView(protocol::nameOf(**client))};
    QStringList names;
    if (const auto server = protocol::decodeServerFrame(reader, frame)) {
        for (const protocol::ServerMessage &message : *server)
            names << QLatin1StringView(protocol::nameOf(message));
    }
    return names;
}

} // namespace

class ProtocolExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void every_message_has_its_section_and_every_section_its_message();
    void every_example_is_a_message();
    void every_delta_is_canonical_and_valid();
    void every_case_of_intent_comes_out_as_written();
    void every_code_is_listed_with_its_sentence();
    void every_close_code_is_listed();
    void every_feature_is_listed();
    void limits_are_those_of_the_code();
    void keys_are_those_of_the_schema();
    void worked_hashes_are_right();
    void chunks_begin_with_their_number();

private:
    template<typename T>
    void checkMembers(const QString &name, const char *kind);
    template<typename T>
    void checkPartsOf();

    Page m_page;
    QSet<QString> m_seen;
};

void ProtocolExamples::initTestCase()
{
    m_page = readPage();
    QVERIFY(!m_page.messages.isEmpty());
}

template<typename T>
void ProtocolExamples::checkMembers(const QString &name, const char *kind)
{
    m_seen.insert(name);
    QVERIFY2(m_page.messages.contains(name), qPrintable(name + QStringLiteral(" is not documented")));
    const MessageSection section = m_page.messages.value(name);
    QCOMPARE(section.kind, QLatin1StringView(kind));
    QStringList expected;
    const auto describe = [&](const auto &field) {
        expected << QStringLiteral("`%1` | %2").arg(QLatin1StringView(field.name), typeOf(field));
    };
    std::apply([&](const auto &...fields) { (describe(fields), ...); }, T::fields());
    QStringList found;
    for (const Row &row : section.rows)
        found << row.value(0) + QStringLiteral(" | ") + row.value(1);
    QVERIFY2(found == expected,
             qPrintable(name + QStringLiteral(":\n") + expected.join(u'\n') + QStringLiteral("\nbut found\n")
                        + found.join(u'\n')));
    checkPartsOf<T>();
}

template<typename T>
struct Element
{
    using Type = T;
};
template<protocol::List L>
struct Element<L>
{
    using Type = typename L::value_type;
};

// The objects that its members are made of, theirs too.
template<typename T>
void ProtocolExamples::checkPartsOf()
{
    const auto check = [this]<typename Value>(const protocol::Field<T, Value> &) {
        using Part = typename Element<Value>::Type;
        if constexpr (requires { Part::fields(); })
            checkMembers<Part>(QLatin1StringView(kPart<Part>), "part");
    };
    std::apply([&](const auto &...fields) { (check(fields), ...); }, T::fields());
}

void ProtocolExamples::every_message_has_its_section_and_every_section_its_message()
{
    support::forEachMessage<protocol::ClientMessage>([this]<typename Message>() {
        checkMembers<Message>(QLatin1StringView(Message::kName), "client");
        QCOMPARE(m_page.messages.value(QLatin1StringView(Message::kName)).role,
                 QString(protocol::toWire(Message::kRole)));
    });
    support::forEachMessage<protocol::ServerMessage>(
        [this]<typename Message>() { checkMembers<Message>(QLatin1StringView(Message::kName), "server"); });
    for (const QString &name : m_page.messages.keys())
        QVERIFY2(m_seen.contains(name), qPrintable(name + QStringLiteral(" is documented but does not exist")));
}

void ProtocolExamples::every_example_is_a_message()
{
    for (const Fence &fence : m_page.fences) {
        if (fence.info == u"json")
            QVERIFY2(!namesIn(fence.text).isEmpty(), qPrintable(place(fence)));
    }
    for (auto it = m_page.messages.cbegin(); it != m_page.messages.cend(); ++it) {
        if (it->kind == u"part")
            continue;
        QVERIFY2(!it->examples.empty(), qPrintable(it.key() + QStringLiteral(" has no example")));
        for (const Fence &fence : it->examples) {
            if (!fence.text.startsWith('['))
                QCOMPARE(namesIn(fence.text), QStringList{it.key()});
        }
    }
}

void ProtocolExamples::every_delta_is_canonical_and_valid()
{
    for (const Fence &fence : m_page.fences) {
        if (fence.info != u"json delta")
            continue;
        const auto delta = model::parseDelta(fence.text);
        QVERIFY2(delta && model::checkChangeForm(*delta), qPrintable(place(fence)));
        QCOMPARE(model::toJson(*delta) + '\n', fence.text);
    }
}

void ProtocolExamples::every_case_of_intent_comes_out_as_written()
{
    int cases = 0;
    for (const Fence &fence : m_page.fences) {
        if (fence.info != u"json case")
            continue;
        ++cases;
        const QJsonObject json = QJsonDocument::fromJson(fence.text).object();
        const Delta first = deltaOf(json[u"first"]);
        const Delta later = deltaOf(json[u"later"]);
        const Delta moved = model::rebase(later, first, Tie::GoesBefore);
        QVERIFY2(moved == deltaOf(json[u"moved"]), qPrintable(place(fence)));
        const auto base = Document::fromDelta(deltaOf(json[u"base"]));
        QVERIFY2(base && model::checkDocument(base->toDelta()), qPrintable(place(fence)));
        Document onServer = *base;
        QVERIFY(onServer.apply(first, Filter::Classes) && onServer.apply(moved, Filter::Classes));
        QVERIFY2(onServer.toDelta() == deltaOf(json[u"result"]), model::toJson(onServer.toDelta()));
        Document atLater = *base;
        QVERIFY(atLater.apply(later, Filter::Classes)
                && atLater.apply(model::rebase(first, later, Tie::GoesAfter), Filter::Classes));
        QVERIFY2(atLater == onServer, qPrintable(place(fence)));
    }
    QVERIFY(cases >= 10);
}

void ProtocolExamples::every_code_is_listed_with_its_sentence()
{
    QMap<QString, QString> listed;
    for (const Row &row : m_page.tables.value(QStringLiteral("16. Codes"))) {
        if (row.size() == 2 && row[0].startsWith(u'`'))
            listed.insert(bare(row[0]), row[1]);
    }
    QMap<QString, QString> expected;
    for (int i = 0; i < errorCodeCount(); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        expected.insert(QString(toWire(code)), QString(sentence(code)));
    }
    for (const QString &code : expected.keys())
        QVERIFY2(listed.value(code) == expected[code], qPrintable(code));
    QCOMPARE(listed, expected);
}

void ProtocolExamples::every_close_code_is_listed()
{
    QMap<QString, int> listed;
    for (const Row &row : m_page.tables.value(QStringLiteral("16. Codes"))) {
        if (row.size() != 3 || row[0].toInt() == 0)
            continue;
        for (const QString &word : row[1].split(u' '))
            listed.insert(bare(word), row[0].toInt());
    }
    for (int i = 0; i < errorCodeCount(); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        QVERIFY2(listed.value(QString(toWire(code)), 4000) == protocol::closeCodeFor(code), toWire(code).data());
    }
}

void ProtocolExamples::every_feature_is_listed()
{
    const auto rows = m_page.tables.value(QStringLiteral("3. Conversation"));
    QCOMPARE(rows.size(), 5u); // with the table's head
    QCOMPARE(bare(rows[1][0]), QLatin1StringView(protocol::kFeatureAckDelta));
    QCOMPARE(bare(rows[2][0]), QLatin1StringView(protocol::kFeatureIdentity));
    QCOMPARE(bare(rows[3][0]), QLatin1StringView(protocol::kFeatureTalk));
    QCOMPARE(bare(rows[4][0]), QLatin1StringView(protocol::kFeatureShortChanges));
}

void ProtocolExamples::limits_are_those_of_the_code()
{
    using namespace protocol;
    const std::pair<const char *, qint64> expected[] = {
        {"text frame from a client, bytes", kMaxMessageBytes},
        {"text frame before `welcome`, bytes", kMaxHelloBytes},
        {"payload of a binary frame, bytes", kChunkBytes},
        {"change as canonical JSON, bytes", model::kMaxChangeBytes},
        {"components of a change", model::kMaxComponents},
        {"text of a document, units", model::kMaxTextUnits},
        {"objects in a document", model::kMaxEmbeds},
        {"picture, bytes", kMaxBlobBytes},
        {"keys on one unit", model::kMaxKeysPerUnit},
        {"key, bytes", model::kMaxKeyBytes},
        {"value of a key, bytes of JSON", model::kMaxValueBytes + 2},
        {"payload of an object, bytes of JSON", model::kMaxEmbedBytes},
        {"levels of nesting in JSON", model::kMaxJsonDepth},
        {"title, units", kMaxTitleUnits},
        {"name, units", kMaxNameUnits},
        {"ranges in one presence", kMaxRanges},
        {"people in one document", kMaxPeople},
        {"revisions a submit may lag behind", kMaxLag},
        {"revisions between two content hashes, at least", kHashInterval},
        {"changes in one `history`", kHistoryPage},
        {"name of a thread, units", kMaxThreadName},
        {"text of a remark, units", kMaxRemarkUnits},
        {"quote of a thread, units", kMaxQuoteUnits},
        {"entries about threads in one document, and as many of chat", kMaxTalkEntries},
        {"texts of one document's talk, units", kMaxTalkUnits},
        {"proposals in one verdict", kMaxProposals},
        {"wrong tokens from one address in a minute", kGuessesPerMinute},
        {"times a code may be asked for without proof", kCodeTries},
        {"people waiting to be let into one document", kMaxKnocks},
        {"handshake, ms", kHandshakeMs},
        {"`hello` after the handshake, ms", kFirstMessageMs},
        {"server drops a silent client, ms", kServerSilenceMs},
        {"client pings when idle, ms", kPingIdleMs},
        {"client pings with a change in flight, ms", kPingBusyMs},
        {"client shows \"not answering\", ms", kNotAnsweringMs},
        {"client gives the connection up, ms", kOfflineMs},
        {"first reconnect, ms", kReconnectFirstMs},
        {"longest pause between reconnects, ms", kReconnectMaxMs},
        {"presence at most every, ms", kPresenceIntervalMs},
        {"presence expires, ms", kPresenceExpiryMs},
    };
    const auto rows = m_page.tables.value(QStringLiteral("17. Limits and times"));
    QCOMPARE(rows.size(), std::size(expected) + 1); // and the table's head
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        const Row wanted{QString::fromUtf8(expected[i].first), QString::number(expected[i].second)};
        QCOMPARE(rows[i + 1], wanted);
    }
}

void ProtocolExamples::keys_are_those_of_the_schema()
{
    const QMap<QString, model::KeyClass> classes = {{QStringLiteral("growing"), model::KeyClass::Growing},
                                                    {QStringLiteral("closed"), model::KeyClass::Closed},
                                                    {QStringLiteral("own"), model::KeyClass::Own},
                                                    {QStringLiteral("block"), model::KeyClass::Block}};
    int keys = 0;
    for (const Row &row : m_page.tables.value(QStringLiteral("5. Schema"))) {
        if (row.size() != 4 || !row[0].startsWith(u'`'))
            continue;
        ++keys;
        const QByteArray key = bare(row[0]).toUtf8();
        QVERIFY2(classes.contains(row[1]) && model::classOf(key) == classes[row[1]], key);
        const auto value = model::parseValue(bare(row[3]).toUtf8());
        QVERIFY2(value && model::checkAttribute({key, *value}, false), key);
        if (key != "block" && key != "align" && key != "dir" && key != "script" && key != "numbering")
            continue;
        // every odd piece stands between backticks
        const QStringList pieces = row[2].split(u'`');
        for (qsizetype i = 1; i < pieces.size(); i += 2)
            QVERIFY2(model::checkAttribute({key, model::Value::string(pieces[i])}, false), qPrintable(pieces[i]));
    }
    QCOMPARE(keys, 26);
}

void ProtocolExamples::worked_hashes_are_right()
{
    QJsonObject worked;
    for (const Fence &fence : m_page.fences) {
        if (fence.info == u"json hashes")
            worked = QJsonDocument::fromJson(fence.text).object();
    }
    const auto compare = [](const QJsonValue &value, const char *member, const QByteArray &expected) {
        const QByteArray found = value[QLatin1StringView(member)].toString().toUtf8();
        QVERIFY2(found == expected, QJsonDocument(value.toObject()).toJson() + member + " is " + expected);
    };
    const QJsonArray texts = worked[u"fnv1a"].toArray();
    const QJsonArray deltas = worked[u"deltas"].toArray();
    const QJsonArray chains = worked[u"chains"].toArray();
    const QJsonArray contents = worked[u"contents"].toArray();
    QVERIFY(texts.size() >= 3 && deltas.size() >= 2 && chains.size() >= 2 && contents.size() >= 3);
    for (const QJsonValue &text : texts)
        compare(text, "hash", model::hashToHex(fnv1a(text[u"text"].toString().toUtf8())));
    for (const QJsonValue &value : deltas) {
        const Delta delta = deltaOf(value[u"delta"]);
        compare(value, "canonical", model::toJson(delta));
        compare(value, "hash", model::hashToHex(model::computeHash(delta)));
    }
    for (const QJsonValue &value : chains) {
        quint64 chain = protocol::kChainStart;
        const QJsonArray log = value[u"deltas"].toArray();
        for (const QJsonValue &delta : log)
            chain = protocol::chainHash(chain, model::toJson(deltaOf(delta)));
        compare(value, "chain", model::hashToHex(chain));
    }
    for (const QJsonValue &value : contents) {
        const auto document = Document::fromDelta(deltaOf(value[u"content"]));
        QVERIFY(document && model::checkDocument(document->toDelta()));
        compare(value, "hash", model::hashToHex(document->hash()));
    }
}

void ProtocolExamples::chunks_begin_with_their_number()
{
    QCOMPARE(protocol::encodeChunk(0x01020304, "ab"), QByteArray("\x04\x03\x02\x01" "ab"));
    QVERIFY(!protocol::decodeChunk("abc"));
}

QTEST_GUILESS_MAIN(ProtocolExamples)
#include "test_protocol_examples.moc"
