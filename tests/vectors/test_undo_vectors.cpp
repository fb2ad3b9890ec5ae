// SPDX-License-Identifier: GPL-3.0-or-later
// The scenarios of SEMANTICS 5 as data, step by step: every document after every step, and what undo and redo do.
#include "model/delta_json.h"
#include "session/pending_edits.h"
#include "support/trunk.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>

using namespace syngraph;
using namespace syngraph::model;
using session::PendingEdits;

namespace {

Delta deltaOf(const QJsonValue &value)
{
    const auto delta = parseDelta(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return delta ? *delta : Delta();
}

struct Client
{
    PendingEdits edits;
    qint64 revision = 0;
    qint64 sentAt = 0;
    Delta sent;
    qint64 committedAs = 0;

    void send()
    {
        if (const auto outgoing = edits.send()) {
            sent = outgoing->change;
            sentAt = revision;
        }
    }
};

class Scenario
{
public:
    explicit Scenario(const QJsonObject &row)
        : m_start(*Document::fromDelta(deltaOf(row[u"base"]))), m_trunk(m_start)
    {
        for (const QJsonValue &name : row[u"clients"].toArray())
            m_clients.emplace(name.toString(), Client{PendingEdits(m_start), 0, 0, {}, 0});
        expect(u"server"_qs, deltaOf(row[u"base"]));
        for (const auto &[name, client] : m_clients)
            expect(name, deltaOf(row[u"base"]));
    }

    void play(const QJsonObject &step)
    {
        Client &client = m_clients.at(step[u"client"].toString());
        const QString what = step[u"do"].toString();
        if (what == u"edit") {
            QVERIFY(client.edits.edit(deltaOf(step[u"change"]), PendingEdits::Grouping::New));
            client.send();
        } else if (what == u"undo" || what == u"redo") {
            const auto change = what == u"undo" ? client.edits.undo() : client.edits.redo();
            QCOMPARE(change.has_value(), !step[u"change"].isNull());
            if (change)
                QCOMPARE(toJson(*change), toJson(deltaOf(step[u"change"])));
            client.send();
        } else if (what == u"commit") {
            const auto revision = m_trunk.commit(client.sent, client.sentAt);
            QVERIFY(revision);
            QCOMPARE(*revision, step[u"rev"].toInteger());
            client.committedAs = *revision;
        } else {
            deliver(client, step[u"rev"].toInteger());
        }
    }

    void compare(const QJsonObject &docs)
    {
        for (auto it = docs.begin(); it != docs.end(); ++it)
            m_expected[it.key()] = toJson(deltaOf(it.value()));
        for (const auto &[name, client] : m_clients)
            QCOMPARE(toJson(client.edits.visible().toDelta()), m_expected[name]);
        QCOMPARE(toJson(m_trunk.document().toDelta()), m_expected[u"server"_qs]);
    }

private:
    void expect(const QString &name, const Delta &document) { m_expected[name] = toJson(document); }

    void deliver(Client &client, qint64 revision)
    {
        QCOMPARE(revision, client.revision + 1);
        client.revision = revision;
        if (revision == client.committedAs) {
            QVERIFY(client.edits.acknowledge(m_trunk.committed(revision)));
            client.send();
        } else {
            QVERIFY(client.edits.receive(m_trunk.committed(revision)));
        }
    }

    Document m_start;
    test::Trunk m_trunk;
    std::map<QString, Client> m_clients;
    std::map<QString, QByteArray> m_expected;
};

} // namespace

class UndoVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void every_step_gives_the_documents_of_the_scenario_data();
    void every_step_gives_the_documents_of_the_scenario();
};

void UndoVectors::every_step_gives_the_documents_of_the_scenario_data()
{
    QTest::addColumn<QJsonObject>("row");
    QFile file(QStringLiteral(SYNGRAPH_VECTORS "/undo.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()[u"cases"].toArray();
    QCOMPARE(cases.size(), 81);
    for (const QJsonValue &row : cases)
        QTest::addRow("%s", qPrintable(row[u"id"].toString())) << row.toObject();
}

void UndoVectors::every_step_gives_the_documents_of_the_scenario()
{
    QFETCH(QJsonObject, row);
    Scenario scenario(row);
    int number = 0;
    for (const QJsonValue &step : row[u"steps"].toArray()) {
        scenario.play(step.toObject());
        if (!QTest::currentTestFailed())
            scenario.compare(step[u"docs"].toObject());
        if (QTest::currentTestFailed()) {
            qWarning("at step %d: %s", number,
                     QJsonDocument(step.toObject()).toJson(QJsonDocument::Compact).constData());
            return;
        }
        ++number;
    }
    QJsonObject final;
    for (const QJsonValue &name : row[u"clients"].toArray())
        final[name.toString()] = row[u"final"];
    final[u"server"] = row[u"final"];
    scenario.compare(final);
}

QTEST_GUILESS_MAIN(UndoVectors)
#include "test_undo_vectors.moc"
