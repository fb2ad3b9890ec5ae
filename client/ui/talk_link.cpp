// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/talk_link.h"

#include "ui/colors.h"
#include "ui/error_words.h"
#include "ui/remark_text.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

namespace syngraph::ui {

using client_net::SessionDriver;
using editor::DocumentBinding;
using protocol::Say;
using protocol::TalkKind;
using protocol::Thread;

namespace {

constexpr int kQuietMs = 120;
constexpr qint64 kUnitsPerMsOfQuiet = 5'000; // a long document is read less often
constexpr qint64 kUnitsAtATime = 100'000;
constexpr int kNameLength = 12;

QString newThreadName()
{
    static constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    QString name;
    for (int i = 0; i < kNameLength; ++i)
        name += QLatin1Char(kDigits[QRandomGenerator::system()->bounded(64)]);
    return name;
}

// Of text on the page, on one line.
QString quoteOf(const model::Document &document, qint64 from, qint64 to)
{
    QString quote = document.text(from, std::min<qint64>(to, from + protocol::kMaxQuoteUnits));
    quote.remove(QChar::ObjectReplacementCharacter);
    quote = quote.simplified();
    if (!quote.isEmpty() && quote.back().isHighSurrogate())
        quote.chop(1);
    return quote;
}

} // namespace

TalkLink::TalkLink(SessionDriver &driver, editor::RichTextEdit &edit, QObject *parent)
    : QObject(parent), m_driver(driver), m_edit(edit)
{
    m_quiet.setSingleShot(true);
    connect(&m_driver, &SessionDriver::changed, this, &TalkLink::look);
    connect(&m_edit.binding(), &DocumentBinding::edited, this, &TalkLink::scanLater);
    connect(&m_edit.binding(), &DocumentBinding::changed, this, &TalkLink::scanLater);
    connect(&m_edit.binding(), &DocumentBinding::opened, this, &TalkLink::scanLater);
    connect(&m_edit.binding(), &DocumentBinding::documentCreated, this, &TalkLink::scanLater);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        m_scanned = m_edit.binding().mirror();
        m_found.clear();
        m_scannedTo = 0;
        m_tick.start(0);
    });
    connect(&m_tick, &QTimer::timeout, this, &TalkLink::scanSome);
    scanLater();
    look();
}

const protocol::TalkBook &TalkLink::book() const
{
    return feed().shown();
}

bool TalkLink::maySpeak() const
{
    const session::Session &session = m_driver.session();
    return session.hasDocument() && (session.role() == protocol::Role::None || session.role() >= protocol::Role::Commenter);
}

QStringList TalkLink::names() const
{
    QStringList names = m_authors;
    for (const protocol::Person &person : m_driver.session().people()) {
        if (person.member != m_driver.session().member())
            names << person.name;
    }
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    return names;
}

QColor TalkLink::colorOf(const protocol::Remark &remark, bool isDark) const
{
    const session::Session &session = m_driver.session();
    for (const protocol::Person &person : session.people()) {
        const bool isMe = person.member == session.member();
        if (isMe ? feed().isMine(remark) : person.name == remark.author && !feed().isMine(remark))
            return personColor(person, isDark);
    }
    return talkColor(remark.person, isDark);
}

bool TalkLink::isOrphaned(const Thread &thread) const
{
    return m_isScanned && !m_anchors.contains(protocol::threadKey(thread.name));
}

std::vector<const Thread *> TalkLink::threads(ThreadFilter filter) const
{
    const auto isWanted = [&](const Thread &thread) {
        const bool isMine = std::ranges::any_of(thread.remarks, [&](const auto &remark) { return feed().isMine(remark); });
        switch (filter) {
        case ThreadFilter::Open: return !thread.resolved && !isOrphaned(thread);
        case ThreadFilter::Mine: return isMine && !isOrphaned(thread);
        case ThreadFilter::Resolved: return thread.resolved && !isOrphaned(thread);
        case ThreadFilter::WithoutText: return isOrphaned(thread);
        }
        return false;
    };
    std::vector<const Thread *> wanted;
    for (const Thread &thread : book().threads()) {
        if (!thread.isDeleted && isWanted(thread))
            wanted.push_back(&thread);
    }
    std::ranges::stable_sort(wanted, {}, [this](const Thread *thread) {
        const auto place = m_anchors.find(protocol::threadKey(thread->name));
        return place == m_anchors.end() ? std::numeric_limits<qint64>::max() : place->second.position;
    });
    return wanted;
}

void TalkLink::readChat()
{
    m_readTo = m_heardTo.value_or(0);
    if (std::exchange(m_unreadChat, 0) != 0)
        Q_EMIT changed();
}

std::optional<protocol::TalkId> TalkLink::say(Say say)
{
    if (say.text)
        say.text = say.text->trimmed();
    const auto said = m_driver.say(say);
    if (said)
        return *said;
    Q_EMIT told(wordsOf(said.error()));
    return std::nullopt;
}

void TalkLink::begin(qint64 from, qint64 to, const QString &text)
{
    const QString name = newThreadName();
    const QString quote = quoteOf(m_edit.binding().mirror(), from, to);
    m_anchors[protocol::threadKey(name)] = {from, to};
    const auto said = say({{}, TalkKind::Comment, name, {}, text, quote.isEmpty() ? std::nullopt : std::optional(quote)});
    if (!said)
        return;
    m_edit.annotate([&](const model::Document &document, const editor::Selection &selection) {
        const qint64 last = document.length() - 1;
        return editor::Edit{model::commentChange(std::min(from, last), std::min(to, last), protocol::threadKey(name)),
                            selection, editor::EditKind::Command};
    });
}

void TalkLink::reply(const QString &thread, const QString &text)
{
    say({{}, TalkKind::Comment, thread, {}, text, {}});
}

void TalkLink::change(protocol::TalkId remark, const QString &text)
{
    say({{}, TalkKind::Edit, {}, remark, text, {}});
}

void TalkLink::remove(protocol::TalkId remark)
{
    say({{}, TalkKind::Delete, {}, remark, {}, {}});
}

void TalkLink::setResolved(const QString &thread, bool isResolved)
{
    say({{}, isResolved ? TalkKind::Resolve : TalkKind::Reopen, thread, {}, {}, {}});
}

void TalkLink::removeThread(const QString &thread)
{
    if (!say({{}, TalkKind::DeleteThread, thread, {}, {}, {}}))
        return;
    m_edit.annotate([&](const model::Document &document, const editor::Selection &selection) {
        return editor::Edit{model::uncommentChange(document, protocol::threadKey(thread)), selection,
                            editor::EditKind::Command};
    });
}

void TalkLink::chat(const QString &text)
{
    say({{}, TalkKind::Chat, {}, {}, text, {}});
}

void TalkLink::look()
{
    const bool isSame = m_version == feed().version() && m_role == m_driver.session().role();
    if (isSame)
        return;
    m_version = feed().version();
    m_role = m_driver.session().role();
    QSet<QString> authors;
    for (const protocol::TalkEntry &entry : book().entries())
        authors.insert(entry.author);
    authors.remove({});
    m_authors = authors.values();
    listen();
    Q_EMIT changed();
}

// What the person has seen before does not count as news.
void TalkLink::listen()
{
    if (!feed().isLevel())
        return;
    const qint64 head = feed().head();
    const qint64 from = std::min(m_heardTo.value_or(head), head);
    m_heardTo = head;
    for (qint64 number = from + 1; number <= head; ++number) {
        const protocol::TalkEntry entry = book().entry(number);
        const protocol::Remark *remark = book().remark(entry.id);
        if (!remark || remark->isDeleted || feed().isMine(*remark))
            continue;
        m_unreadChat += entry.kind == TalkKind::Chat ? 1 : 0;
        Q_EMIT heard(entry);
    }
    if (m_unreadChat == 0)
        m_readTo = head;
}

void TalkLink::scanLater()
{
    if (!m_quiet.isActive())
        m_quiet.start(kQuietMs + int(m_edit.binding().mirror().length() / kUnitsPerMsOfQuiet));
}

void TalkLink::scanSome()
{
    const qint64 to = std::min(m_scannedTo + kUnitsAtATime, m_scanned.length());
    model::addCommentAnchors(m_scanned, m_scannedTo, to, m_found);
    m_scannedTo = to;
    if (to < m_scanned.length())
        return;
    m_tick.stop();
    m_scanned = model::Document::blank();
    const bool isNews = !m_isScanned || m_anchors != m_found;
    m_isScanned = !m_edit.binding().isOpening();
    m_anchors = std::exchange(m_found, {});
    if (isNews)
        Q_EMIT changed();
}

} // namespace syngraph::ui
