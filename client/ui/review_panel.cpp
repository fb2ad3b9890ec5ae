// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review_panel.h"

#include "model/comment_anchors.h"
#include "model/diff.h"
#include "ui/elided_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr qint64 kPreviewUnits = 400;
constexpr int kHighest = 240;
constexpr double kMostOfThePane = 0.4;

QString previewOf(const model::Document &document, const history::Stretch &stretch)
{
    QString text = document.text(stretch.first, std::min(stretch.second, stretch.first + kPreviewUnits));
    text.replace(QChar::ObjectReplacementCharacter, u'▢');
    return text.simplified();
}

// A line saying what one side had made of it.
void addSide(QGridLayout &grid, int row, const QString &whose, const QString &text, QWidget *parent)
{
    auto *side = new QLabel(whose, parent);
    side->setForegroundRole(QPalette::PlaceholderText);
    grid.addWidget(side, row, 0, Qt::AlignTop);
    auto *words = new QLabel(text.isEmpty() ? ReviewPanel::tr("(deleted)") : text, parent);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (text.isEmpty())
        words->setForegroundRole(QPalette::PlaceholderText);
    grid.addWidget(words, row, 1, Qt::AlignTop);
}

} // namespace

ReviewPanel::ReviewPanel(DocumentPane &pane)
    : QFrame(&pane), m_pane(pane), m_heading(new ElidedLabel(this)), m_cards(nullptr)
{
    setObjectName(QStringLiteral("reviewPanel"));
    setAccessibleName(tr("Paragraphs that both sides have changed"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 8);
    auto *top = new QHBoxLayout;
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    top->addWidget(m_heading, 1);
    auto *closing = new QPushButton(tr("Done"), this);
    closing->setToolTip(tr("Keep everything as it is now"));
    top->addWidget(closing);
    column->addLayout(top);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *holder = new QWidget(scroll);
    m_cards = new QVBoxLayout(holder);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(10);
    m_cards->addStretch(1);
    scroll->setWidget(holder);
    column->addWidget(scroll, 1);
    pane.installEventFilter(this);
    fit();
    connect(closing, &QPushButton::clicked, this, &ReviewPanel::done);
    connect(&pane, &DocumentPane::changed, this, &ReviewPanel::allow);
    connect(&pane.edit().binding(), &editor::DocumentBinding::changed, this, &ReviewPanel::moveOver);
    hide();
}

// The page keeps most of a low window.
void ReviewPanel::fit()
{
    setFixedHeight(std::min(kHighest, int(m_pane.height() * kMostOfThePane)));
}

bool ReviewPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QFrame::eventFilter(watched, event);
}

void ReviewPanel::review()
{
    m_meeting = m_pane.document().meeting();
    for (const Card &card : m_open)
        delete card.widget;
    m_open.clear();
    if (!m_meeting)
        return;
    const model::Document &now = m_pane.edit().binding().mirror();
    model::Document merged = m_meeting->theirs;
    if (!merged.apply(m_meeting->onTop, model::Filter::Classes))
        return;
    // what has been written since the merge
    const model::Delta since = model::diff(merged, now);
    for (history::ReviewPlace place : history::placesOf(*m_meeting)) {
        place.now = history::paragraphsAfter(place.now, since, now);
        m_open.push_back({place, makeCard(place, m_open.size())});
    }
    m_heading->setText(tr("Both sides changed these paragraphs"));
    allow();
    setVisible(!m_open.empty());
}

// Nothing can be chosen by who only looks.
void ReviewPanel::allow()
{
    const bool mayWrite = !m_pane.edit().isReadOnly();
    for (QPushButton *button : findChildren<QPushButton *>(QStringLiteral("choice"))) {
        button->setEnabled(mayWrite);
        button->setToolTip(mayWrite ? QString() : tr("You can only read this document at the moment."));
    }
}

QString ReviewPanel::fateOf(const history::ReviewPlace &place) const
{
    const QString now = previewOf(m_pane.edit().binding().mirror(), place.now);
    if (now == previewOf(m_meeting->mine, place.mine))
        return tr("yours was kept");
    return now == previewOf(m_meeting->theirs, place.theirs) ? tr("theirs was kept") : tr("both are in it");
}

QWidget *ReviewPanel::makeCard(const history::ReviewPlace &place, std::size_t index)
{
    auto *card = new QWidget(this);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(0, 0, 0, 0);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 1);
    auto *going = new QPushButton(tr("Paragraph %1 — %2").arg(place.paragraph).arg(fateOf(place)), card);
    going->setFlat(true);
    going->setCursor(Qt::PointingHandCursor);
    going->setToolTip(tr("Go there"));
    grid->addWidget(going, 0, 0, 1, 2, Qt::AlignLeft);
    addSide(*grid, 1, tr("Yours"), previewOf(m_meeting->mine, place.mine), card);
    addSide(*grid, 2, tr("Theirs"), previewOf(m_meeting->theirs, place.theirs), card);
    row->addLayout(grid, 1);
    auto *buttons = new QVBoxLayout;
    const std::pair<QString, Choice> choices[] = {{tr("Keep Mine"), Choice::Mine}, {tr("Take Theirs"), Choice::Theirs}, {tr("Both"), Choice::Both}};
    for (const auto &[name, choice] : choices) {
        auto *button = new QPushButton(name, card);
        button->setObjectName(QStringLiteral("choice"));
        connect(button, &QPushButton::clicked, this, [this, index, chosen = choice] { choose(index, chosen); });
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    row->addLayout(buttons);
    connect(going, &QPushButton::clicked, this, [this, index] {
        const history::Stretch &now = m_open[index].place.now;
        m_pane.edit().scrollToPosition(now.first);
        m_pane.edit().flash(now.first, now.second);
    });
    m_cards->insertWidget(m_cards->count() - 1, card);
    return card;
}

void ReviewPanel::choose(std::size_t index, Choice choice)
{
    const history::ReviewPlace place = m_open[index].place;
    const history::Meeting &meeting = *m_meeting;
    editor::RichTextEdit &edit = m_pane.edit();
    if (edit.isReadOnly())
        return;
    edit.run([&](const model::Document &present, const editor::Selection &) {
        const auto with = [&](auto... sides) { return history::withParagraphs(present, place.now, {sides...}); };
        const std::pair mine(&meeting.mine, place.mine);
        const std::pair theirs(&meeting.theirs, place.theirs);
        const model::Document wanted = choice == Choice::Mine ? with(mine) : choice == Choice::Theirs ? with(theirs) : with(theirs, mine);
        return editor::Edit{model::keepingComments(model::diff(present, wanted)), std::nullopt, editor::EditKind::Restoring};
    });
    const history::Stretch now = m_open[index].place.now;
    edit.scrollToPosition(now.first);
    edit.flash(now.first, now.second);
    remove(index);
}

void ReviewPanel::remove(std::size_t index)
{
    m_open[index].widget->deleteLater();
    m_open[index].widget = nullptr;
    if (std::ranges::none_of(m_open, &Card::widget))
        done();
}

void ReviewPanel::done()
{
    for (const Card &card : m_open)
        delete card.widget;
    m_open.clear();
    hide();
    m_pane.document().dismissMerged();
    m_pane.edit().setFocus();
}

void ReviewPanel::moveOver(const model::Delta &change)
{
    for (Card &card : m_open)
        card.place.now = history::paragraphsAfter(card.place.now, change, m_pane.edit().binding().mirror());
}

} // namespace syngraph::ui
