// SPDX-License-Identifier: GPL-3.0-or-later
// Two random people work in two real RichTextEdits on one document, joined by real Sessions and a real Room over a
// network that delays and cuts: after every action each mirror equals its QTextDocument, and in the end both
// documents equal the Room's, text and attributes, undo and redo included. In some worlds one of them only proposes.
// --actions N (default 20,000), --seed N; a failing world is repeated alone with --world N.
#include "fuzz_arguments.h"
#include "fuzz_editor.h"

#include "model/suggestion.h"
#include "support/seed.h"
#include "world/world.h"

#include <QApplication>
#include <QTest>

#include <map>

using namespace syngraph;
using model::Delta;
using Grouping = session::PendingEdits::Grouping;

namespace {

constexpr int kActionsPerWorld = 500;
constexpr qint64 kLongest = 2500;
constexpr int kPeople = 2;
constexpr quint64 kProposingOneOf = 4; // worlds in which one of the two only proposes

fuzz::Arguments s_arguments;

class Pair
{
public:
    Pair(quint64 seed, quint64 number) : m_random(seed, 2'000'000 + number), m_world(Delta().insert(u"Title\n\nend\n"))
    {
        for (int i = 0; i < 9; ++i)
            m_world.storeBlob(QByteArray(63, 'a') + QByteArray::number(i));
        for (int client = 0; client < kPeople; ++client) {
            m_world.addClient();
            m_world.connect(client);
        }
        drain();
        for (int client = 0; client < kPeople; ++client)
            m_editors.push_back(std::make_unique<fuzz::FuzzEditor>(seed, number * 2 + quint64(client), m_world.visible(client)));
        if (number % kProposingOneOf == 0)
            propose(1);
        m_world.observeVisible([this](int client, const session::VisibleEffect &effect) { show(client, effect); });
        for (int client = 0; client < kPeople; ++client)
            wire(client);
    }

    QString step(const char *&name)
    {
        const int client = int(m_random.below(kPeople));
        name = editor(client).act();
        m_world.tick();
        for (qint64 i = m_random.below(16); i > 0; --i)
            network();
        if (m_random.chance(60))
            editor(client).edit().binding().flush();
        if (m_world.visible(0).length() > kLongest)
            shorten();
        return wrong();
    }
    QString finish()
    {
        for (int client = 0; client < kPeople; ++client) {
            editor(client).finish();
            if (!m_world.isConnected(client))
                m_world.connect(client);
        }
        drain();
        for (int client = 0; client < kPeople; ++client) {
            editor(client).finish();
            if (!(editor(client).mirror() == m_world.server()))
                return QStringLiteral("editor %1 differs from the room").arg(client);
            if (!m_world.notices(client).empty())
                return QStringLiteral("editor %1 was told: %2").arg(client)
                    .arg(QString(sentence(m_world.notices(client).front().reason.code)));
        }
        return wrong();
    }
    qint64 revisions() const { return m_world.room().head().value; }

private:
    fuzz::FuzzEditor &editor(int client) { return *m_editors[std::size_t(client)]; }
    void propose(int client)
    {
        editor(client).edit().binding().setProposing([count = 0](const Delta &change, const model::Document &before) mutable {
            return model::proposal(change, before, {QStringLiteral("Ben"), QString::number(++count)});
        });
    }
    void wire(int client)
    {
        editor(client).localChange = [this, client](const Delta &change) {
            m_isOwn = true; // the session answers with nothing to draw
            m_world.edit(client, change, m_random.chance(70) ? Grouping::New : Grouping::Continue);
            m_isOwn = false;
        };
        editor(client).undo = [this, client] { ask(client, &world::World::undo); };
        editor(client).redo = [this, client] { ask(client, &world::World::redo); };
    }
    void ask(int client, std::optional<Delta> (world::World::*what)(int))
    {
        m_isOwn = true;
        const auto change = (m_world.*what)(client);
        m_isOwn = false;
        if (change)
            editor(client).applyOwn(*change);
    }
    void show(int client, const session::VisibleEffect &effect)
    {
        const auto *apply = std::get_if<session::ApplyChange>(&effect);
        if (m_isOwn)
            return;
        if (apply)
            editor(client).applyRemote(apply->change);
        else
            editor(client).edit().binding().load(m_world.visible(client));
    }
    void network()
    {
        const int client = int(m_random.below(kPeople));
        switch (m_random.below(60)) {
        case 0:
            if (m_world.isConnected(client))
                m_world.cut(client);
            break;
        case 1:
        case 2:
            if (!m_world.isConnected(client))
                m_world.connect(client);
            break;
        case 3: m_world.serverNoticesCut(client); break;
        default:
            if (m_random.chance(50))
                m_world.serverReceives(client);
            else
                m_world.clientReceives(client);
            m_world.persist();
        }
    }
    void drain()
    {
        for (bool moved = true; moved;) {
            moved = false;
            for (int client = 0; client < kPeople; ++client) {
                moved |= m_world.serverReceives(client);
                m_world.persist();
                moved |= m_world.clientReceives(client);
            }
        }
    }
    void shorten()
    {
        editor(0).finish();
        editor::DocumentBinding &binding = editor(0).edit().binding();
        const qint64 from = 100 + (binding.mirror().splitsPair(100) ? 1 : 0);
        if (binding.mirror().length() > from + 1)
            binding.applyLocal({Delta().retain(from).remove(binding.mirror().length() - 1 - from), std::nullopt,
                                editor::EditKind::Deleting});
    }
    QString wrong()
    {
        if (!m_world.failure().isEmpty())
            return m_world.failure();
        for (int client = 0; client < kPeople; ++client) {
            if (const QString why = editor(client).check(); !why.isEmpty())
                return QStringLiteral("editor %1: %2").arg(client).arg(why);
        }
        return {};
    }

    support::Random m_random;
    world::World m_world;
    bool m_isOwn = false;
    std::vector<std::unique_ptr<fuzz::FuzzEditor>> m_editors;
};

} // namespace

class TestTwoEditors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothDocumentsEqualTheRoom();
};

void TestTwoEditors::bothDocumentsEqualTheRoom()
{
    std::map<QByteArray, int> counts;
    qint64 revisions = 0;
    for (int i = 0; i < s_arguments.worlds(kActionsPerWorld); ++i) {
        const int number = s_arguments.world >= 0 ? s_arguments.world : i;
        Pair pair(support::seed(), quint64(number));
        for (int step = 0; step < kActionsPerWorld; ++step) {
            const char *name = "";
            const QString wrong = pair.step(name);
            s_arguments.say(step, name);
            ++counts[name];
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("world %1, action %2 (%3): %4").arg(number).arg(step)
                                                     .arg(QLatin1StringView(name), wrong)));
        }
        const QString wrong = pair.finish();
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("world %1 at its end: %2").arg(number).arg(wrong)));
        revisions += pair.revisions();
    }
    std::printf("%d actions of %zu kinds, %lld revisions\n", s_arguments.worlds(kActionsPerWorld) * kActionsPerWorld,
                counts.size(), static_cast<long long>(revisions));
}

int main(int argc, char **argv)
{
    support::takeSeed(argc, argv);
    s_arguments = fuzz::takeArguments(argc, argv);
    QApplication application(argc, argv);
    TestTwoEditors test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_two_editors.moc"
