// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knock_bar.h"

#include "ui/colors.h"
#include "ui/sharing_link.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace syngraph::ui {

using protocol::Role;

KnockBar::KnockBar(SharingLink &sharing, QWidget *parent)
    : QFrame(parent), m_sharing(sharing), m_text(new QLabel(this)), m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("knock"));
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 8);
    column->setSpacing(4);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    QFont strong = m_text->font();
    strong.setWeight(QFont::DemiBold);
    m_text->setFont(strong);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    column->addWidget(m_text);
    column->addWidget(m_words);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [&](const QString &text, const QString &tip) {
        auto *button = new QPushButton(text, this);
        button->setToolTip(tip);
        row->addWidget(button);
        return button;
    };
    connect(add(tr("Allow Once"), tr("Until you stop sharing")), &QPushButton::clicked, this,
            [this] { answer(m_sharing.state().role, false); });
    connect(add(tr("Always Allow"), tr("Also when you share this document another time")), &QPushButton::clicked, this,
            [this] { answer(m_sharing.state().role, true); });
    connect(add(tr("Refuse"), tr("They are told that they were not let in")), &QPushButton::clicked, this,
            [this] { answer(Role::None, false); });
    row->addStretch(1);
    column->addLayout(row);
    connect(&m_sharing, &SharingLink::changed, this, &KnockBar::look);
    hide();
    look();
}

// Who asked first stays until answered or gone, so that nobody is let in by a click that was meant for another.
void KnockBar::look()
{
    const auto &people = m_sharing.state().people;
    const auto asks = [](const protocol::SharedPerson &person) { return person.asking; };
    auto shown = std::ranges::find_if(people, [&](const auto &person) { return asks(person) && person.identity == m_asking; });
    if (shown == people.end())
        shown = std::ranges::find_if(people, asks);
    if (shown == people.end() || !m_sharing.isPossible()) {
        m_asking.reset();
        hide();
        return;
    }
    if (m_asking == shown->identity && isVisible())
        return;
    m_asking = shown->identity;
    const QStringList words(shown->words.begin(), shown->words.end());
    m_text->setText(tr("%1 wants to join this document").arg(shown->name));
    m_words->setText(tr("Their screen has to show the same words:  %1").arg(words.join(QStringLiteral("  ·  "))));
    color();
    show();
}

void KnockBar::answer(Role role, bool always)
{
    if (m_asking)
        m_sharing.answer(*m_asking, role, always);
}

void KnockBar::color()
{
    m_isColoring = true;
    QPalette colors = window()->palette();
    colors.setColor(QPalette::Window, toneGround(Tone::Busy, isDark(window()->palette())));
    setPalette(colors);
    m_isColoring = false;
}

void KnockBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isColoring)
        color();
}

} // namespace syngraph::ui
