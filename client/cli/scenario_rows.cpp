// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/scenario_rows.h"

#include <QJsonArray>

namespace syngraph::cli {
namespace {

QJsonObject step(const char *what, const char *client, qint64 revision)
{
    return {{QStringLiteral("do"), QLatin1StringView(what)},
            {QStringLiteral("client"), QLatin1StringView(client)},
            {QStringLiteral("rev"), revision}};
}

QJsonObject edit(const char *client, const QJsonValue &change)
{
    QJsonObject object = step("edit", client, 0);
    object[u"change"] = change;
    return object;
}

QJsonObject scenario(const QJsonObject &row, const QString &order, const QJsonArray &steps, const QJsonValue &final)
{
    return {{QStringLiteral("id"), row[u"id"].toString() + order}, {QStringLiteral("base"), row[u"base"]},
            {QStringLiteral("clients"), QJsonArray{QStringLiteral("A"), QStringLiteral("B")}},
            {QStringLiteral("steps"), steps}, {QStringLiteral("final"), final}};
}

QJsonObject inOrder(const QJsonObject &row, const QJsonValue &a, const QJsonValue &b, bool aFirst,
                    const QJsonValue &final)
{
    QJsonArray steps{edit("A", a), edit("B", b), step("commit", aFirst ? "A" : "B", 1),
                     step("commit", aFirst ? "B" : "A", 2)};
    for (const char *client : {"A", "B"}) {
        steps.append(step("deliver", client, 1));
        steps.append(step("deliver", client, 2));
    }
    return scenario(row, aFirst ? QStringLiteral("/A first") : QStringLiteral("/B first"), steps, final);
}

} // namespace

std::vector<QJsonObject> scenariosOf(const QJsonObject &row)
{
    if (row.contains(u"a") && row.contains(u"b"))
        return {inOrder(row, row[u"a"], row[u"b"], true, row[u"aFirst"][u"result"]),
                inOrder(row, row[u"a"], row[u"b"], false, row[u"bFirst"][u"result"])};
    if (row.contains(u"mine") && row.contains(u"theirs"))
        return {inOrder(row, row[u"mine"], row[u"theirs"], true, row[u"mineFirst"][u"doc"]),
                inOrder(row, row[u"mine"], row[u"theirs"], false, row[u"theirsFirst"][u"doc"])};
    if (row.contains(u"change") && row.contains(u"doc"))
        return {scenario(row, {}, {edit("A", row[u"change"]), step("commit", "A", 1), step("deliver", "A", 1),
                                   step("deliver", "B", 1)},
                         row[u"doc"])};
    return {row};
}

std::vector<QJsonObject> rowsOf(const QJsonObject &root)
{
    if (root.contains(u"steps") || root.contains(u"base"))
        return {root};
    std::vector<QJsonObject> rows;
    for (const QJsonValue &list : root) {
        for (const QJsonValue &row : list.toArray())
            rows.push_back(row.toObject());
    }
    return rows;
}

} // namespace syngraph::cli
