// SPDX-License-Identifier: GPL-3.0-or-later
#include "trial.h"

#include "base/plant.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace syngraph::simulation {

using world::Setup;
using world::Step;

namespace {

std::unique_ptr<world::World> buildAnew(const Setup &setup)
{
#ifdef SYNGRAPH_PLANTS
    ++plantedWorld;
#endif
    return world::build(setup);
}

} // namespace

Trial::Trial(const Setup &setup, const Leniency &leniency)
    : m_world(buildAnew(setup))
    , m_judge(*m_world, leniency)
    , m_wrong(m_world->failure())
{
}

bool Trial::play(const Step &step)
{
    if (!m_wrong.isEmpty())
        return false;
    m_judge.before(step);
    const bool didSomething = world::play(*m_world, step);
    m_steps.push_back(step);
    m_wrong = m_judge.after(step);
    return didSomething;
}

QString Trial::finish()
{
    if (m_wrong.isEmpty())
        m_wrong = m_world->settle();
    if (m_wrong.isEmpty())
        m_wrong = m_judge.verdict();
    if (m_wrong.isEmpty())
        m_wrong = comparePresence();
    if (m_wrong.isEmpty())
        m_wrong = part();
    return m_wrong;
}

QString Trial::comparePresence()
{
    for (int i = 0; i < m_world->clientCount(); ++i) {
        const qint64 length = m_world->visible(i).length();
        world::play(*m_world, {Step::Kind::Select, i, 0, {}, {}, {(i * 3) % length, (i * 7) % length}, {}});
    }
    for (int round = 0; round < 3; ++round) {
        m_world->tick();
        for (int i = 0; i < m_world->clientCount(); ++i) {
            while (m_world->serverReceives(i)) { }
        }
        m_world->tick();
        for (int i = 0; i < m_world->clientCount(); ++i) {
            while (m_world->clientReceives(i)) { }
        }
    }
    return m_world->failure().isEmpty() ? m_judge.presenceVerdict() : m_world->failure();
}

// One leaves for good, another comes back.
QString Trial::part()
{
    const int newcomer = m_world->clientCount() - 1;
    if (newcomer < 1)
        return {};
    const qint64 gone = m_world->session(0).member();
    for (const int client : {0, newcomer}) {
        m_world->cut(client);
        m_world->serverNoticesCut(client);
    }
    m_world->connect(newcomer);
    while (m_world->serverReceives(newcomer)) { }
    while (m_world->clientReceives(newcomer)) { }
    return m_world->failure().isEmpty() ? m_judge.partingVerdict(gone, newcomer) : m_world->failure();
}

QString replay(const Setup &setup, const Leniency &leniency, const std::vector<Step> &steps)
{
    Trial trial(setup, leniency);
    for (const Step &step : steps)
        trial.play(step);
    return trial.finish();
}

namespace {

// What went wrong without its particulars.
QString kindOf(const QString &wrong)
{
    QString kind = wrong.section(u'\n', 0, 0);
    kind.removeIf([](QChar unit) { return unit.isDigit(); });
    return kind;
}

} // namespace

std::vector<Step> shrink(const Setup &setup, const Leniency &leniency, std::vector<Step> steps, int mostReplays)
{
    const QString kind = kindOf(replay(setup, leniency, steps));
    std::size_t chunk = std::max<std::size_t>(steps.size() / 2, 1);
    int replays = 0;
    while (true) {
        bool smaller = false;
        for (std::size_t from = 0; from < steps.size() && replays < mostReplays;) {
            std::vector<Step> fewer(steps.begin(), steps.begin() + std::ptrdiff_t(from));
            const std::size_t to = std::min(from + chunk, steps.size());
            fewer.insert(fewer.end(), steps.begin() + std::ptrdiff_t(to), steps.end());
            ++replays;
            if (kindOf(replay(setup, leniency, fewer)) != kind) {
                from = to;
            } else {
                steps = std::move(fewer);
                smaller = true;
            }
        }
        if (replays >= mostReplays || (chunk == 1 && !smaller))
            return steps;
        chunk = std::max<std::size_t>(chunk / 2, 1);
    }
}

QJsonObject toScenario(const QString &id, const Setup &setup, const Leniency &leniency, const std::vector<Step> &steps,
                       const QString &wrong)
{
    QJsonObject json = world::toJson(setup);
    json[u"id"] = id;
    json[u"note"] = wrong.section(u'\n', 0, 0);
    QJsonArray allowed;
    if (leniency.mayMerge)
        allowed.append(QStringLiteral("merge"));
    if (leniency.mayRefuse)
        allowed.append(QStringLiteral("refuse"));
    if (leniency.losesLog)
        allowed.append(QStringLiteral("loseLog"));
    if (!allowed.isEmpty())
        json[u"allowed"] = allowed;
    QJsonArray all;
    for (const Step &step : steps)
        all.append(world::toJson(step));
    all.append(QJsonObject{{QStringLiteral("do"), QStringLiteral("settle")}});
    json[u"steps"] = all;
    return json;
}

QByteArray textOf(const QJsonObject &scenario)
{
    QJsonObject head = scenario;
    head.remove(u"steps");
    QByteArray text = QJsonDocument(head).toJson(QJsonDocument::Compact);
    text.chop(1);
    text += ",\n\"steps\":[\n";
    QByteArrayList lines;
    for (const QJsonValue &step : scenario[u"steps"].toArray())
        lines.append("  " + QJsonDocument(step.toObject()).toJson(QJsonDocument::Compact));
    return text + lines.join(",\n") + "]}\n";
}

QString playScenario(const QJsonObject &scenario)
{
    QStringList names;
    const auto setup = world::setupFromJson(scenario, names);
    if (!setup)
        return setup.error().text();
    const QJsonArray allowed = scenario[u"allowed"].toArray();
    const Leniency leniency{allowed.contains(QStringLiteral("merge")), allowed.contains(QStringLiteral("refuse")),
                            allowed.contains(QStringLiteral("loseLog"))};
    std::vector<Step> steps;
    for (const QJsonValue &value : scenario[u"steps"].toArray()) {
        const QJsonObject json = value.toObject();
        const QString name = json[u"client"].toString();
        auto step = world::stepFromJson(json);
        if (!step && json[u"do"] == QStringLiteral("settle"))
            continue;
        if (!step)
            return QStringLiteral("there is no step \"%1\"").arg(json[u"do"].toString());
        step->client = step->kind == Step::Kind::Say ? name.mid(1).toInt() : int(names.indexOf(name));
        if (world::isOfClient(step->kind) && step->client < 0)
            return QStringLiteral("there is no client \"%1\"").arg(name);
        steps.push_back(std::move(*step));
    }
    return replay(*setup, leniency, steps);
}

} // namespace syngraph::simulation
