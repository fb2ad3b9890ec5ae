// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of SEMANTICS 4 as data: every row in both commit orders, every rebased form.
#include "model/compose.h"
#include "model/delta_json.h"
#include "model/document.h"
#include "model/rebase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace syngraph;
using namespace syngraph::model;

namespace {

Delta deltaOf(const QJsonValue &value)
{
    const auto delta = parseDelta(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return delta ? *delta : Delta();
}

Delta applied(const Delta &base, const Delta &first, const Delta &second)
{
    auto document = Document::fromDelta(base);
    if (!document || !document->apply(first, Filter::Classes) || !document->apply(second, Filter::Classes))
        return {};
    return document->toDelta();
}

} // namespace

class IntentVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void both_orders_give_the_adopted_result_data();
    void both_orders_give_the_adopted_result();
};

void IntentVectors::both_orders_give_the_adopted_result_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const char *name : {"intent.json", "blocks.json"}) {
        QFile file(QStringLiteral(SYNGRAPH_VECTORS "/") + QLatin1StringView(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()[u"cases"].toArray();
        QVERIFY(!cases.isEmpty());
        for (const QJsonValue &row : cases)
            QTest::addRow("%s", qPrintable(row[u"id"].toString())) << row.toObject();
    }
}

void IntentVectors::both_orders_give_the_adopted_result()
{
    QFETCH(QJsonObject, row);
    const Delta base = deltaOf(row[u"base"]);
    const Delta a = deltaOf(row[u"a"]);
    const Delta b = deltaOf(row[u"b"]);
    for (const bool aFirst : {true, false}) {
        const QJsonObject expected = row[aFirst ? u"aFirst" : u"bFirst"].toObject();
        const Delta bOverA = rebase(b, a, aFirst ? Tie::GoesBefore : Tie::GoesAfter);
        const Delta aOverB = rebase(a, b, aFirst ? Tie::GoesAfter : Tie::GoesBefore);
        QCOMPARE(toJson(bOverA), toJson(deltaOf(expected[u"bOverA"])));
        QCOMPARE(toJson(aOverB), toJson(deltaOf(expected[u"aOverB"])));
        QCOMPARE(toJson(applied(base, a, bOverA)), toJson(deltaOf(expected[u"result"])));
        QCOMPARE(toJson(applied(base, b, aOverB)), toJson(deltaOf(expected[u"result"])));
    }
}

QTEST_GUILESS_MAIN(IntentVectors)
#include "test_intent_vectors.moc"
