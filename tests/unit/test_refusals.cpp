// SPDX-License-Identifier: GPL-3.0-or-later
// Each reason for which a change or a document is refused, by its code.
#include "convert/text.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <QTest>

using namespace syngraph;
using model::Document;

class RefusalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void documents_data();
    void documents();
    void text_that_is_none();
    void every_code_has_a_name_and_a_sentence();
};

void RefusalTest::changes_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &change, ErrorCode code) {
        QTest::newRow(name) << change << int(code);
    };
    row("no JSON", "[", ErrorCode::Malformed);
    row("no list", "7", ErrorCode::WrongType);
    row("two kinds at once", R"([{"insert":"x","delete":1}])", ErrorCode::UnknownMember);
    row("a member twice", R"([{"insert":"x","insert":"x"}])", ErrorCode::DuplicateMember);
    row("an unknown member", R"([{"insert":"x","color":"red"}])", ErrorCode::UnknownMember);
    row("no kind", "[{}]", ErrorCode::MissingMember);
    row("a text as a number", R"([{"retain":"1"}])", ErrorCode::WrongType);
    row("nothing kept", R"([{"retain":0}])", ErrorCode::NumberRange);
    row("a negative number", R"([{"delete":-1}])", ErrorCode::NumberRange);
    row("behind the end", R"([{"retain":99},{"insert":"x"}])", ErrorCode::OutOfRange);
    row("half a character inserted", R"([{"insert":"\ud83d"}])", ErrorCode::Malformed);
    row("half a character deleted", R"([{"retain":1},{"delete":1}])", ErrorCode::SplitSurrogate);
    row("a picture that is text", R"([{"retain":{"image":{"w":5}}}])", ErrorCode::EmbedMismatch);
    row("the last paragraph end", R"([{"retain":4},{"delete":1}])", ErrorCode::LastNewline);
    row("text behind it", R"([{"retain":5},{"insert":"x"}])", ErrorCode::LastNewline);
    row("a carriage return", R"([{"insert":"a\r"}])", ErrorCode::ForbiddenCharacter);
    row("NUL", R"([{"insert":"a\u0000"}])", ErrorCode::ForbiddenCharacter);
    row("an unknown format", R"([{"insert":"x","attributes":{"onclick":"x"}}])", ErrorCode::UnknownAttribute);
    row("a script as a link", R"([{"insert":"x","attributes":{"link":"javascript:x"}}])", ErrorCode::BadAttributeValue);
    row("a heading on a letter", R"([{"insert":"x","attributes":{"block":"h1"}}])", ErrorCode::MisplacedAttribute);
    row("an unknown object", R"([{"insert":{"video":{}}}])", ErrorCode::UnknownEmbed);
    row("a picture without name", R"([{"insert":{"image":{"id":"../x"}}}])", ErrorCode::BadEmbed);
    row("a long key", R"([{"insert":"x","attributes":{"c:)" + QByteArray(99, '1') + R"(":true}}])", ErrorCode::TooLarge);
}

void RefusalTest::changes()
{
    QFETCH(QByteArray, change);
    QFETCH(int, code);
    const auto document = Document::fromDelta(*model::parseDelta(R"([{"insert":"a😀b\n"}])"));
    QVERIFY(document);
    const auto delta = model::parseDelta(change);
    const auto checked = delta ? model::checkChange(*delta, *document) : Result<void>(delta.error());
    QVERIFY(!checked);
    QCOMPARE(toWire(checked.error().code), toWire(ErrorCode(code)));
}

void RefusalTest::documents_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &content, ErrorCode code) {
        QTest::newRow(name) << content << int(code);
    };
    row("nothing", "[]", ErrorCode::NotADocument);
    row("a change", R"([{"retain":1},{"insert":"\n"}])", ErrorCode::NotADocument);
    row("no paragraph end", R"([{"insert":"text"}])", ErrorCode::NotADocument);
    row("an object last", R"([{"insert":"\n"},{"insert":{"rule":{}}}])", ErrorCode::NotADocument);
    row("a format that is none", R"([{"insert":"x","attributes":{"size":"huge!"}},{"insert":"\n"}])", ErrorCode::BadAttributeValue);
    row("a numbering of no kind", R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","numbering":"b"}}])", ErrorCode::BadAttributeValue);
    row("a separator of paragraphs", R"([{"insert":"a\u2029\n"}])", ErrorCode::ForbiddenCharacter);
    row("many objects", "[" + QByteArray(R"({"insert":{"rule":{}}},)").repeated(5001) + R"({"insert":"\n"}])", ErrorCode::TooLarge);
}

void RefusalTest::documents()
{
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    const auto delta = model::parseDelta(content);
    QVERIFY(delta);
    const auto checked = model::checkDocument(*delta);
    QVERIFY(!checked);
    QCOMPARE(toWire(checked.error().code), toWire(ErrorCode(code)));
}

void RefusalTest::text_that_is_none()
{
    const auto text = convert::readText(QByteArray("GIF8\0\1\2", 7));
    QVERIFY(!text);
    QVERIFY(text.error().code == ErrorCode::Unsupported);
    const auto json = convert::readJson(R"([{"delete":1}])");
    QVERIFY(!json);
    QVERIFY(json.error().code == ErrorCode::NotADocument);
}

void RefusalTest::every_code_has_a_name_and_a_sentence()
{
    for (int i = 0; i < errorCodeCount(); ++i) {
        const auto code = ErrorCode(i);
        QVERIFY(errorCodeFromWire(toWire(code)) == code);
        QVERIFY(sentence(code).endsWith(u'.'));
        QCOMPARE(Error(code, {}).text(), QString(sentence(code)));
    }
    QVERIFY(!errorCodeFromWire(QLatin1StringView("nonsense")));
}

QTEST_GUILESS_MAIN(RefusalTest)
#include "test_refusals.moc"
