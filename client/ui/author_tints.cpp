// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/author_tints.h"

#include "ui/author_colors.h"
#include "ui/colors.h"
#include "ui/history_words.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QToolTip>

namespace syngraph::ui {
namespace {

constexpr int kRenewMs = 120;
// Not in the log yet: typed here, or arrived this moment.
constexpr Revision kUnknown{0};
constexpr Revision kMine{-1};

QColor myColor(const session::Session &session, bool dark)
{
    const auto me = session.people().constFind(session.member());
    return me == session.people().constEnd() ? QColor() : personColor(*me, dark);
}

} // namespace

AuthorTints::AuthorTints(DocumentPane &pane, HistoryReader &reader, QObject *parent)
    : QObject(parent), m_pane(pane), m_reader(reader)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &AuthorTints::renew);
    connect(&m_reader, &HistoryReader::changed, this, &AuthorTints::renewLater);
    connect(&m_pane.edit().binding(), &editor::DocumentBinding::changed, this, [this](const model::Delta &change) {
        if (!m_isOn)
            return;
        if (m_writers.length() + change.targetLength() - change.baseLength() == m_pane.edit().binding().mirror().length())
            m_writers.apply(change, kUnknown);
        renewLater();
    });
}

AuthorTints::~AuthorTints()
{
    setOn(false);
}

void AuthorTints::setOn(bool isOn)
{
    if (std::exchange(m_isOn, isOn) == isOn)
        return;
    m_reader.setShown(*this, isOn);
    editor::RichTextEdit &edit = m_pane.edit();
    if (!isOn) {
        edit.viewport()->removeEventFilter(this);
        edit.setTints({});
        return;
    }
    edit.viewport()->installEventFilter(this);
    edit.setTints([this](qint64 from, qint64 to) { return tintsIn(from, to); });
    renew();
}

void AuthorTints::renewLater()
{
    if (m_isOn && !m_later.isActive())
        m_later.start(kRenewMs);
}

// From the log at the session's revision, and what is pending on top of it.
void AuthorTints::renew()
{
    const session::Session &session = m_pane.document().session();
    if (!m_isOn || !session.hasDocument() || m_reader.log().head() < session.revision())
        return;
    m_pane.edit().binding().flushSome();
    if (m_pane.edit().binding().isBehind()) {
        renewLater();
        return;
    }
    m_writers = m_reader.log().writersAt(session.revision());
    if (m_writers.length() == session.edits().base().length()) {
        for (const session::Group &group : session.edits().groups())
            m_writers.apply(group.change, kMine);
    }
    m_pane.edit().viewport()->update();
}

bool AuthorTints::isKnown() const
{
    return m_writers.length() == m_pane.edit().binding().mirror().length();
}

std::vector<editor::Tint> AuthorTints::tintsIn(qint64 from, qint64 to) const
{
    std::vector<editor::Tint> tints;
    if (!isKnown())
        return tints;
    const session::Session &session = m_pane.document().session();
    const bool dark = isDark(m_pane.edit().palette());
    m_writers.visit(from, std::min(to, m_writers.length()), [&](qint64 start, qint64 length, Revision by) {
        if (by == kUnknown)
            return;
        const QColor color = by == kMine ? myColor(session, dark) : authorColor(session, m_reader.log(), by, dark);
        if (!color.isValid())
            return;
        const QColor ground = authorGround(color);
        if (!tints.empty() && tints.back().to == start && tints.back().ground == ground)
            tints.back().to += length;
        else
            tints.push_back({start, start + length, ground});
    });
    return tints;
}

QString AuthorTints::wordsAt(qint64 position) const
{
    QString words;
    if (!isKnown())
        return words;
    m_writers.visit(position, std::min(position + 1, m_writers.length()), [&](qint64, qint64, Revision by) {
        if (by == kMine) {
            words = tr("You wrote this just now");
        } else if (by != kUnknown) {
            const qint64 time = m_reader.log().change(by).timeMs;
            words = tr("%1 wrote this · %2").arg(m_reader.log().authorOf(by),
                                                 whenText(time, time, QDateTime::currentMSecsSinceEpoch()));
        }
    });
    return words;
}

bool AuthorTints::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QTextCursor there = m_pane.edit().cursorForPosition(help->pos());
    // a caret stands between two characters; the mouse is on one of them
    const qint64 behind = there.position();
    const bool isLeft = behind > 0 && m_pane.edit().cursorRect(there).left() > help->pos().x();
    const QString words = wordsAt(isLeft ? behind - 1 : behind);
    if (words.isEmpty())
        return false;
    QToolTip::showText(help->globalPos(), words, m_pane.edit().viewport());
    return true;
}

} // namespace syngraph::ui
