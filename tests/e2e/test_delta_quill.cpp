// SPDX-License-Identifier: GPL-3.0-or-later
// The core algebra gives what the npm package quill-delta gives, on random families.
#include "delta_requests.h"

#include "support/generators.h"
#include "support/oracle.h"
#include "support/seed.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace syngraph;
using namespace syngraph::e2e;
using support::World;

namespace {

constexpr char kPackage[] = "quill-delta@5.1.0";

// Installs the package into `folder` unless it is there; why it could not, or nothing.
QString installError(const QString &folder)
{
    if (QFileInfo::exists(folder + QStringLiteral("/node_modules/quill-delta")))
        return {};
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (npm.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty())
        return QStringLiteral("Node.js with npm is not installed.");
    QDir().mkpath(folder);
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(npm,
                  {QStringLiteral("install"), QStringLiteral("--prefix"), folder,
                   QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                   QStringLiteral("--fetch-retries=0"), QLatin1StringView(kPackage)});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("npm cannot reach its registry.");
    return {};
}

// The change as a delta, without changes of embeds in place (the core language has none).
model::Delta plainOfEmbedChanges(support::Edit edit)
{
    for (support::Action &action : edit.actions)
        action.changes = {};
    return toDelta(edit);
}

} // namespace

class DeltaQuill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void both_give_the_same_on_random_families();

private:
    void compareEffects(const QList<QByteArray> &ours, const QList<QByteArray> &theirs);

    QString m_folder;
};

void DeltaQuill::initTestCase()
{
    m_folder = qEnvironmentVariable("SYNGRAPH_NODE_DIR", QDir::tempPath() + QStringLiteral("/syngraph-node"));
    const QString error = installError(m_folder);
    if (!error.isEmpty())
        QSKIP(qPrintable(error + QStringLiteral(" So nothing was compared with quill-delta.")));
}

void DeltaQuill::both_give_the_same_on_random_families()
{
    QList<QByteArray> lines;
    for (int i = 0; i < support::familyCount(2'000); ++i) {
        support::Random random(support::seed(), quint64(i));
        const World world = random.chance(50) ? World::Schema : World::Free;
        const support::Cells document = randomDocument(random, world);
        const support::Edit edit = anyEdit(random, world, document);
        const support::Cells after = support::oracle::apply(document, edit, model::Filter::None);
        // without classes a document of the schema may leave it, so what follows is any change
        const auto doc = member("doc", toDelta(document));
        const auto a = member("a", plainOfEmbedChanges(edit));
        const auto b = member("b", plainOfEmbedChanges(randomEdit(random, World::Free, document)));
        const auto next = member("b", plainOfEmbedChanges(randomEdit(random, World::Free, after)));
        const QByteArray priority = random.chance(50) ? ",\"priority\":true" : ",\"priority\":false";
        lines << request("apply", doc + "," + a) << request("compose", a + "," + next)
              << request("transform", a + "," + b + priority) << request("invert", doc + "," + a)
              << request("transformPosition",
                         a + priority
                             + ",\"index\":" + QByteArray::number(random.below(qint64(document.size()) + 2)));
    }
    const QList<QByteArray> ours = cliAnswersTo(lines);
    qputenv("NODE_PATH", (m_folder + QStringLiteral("/node_modules")).toLocal8Bit());
    const QList<QByteArray> theirs = answersTo(
        lines, QStringLiteral("node"), {QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/e2e/quill_delta.js")});
    QCOMPARE(ours.size(), lines.size());
    QCOMPARE(theirs.size(), lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QVERIFY2(isOk(ours[i]), lines[i] + "\n" + ours[i]);
        // of inverses the effect counts: theirs also sets what is as it should be
        if (!lines[i].contains("\"op\":\"invert\""))
            QVERIFY2(resultOf(ours[i]) == resultOf(theirs[i]), lines[i] + "\n" + ours[i] + "\n" + theirs[i]);
    }
    compareEffects(ours, theirs);
}

// Both inverses of each family (4th of 5 answers) on the document after its change (1st).
void DeltaQuill::compareEffects(const QList<QByteArray> &ours, const QList<QByteArray> &theirs)
{
    QList<QByteArray> lines;
    for (qsizetype i = 0; i < ours.size(); i += 5) {
        for (const QByteArray &inverse : {ours[i + 3], theirs[i + 3]})
            lines << request("apply", member("doc", resultOf(ours[i])) + "," + member("a", resultOf(inverse)));
    }
    const QList<QByteArray> restored = cliAnswersTo(lines);
    QCOMPARE(restored.size(), lines.size());
    for (qsizetype i = 0; i < restored.size(); i += 2) {
        QVERIFY2(isOk(restored[i]), lines[i]);
        QVERIFY2(resultOf(restored[i]) == resultOf(restored[i + 1]), lines[i] + "\n" + lines[i + 1]);
    }
}

SYNGRAPH_SEEDED_MAIN(DeltaQuill)
#include "test_delta_quill.moc"
