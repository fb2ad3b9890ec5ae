// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find_bar.h"

#include "editor/rich_text_edit.h"
#include "ui/elided_label.h"
#include "ui/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

using editor::Hit;
using editor::SearchDirection;
using editor::Selection;

constexpr int kQuietMs = 200;
constexpr int kPartMs = 4;
constexpr int kStateWidth = 190;
constexpr qint64 kLongestQuery = 200; // taken from a selection

} // namespace

FindBar::FindBar(const Actions &actions, editor::RichTextEdit &edit, QWidget *parent)
    : QFrame(parent), m_edit(&edit), m_text(new QLineEdit(this)), m_replacement(new QLineEdit(this)),
      m_replaceRow(new QWidget(this)), m_state(new ElidedLabel(this)),
      m_comments(new QPushButton(this)), m_replaceOne(new QPushButton(tr("&Replace"), this)),
      m_replaceAll(new QPushButton(tr("Replace &All"), this))
{
    setObjectName(QStringLiteral("findBar"));
    setAccessibleName(tr("Find and Replace"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    m_case = addOption(*row, "match-case", tr("Capital and small letters differ"));
    m_word = addOption(*row, "whole-word", tr("Whole words only"));
    m_expression = addOption(*row, "regular-expression", tr("Regular expression"));
    addButton(*row, actions[ActionId::FindPrevious]);
    addButton(*row, actions[ActionId::FindNext]);
    row->addWidget(m_state);
    row->addWidget(m_comments);
    auto *closing = new QToolButton(this);
    closing->setIcon(lineIcon(QStringLiteral("close")));
    closing->setAutoRaise(true);
    closing->setToolTip(tr("Close (Esc)"));
    closing->setAccessibleName(tr("Close"));
    row->addWidget(closing);
    connect(closing, &QAbstractButton::clicked, this, &FindBar::close);
    column->addLayout(row);
    auto *replacing = new QHBoxLayout(m_replaceRow);
    replacing->setContentsMargins(0, 0, 0, 0);
    replacing->setSpacing(6);
    replacing->addWidget(m_replacement, 1);
    replacing->addWidget(m_replaceOne);
    replacing->addWidget(m_replaceAll);
    column->addWidget(m_replaceRow);
    dress();
    connectAll(actions);
    hide();
}

FindBar::~FindBar() = default;

void FindBar::dress()
{
    m_text->setPlaceholderText(tr("Find"));
    m_text->setAccessibleName(tr("Find"));
    m_text->setClearButtonEnabled(true);
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_replacement->setAccessibleName(tr("Replace with"));
    // a long sentence about an expression never widens the window
    m_state->setFixedWidth(kStateWidth);
    m_state->setContentsMargins(6, 0, 6, 0);
    m_comments->setObjectName(QStringLiteral("findComments"));
    m_comments->setIcon(lineIcon(QStringLiteral("comment")));
    m_comments->setToolTip(tr("To the next comment in which it is"));
    setCommentCount(0);
    for (QLineEdit *line : {m_text, m_replacement})
        line->installEventFilter(this);
}

QToolButton *FindBar::addOption(QLayout &row, const char *icon, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setIcon(lineIcon(QString::fromLatin1(icon)));
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    row.addWidget(button);
    connect(button, &QAbstractButton::toggled, this, &FindBar::queryChanged);
    return button;
}

void FindBar::addButton(QLayout &row, QAction &action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(&action);
    button->setAutoRaise(true);
    row.addWidget(button);
}

void FindBar::connectAll(const Actions &actions)
{
    const auto on = [&](ActionId id, auto slot) { connect(&actions[id], &QAction::triggered, this, slot); };
    on(ActionId::Find, [this] { open(false); });
    on(ActionId::Replace, [this] { open(true); });
    on(ActionId::FindNext, [this] { step(SearchDirection::Forward); });
    on(ActionId::FindPrevious, [this] { step(SearchDirection::Backward); });
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    connect(m_comments, &QAbstractButton::clicked, this, &FindBar::commentRequested);
    connect(m_replaceOne, &QAbstractButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QAbstractButton::clicked, this, &FindBar::replaceAll);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuietMs);
    connect(&m_quiet, &QTimer::timeout, this, &FindBar::begin);
    connect(&m_tick, &QTimer::timeout, this, &FindBar::advance);
    watch();
}

void FindBar::watch()
{
    // where people write all the time there is never a quiet moment
    const auto later = [this] {
        if (isVisible() && !m_pattern.isEmpty() && !m_quiet.isActive())
            m_quiet.start();
    };
    connect(&m_edit->binding(), &editor::DocumentBinding::changed, this, [this, later](const model::Delta &change) {
        if (m_search)
            m_search->follow(m_edit->binding().mirror(), change);
        later();
    });
    connect(&m_edit->binding(), &editor::DocumentBinding::edited, this, later);
    connect(m_edit, &QTextEdit::selectionChanged, this, [this] {
        if (isVisible())
            tell();
    });
}

void FindBar::lookIn(editor::RichTextEdit &edit)
{
    if (m_edit == &edit)
        return;
    disconnect(&m_edit->binding(), nullptr, this, nullptr);
    disconnect(m_edit, nullptr, this, nullptr);
    m_edit->setFinding(false);
    m_edit->setHits({});
    m_search.reset();
    m_edit = &edit;
    m_origin = edit.binding().selection().start();
    watch();
    if (edit.isReadOnly())
        m_replaceRow->hide();
    if (!isVisible())
        return;
    m_edit->setFinding(true);
    queryChanged();
}

void FindBar::open(bool replaces)
{
    const Selection selection = m_edit->binding().selection();
    m_origin = selection.start();
    const QString selected = m_edit->binding().mirror().text(selection.start(), std::min(selection.end(), selection.start() + kLongestQuery));
    m_replaceRow->setVisible(replaces && !m_edit->isReadOnly());
    show();
    if (!selected.isEmpty() && !selected.contains(u'\n') && !selected.contains(QChar::LineSeparator))
        m_text->setText(selected);
    m_text->setFocus();
    m_text->selectAll();
    queryChanged();
}

void FindBar::close()
{
    hide();
    m_edit->setFocus();
}

void FindBar::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    if (event->spontaneous())
        return;
    m_edit->setFinding(true);
    queryChanged();
}

void FindBar::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (event->spontaneous())
        return;
    m_tick.stop();
    m_quiet.stop();
    m_pass = {};
    m_search.reset();
    m_edit->setFinding(false);
    m_edit->setHits({});
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

// Enter does what the field is for; with Shift the other way round.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return false;
    if (watched == m_replacement)
        replaceOne();
    else
        step(key->modifiers() & Qt::ShiftModifier ? SearchDirection::Backward : SearchDirection::Forward);
    return true;
}

void FindBar::queryChanged()
{
    const auto pattern = editor::SearchPattern::make(
        {m_text->text(), m_case->isChecked(), m_word->isChecked(), m_expression->isChecked()});
    m_pattern = pattern ? *pattern : editor::SearchPattern();
    m_notice = pattern ? QString() : pattern.error().text();
    m_edit->setHits(m_pattern.isEmpty() ? editor::RichTextEdit::HitSource()
                                       : [find = m_pattern](const QString &paragraph) { return find.hitsIn(paragraph); });
    m_jumps = true;
    begin();
    Q_EMIT queried();
}

void FindBar::setCommentCount(int count)
{
    m_comments->setText(count == 1 ? tr("1 comment") : tr("%1 comments").arg(QLocale().toString(count)));
    m_comments->setVisible(count > 0);
}

void FindBar::begin()
{
    if (m_jumps)
        m_search.reset();
    m_pass = editor::SearchPass(m_edit->binding().mirror(), m_pattern, m_origin);
    m_tick.start(0);
    advance();
}

void FindBar::advance()
{
    if (m_search) {
        goOnSearching();
        return;
    }
    m_pass.advance(kPartMs);
    if (m_pass.isDone())
        m_tick.stop();
    if (m_jumps && (m_pass.count() > 0 || m_pass.isDone())) {
        m_jumps = false;
        if (m_pass.count() > 0)
            search(m_origin, SearchDirection::Forward, false);
    }
    tell();
}

void FindBar::search(qint64 from, SearchDirection direction, bool isStep)
{
    m_search.emplace(m_edit->binding().mirror(), m_pattern, from, direction);
    m_isStep = isStep;
    m_tick.start(0);
    goOnSearching();
}

void FindBar::goOnSearching()
{
    m_search->advance(kPartMs);
    if (m_search->isDone())
        arrive(*std::exchange(m_search, std::nullopt));
    tell();
}

void FindBar::arrive(const editor::HitSearch &search)
{
    const auto &hit = search.hit();
    if (m_isStep && hit) {
        if (search.isRound())
            m_notice = search.direction() == SearchDirection::Forward ? tr("on from the beginning") : tr("on from the end");
        m_origin = hit->position;
    }
    if (hit)
        select(*hit);
    else if (m_isStep && !m_comments->isHidden())
        Q_EMIT commentRequested();
}

void FindBar::step(SearchDirection direction)
{
    if (!isVisible() && m_text->text().isEmpty()) {
        open(false);
        return;
    }
    const Selection selection = m_edit->binding().selection();
    m_notice.clear();
    search(direction == SearchDirection::Forward ? selection.end() : selection.start(), direction, true);
}

// In the upper half of the view where it was out of sight.
void FindBar::select(const Hit &hit)
{
    m_edit->binding().setSelection({hit.position, hit.end()});
    const QRect caret = m_edit->cursorRect();
    if (!m_edit->viewport()->rect().contains(caret))
        m_edit->scrollToPosition(hit.position);
}

std::optional<Hit> FindBar::selectedHit() const
{
    const Selection selection = m_edit->binding().selection();
    if (selection.isEmpty() || m_pattern.isEmpty())
        return std::nullopt;
    const Hit selected{selection.start(), selection.end() - selection.start()};
    return editor::isHit(m_edit->binding().mirror(), m_pattern, selected) ? std::optional(selected) : std::nullopt;
}

void FindBar::tell()
{
    QString text = m_notice;
    const bool isFound = m_pass.count() > 0;
    if (m_pattern.isEmpty()) {
        m_state->setText(text);
        return;
    }
    const QString count = QLocale().toString(m_pass.count()) + (m_pass.isDone() ? QString() : QStringLiteral("…"));
    const Selection selection = m_edit->binding().selection();
    const qint64 number = m_pass.numberOf({selection.start(), selection.end() - selection.start()});
    QString found = number > 0 ? tr("%1 of %2").arg(QLocale().toString(number), count) : tr("%1 found").arg(count);
    if (m_search)
        found = tr("Searching…");
    else if (!isFound)
        found = m_pass.isDone() ? tr("Not found") : tr("Searching…");
    m_state->setText(text.isEmpty() ? found : QStringLiteral("%1 · %2").arg(found, text));
    for (QPushButton *button : {m_replaceOne, m_replaceAll})
        button->setEnabled(isFound && !m_edit->isReadOnly());
}

} // namespace syngraph::ui
