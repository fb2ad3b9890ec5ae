// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comment_margin.h"

#include "editor/caret_geometry.h"
#include "ui/colors.h"
#include "ui/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kLeastWindow = 1000; // for cards beside the page
constexpr double kTextShare = 0.7; // of the window
constexpr int kLeastCard = 220;
constexpr int kMostCard = 300;
constexpr int kStrip = 36;
constexpr int kMark = 26;
constexpr int kGap = 8;
constexpr int kSide = 8;
constexpr int kHead = 36;

} // namespace

CommentMargin::CommentMargin(TalkLink &talk, editor::RichTextEdit &edit, QWidget *parent)
    : QWidget(parent), m_talk(talk), m_edit(edit), m_head(new QWidget(this)), m_title(new QLabel(m_head)),
      m_filterButton(new QToolButton(m_head))
{
    setObjectName(QStringLiteral("commentMargin"));
    setAccessibleName(tr("Comments"));
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(kSide, 4, kSide, 4);
    row->addWidget(m_title, 1);
    row->addWidget(m_filterButton);
    m_filterButton->setIcon(lineIcon(QStringLiteral("filter")));
    m_filterButton->setIconSize(QSize(16, 16));
    m_filterButton->setAutoRaise(true);
    m_filterButton->setToolTip(tr("Which comments are shown"));
    m_filterButton->setAccessibleName(m_filterButton->toolTip());
    m_filterButton->setPopupMode(QToolButton::InstantPopup);
    m_filterButton->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_filterButton->setMenu(new QMenu(m_filterButton));
    connect(m_filterButton->menu(), &QMenu::aboutToShow, this, &CommentMargin::fillFilter);
    m_arrange.setSingleShot(true);
    connect(&m_arrange, &QTimer::timeout, this, &CommentMargin::arrange);
    m_written.setSingleShot(true);
    connect(&m_written, &QTimer::timeout, this, &CommentMargin::draftsChanged);
    connect(&m_talk, &TalkLink::changed, this, &CommentMargin::refresh);
    connectEdit();
    hide();
    refresh();
}

void CommentMargin::connectEdit()
{
    using editor::DocumentBinding;
    const auto later = [this] { arrangeLater(); };
    connect(m_edit.verticalScrollBar(), &QScrollBar::valueChanged, this, later);
    connect(m_edit.verticalScrollBar(), &QScrollBar::rangeChanged, this, later);
    connect(&m_edit, &QTextEdit::cursorPositionChanged, this, &CommentMargin::followCaret);
    connect(&m_edit.binding(), &DocumentBinding::changed, this, &CommentMargin::moveDraft);
    m_edit.installEventFilter(this);
    m_edit.viewport()->installEventFilter(this);
    parentWidget()->installEventFilter(this);
    m_head->installEventFilter(this);
}

void CommentMargin::moveDraft(const model::Delta &change)
{
    if (m_draft) {
        const model::Selection moved = model::moveSelection({m_draft->anchor, m_draft->position}, change);
        m_draft = editor::Selection{moved.anchor, moved.head};
        markText();
    }
    arrangeLater();
}

void CommentMargin::setOn(bool isOn)
{
    m_isOn = isOn;
    refresh();
}

void CommentMargin::setFilter(ThreadFilter filter)
{
    m_filter = filter;
    m_scroll = 0;
    refresh();
}

void CommentMargin::fillFilter()
{
    const std::pair<ThreadFilter, QString> filters[] = {{ThreadFilter::Open, tr("Open")},
                                                        {ThreadFilter::Mine, tr("Mine")},
                                                        {ThreadFilter::Resolved, tr("Resolved")},
                                                        {ThreadFilter::WithoutText, tr("About Deleted Text")}};
    m_filterButton->menu()->clear();
    for (const auto &[filter, name] : filters) {
        QAction *action = m_filterButton->menu()->addAction(
            QStringLiteral("%1 (%2)").arg(name).arg(m_talk.threads(filter).size()));
        action->setCheckable(true);
        action->setChecked(filter == m_filter);
        connect(action, &QAction::triggered, this, [this, chosen = filter] { setFilter(chosen); });
    }
}

void CommentMargin::refresh()
{
    const protocol::Thread *current = m_talk.book().thread(m_current);
    if (!m_current.isEmpty() && (!current || current->isDeleted))
        m_current.clear();
    const auto isAlive = [](const protocol::Thread &thread) { return !thread.isDeleted; };
    const bool hasAny = std::ranges::any_of(m_talk.book().threads(), isAlive);
    // nothing stands beside text that gives way to the history
    const bool isWriting = std::ranges::any_of(m_cards, &ThreadCard::isWriting);
    setVisible(m_isOn && !m_edit.isHidden() && (hasAny || m_draft || isWriting));
    const bool isPlain = m_filter == ThreadFilter::Open;
    const QString titles[] = {tr("Comments"), tr("My Comments"), tr("Resolved Comments"), tr("About Deleted Text")};
    m_title->setText(titles[int(m_filter)]);
    QFont font = this->font();
    font.setBold(!isPlain);
    m_title->setFont(font);
    for (ThreadCard *card : std::as_const(m_cards))
        card->refresh();
    fit();
    markText();
    arrangeLater();
}

// Cards only where the page keeps its share of the window.
void CommentMargin::fit()
{
    const int window = this->window()->width();
    const int room = parentWidget()->width() - int(window * kTextShare);
    const bool isNarrow = window < kLeastWindow || room < kLeastCard;
    const int width = isNarrow ? kStrip : std::min(kMostCard, room);
    m_isNarrow = isNarrow;
    if (minimumWidth() != width || maximumWidth() != width)
        setFixedWidth(width);
    m_title->setVisible(!isNarrow);
    m_head->layout()->setContentsMargins(isNarrow ? 3 : kSide, 4, isNarrow ? 3 : kSide, 4);
    m_head->setGeometry(0, 0, width, kHead);
}

void CommentMargin::markText()
{
    editor::ShownComments shown;
    if (m_isOn) {
        for (const protocol::Thread *thread : m_talk.threads(m_filter))
            shown.keys.insert(protocol::threadKey(thread->name));
        if (!m_current.isEmpty())
            shown.current = protocol::threadKey(m_current);
    }
    if (m_draft) {
        shown.draftFrom = m_draft->start();
        shown.draftTo = m_draft->end();
    }
    m_edit.setShownComments(shown);
}

void CommentMargin::arrangeLater()
{
    if (!m_arrange.isActive())
        m_arrange.start(0);
}

// The threads whose text is in view, and the draft.
std::vector<CommentMargin::Placed> CommentMargin::placed() const
{
    const editor::CaretGeometry geometry(m_edit);
    const int above = m_edit.viewport()->mapTo(parentWidget(), QPoint()).y() - y();
    const model::Document &mirror = m_edit.binding().mirror();
    model::CommentAnchors inView;
    model::addCommentAnchors(mirror, geometry.visible().start(), std::min(geometry.visible().end() + 1, mirror.length()), inView);
    std::vector<std::pair<qint64, Placed>> found;
    const auto add = [&](const QString &thread, qint64 position) {
        const qint64 shown = std::max(position, geometry.visible().start());
        found.push_back({position, {thread, above + int(geometry.caretAt(shown).top()), 0, 0}});
    };
    const auto threads = m_talk.threads(m_filter);
    for (const protocol::Thread *thread : threads) {
        const auto anchor = inView.find(protocol::threadKey(thread->name));
        if (anchor != inView.end())
            add(thread->name, anchor->second.position);
    }
    // what is being written stays in sight, whatever others do to its thread meanwhile
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card) {
        const bool isListed = std::ranges::find(threads, card.key(), &protocol::Thread::name) != threads.end();
        if (card.key().isEmpty() || !(*card)->isWriting() || isListed)
            continue;
        const auto anchor = inView.find(protocol::threadKey(card.key()));
        if (anchor != inView.end())
            add(card.key(), anchor->second.position);
        else if (!m_talk.anchors().contains(protocol::threadKey(card.key())))
            found.push_back({geometry.visible().start(), {card.key(), (*card)->y(), 0, 0}});
    }
    if (m_draft)
        add({}, m_draft->start());
    std::ranges::stable_sort(found, {}, &std::pair<qint64, Placed>::first);
    std::vector<Placed> all;
    for (auto &[position, one] : found)
        all.push_back(std::move(one));
    return all;
}

// Threads without a place, one below the other.
std::vector<CommentMargin::Placed> CommentMargin::listed() const
{
    std::vector<Placed> all;
    int top = kHead;
    for (const protocol::Thread *thread : m_talk.threads(m_filter)) {
        all.push_back({thread->name, top, 0, 0});
        top += kMark + kGap;
    }
    return all;
}

// Each as near to its text as the others let it; the one that is looked at exactly there.
void CommentMargin::spread(std::vector<Placed> &all, int top, int bottom) const
{
    const QString &first = m_draft ? QString() : m_current;
    const auto isFirst = [&](const Placed &one) { return one.thread == first && (m_draft || !first.isEmpty()); };
    const auto fixed = std::ranges::find_if(all, isFirst);
    int least = top;
    for (Placed &one : all) {
        one.top = std::max(one.wanted, least);
        least = one.top + one.height + kGap;
    }
    if (fixed != all.end()) {
        fixed->top = std::max(top, std::min(fixed->wanted, bottom - fixed->height));
        int most = fixed->top - kGap;
        for (auto it = fixed; it != all.begin();) {
            --it;
            it->top = std::min(it->wanted, most - it->height);
            most = it->top - kGap;
        }
        least = fixed->top + fixed->height + kGap;
        for (auto it = fixed + 1; it < all.end(); ++it) {
            it->top = std::max(it->wanted, least);
            least = it->top + it->height + kGap;
        }
    }
    if (m_filter == ThreadFilter::WithoutText || fixed != all.end())
        return;
    // what would hang out at the bottom moves up as far as there is room
    int most = bottom;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        it->top = std::max(top, std::min(it->top, most - it->height));
        most = it->top - kGap;
    }
    least = top;
    for (Placed &one : all) {
        one.top = std::max(one.top, least);
        least = one.top + one.height + kGap;
    }
}

void CommentMargin::arrange()
{
    if (!isVisible())
        return;
    fit();
    const bool isList = m_filter == ThreadFilter::WithoutText && !m_draft;
    std::vector<Placed> all = isList ? listed() : placed();
    m_marks.clear();
    if (!m_isNarrow) {
        m_opened.clear();
        showCards(all);
        update();
        return;
    }
    for (Placed &one : all)
        one.height = kMark;
    spread(all, kHead, height());
    m_marks = all;
    showPopup(all);
    update();
}

void CommentMargin::showCards(const std::vector<Placed> &wanted)
{
    std::vector<Placed> all = wanted;
    const int width = this->width() - 2 * kSide;
    const int most = height() - kHead - kGap;
    dropCards(all);
    for (Placed &one : all) {
        ThreadCard *card = cardOf(one.thread);
        card->setParent(this);
        card->setCurrent(one.thread.isEmpty() || one.thread == m_current);
        one.height = card->heightAt(width, most);
    }
    const bool isList = m_filter == ThreadFilter::WithoutText && !m_draft;
    spread(all, isList ? kHead - m_scroll : kHead, height() - kGap);
    for (const Placed &one : all) {
        ThreadCard *card = cardOf(one.thread);
        card->setGeometry(kSide, one.top, width, one.height);
        card->show();
    }
    m_head->raise();
}

// The one card that was asked for lies on the page, beside its mark.
void CommentMargin::showPopup(const std::vector<Placed> &all)
{
    const auto isOpened = [&](const Placed &one) { return m_draft ? one.thread.isEmpty() : one.thread == m_opened; };
    const auto found = std::ranges::find_if(all, isOpened);
    const bool isAny = found != all.end() && (m_draft || !m_opened.isEmpty());
    dropCards(isAny ? std::vector<Placed>{*found} : std::vector<Placed>());
    if (!isAny)
        return;
    ThreadCard *card = cardOf(found->thread);
    card->setParent(parentWidget());
    card->setCurrent(true);
    const int width = std::min(kMostCard, parentWidget()->width() - kStrip - 2 * kSide);
    const int height = card->heightAt(width, this->height() - 2 * kGap);
    const int top = std::clamp(found->top, kGap, std::max(kGap, this->height() - height - kGap));
    const int beside = isRightToLeft() ? x() + this->width() + 2 : x() - width - 2;
    card->setGeometry(beside, y() + top, width, height);
    card->show();
    card->raise();
}

} // namespace syngraph::ui
