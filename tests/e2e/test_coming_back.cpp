// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes back after long gets what was missed, and nobody else waits for it.
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "model/delta_json.h"
#include "storage/library.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using test::WireClient;

namespace {

constexpr qint64 kMissed = 20'000;
constexpr qint64 kBehindSnapshot = 100; // the rest is not in the server's memory
constexpr int kPeople = 20;
constexpr qint64 kMostMs = 10'000;

// Of single characters, as if one person had typed them.
Result<void> writeHistory(storage::DocumentFile &file)
{
    model::Document document = model::Document::blank();
    std::vector<protocol::ChangeRecord> group;
    quint64 chain = protocol::kChainStart;
    for (qint64 i = 1; i <= kMissed; ++i) {
        const model::Delta change = test::insertion(QStringLiteral("abc de").at(i % 6), (i * 7919) % i);
        if (!document.apply(change, model::Filter::Classes))
            return ErrorCode::Malformed;
        const QByteArray json = model::toJson(change);
        chain = protocol::chainHash(chain, json);
        protocol::ChangeRecord record;
        record.revision = {i};
        record.client = {1, 1};
        record.sequence = {i};
        record.base = {i - 1};
        record.author = QStringLiteral("Ada");
        record.timeMs = 1'700'000'000'000 + i;
        record.delta = json;
        record.submittedHash = fnv1a(json);
        record.chainHash = chain;
        group.push_back(std::move(record));
        if (group.size() < 1000 && i != kMissed - kBehindSnapshot)
            continue;
        if (const auto written = file.append(std::exchange(group, {})); !written)
            return written;
        if (i == kMissed - kBehindSnapshot) {
            const auto written = file.writeSnapshot({{i}, model::toJson(document.toDelta()), document.hash()});
            if (!written)
                return written;
        }
    }
    const auto written = file.append(group);
    return written ? file.checkpoint() : written;
}

Result<DocumentId> makeDocument(const QString &folder)
{
    auto library = storage::Library::open(folder);
    if (!library)
        return library.error();
    const auto entry = (*library)->create(QStringLiteral("history"), 1'700'000'000'000);
    if (!entry)
        return entry.error();
    auto file = (*library)->open(entry->id);
    const auto written = file ? writeHistory(**file) : Result<void>(file.error());
    return written ? Result<DocumentId>(entry->id) : written.error();
}

void sendResume(WireClient &client, const protocol::Joined &before)
{
    client.send(protocol::Resume{before.document, before.client, before.token, before.epoch, {0}, {protocol::kChainStart}, {0}});
}

// The blank document with what was missed.
bool takeUp(WireClient &client)
{
    const auto catchUp = client.waitFor<protocol::CatchUp>(60'000);
    if (!catchUp)
        return false;
    client.document = model::Document::blank();
    client.revision = catchUp->revision;
    return client.document.apply(catchUp->composed.delta, model::Filter::Classes) && catchUp->singles.empty()
        && client.document.hash() == catchUp->hash.value;
}

} // namespace

class TestComingBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void othersTypeOnMeanwhile();
    void whatIsCommittedMeanwhileFollows();

private:
    // Was there before, and has lost the connection.
    std::optional<protocol::Joined> absentee();

    test::ServerProcess m_server;
    DocumentId m_document;
};

void TestComingBack::initTestCase()
{
    const auto document = makeDocument(m_server.dataFolder());
    QVERIFY2(document, document ? "" : qPrintable(document.error().text()));
    m_document = *document;
    QVERIFY(m_server.start());
}

std::optional<protocol::Joined> TestComingBack::absentee()
{
    WireClient client;
    return client.open(m_server.url()) && client.greet() ? client.join(m_document) : std::nullopt;
}

void TestComingBack::othersTypeOnMeanwhile()
{
    std::vector<std::unique_ptr<WireClient>> people;
    std::vector<protocol::Joined> before;
    for (int i = 0; i < kPeople; ++i) {
        const auto joined = absentee();
        QVERIFY(joined);
        before.push_back(*joined);
        people.push_back(std::make_unique<WireClient>());
        QVERIFY(people.back()->open(m_server.url()) && people.back()->greet());
    }
    WireClient typist;
    QVERIFY(typist.open(m_server.url()) && typist.greet());
    const auto other = typist.create(QStringLiteral("other"));
    QVERIFY(other && typist.join(*other));
    for (int i = 0; i < kPeople; ++i)
        sendResume(*people[std::size_t(i)], before[std::size_t(i)]);
    std::vector<qint64> times;
    for (int i = 0; i < 100; ++i) {
        QElapsedTimer clock;
        clock.start();
        QVERIFY(typist.type(QStringLiteral("x")));
        times.push_back(clock.elapsed());
    }
    std::ranges::sort(times);
    qInfo("a letter took %lld ms, the slowest %lld", times[50], times.back());
    QVERIFY(times[98] < kMostMs);
    for (const auto &client : people) {
        QVERIFY(takeUp(*client));
        QCOMPARE(client->revision.value, kMissed);
    }
}

void TestComingBack::whatIsCommittedMeanwhileFollows()
{
    const auto before = absentee();
    WireClient writer;
    WireClient back;
    QVERIFY(before && writer.open(m_server.url()) && writer.greet() && writer.join(m_document));
    QVERIFY(back.open(m_server.url()) && back.greet());
    sendResume(back, *before);
    for (int i = 0; i < 50; ++i)
        QVERIFY(writer.type(QStringLiteral("y")));
    QVERIFY(takeUp(back));
    QVERIFY(back.waitUntil(
        [&] {
            back.followCommits();
            return back.revision == writer.revision;
        },
        60'000));
    QCOMPARE(back.document.hash(), writer.document.hash());
}

QTEST_GUILESS_MAIN(TestComingBack)
#include "test_coming_back.moc"
