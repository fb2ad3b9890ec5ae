// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share_popover.h"

#include "ui/arrow_box.h"
#include "ui/colors.h"
#include "ui/error_words.h"
#include "ui/qr_code.h"
#include "ui/share_invitations.h"
#include "ui/share_people.h"
#include "ui/sharing_link.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QUrl>

#include <algorithm>

namespace syngraph::ui {
namespace {

using protocol::Admission;
using protocol::Role;

constexpr int kWidth = 440;
constexpr int kMargin = 18;
constexpr int kQrPixels = 132;
constexpr int kPeopleHeight = 150;
constexpr int kPersonHeight = 34; // as high as the list is at least

QLabel *makeText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *makeHint(const QString &text, QWidget *parent)
{
    QLabel *label = makeText(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

SharePopover::SharePopover(SharingLink &sharing, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_sharing(sharing), m_title(makeText({}, this)), m_who(new ArrowBox<QComboBox>(this)),
      m_what(new ArrowBox<QComboBox>(this)), m_listed(new QCheckBox(this)), m_problem(makeText({}, this))
{
    setObjectName(QStringLiteral("share"));
    setFrameShape(QFrame::StyledPanel);
    setFixedWidth(kWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin - 2, kMargin, kMargin);
    column->setSpacing(10);
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    m_title->setFont(strong);
    column->addWidget(m_title);
    addChoices();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(12);
    form->addRow(tr("&Who may join"), m_who);
    form->addRow(tr("&New people"), m_what);
    column->addLayout(form);
    m_listed->setText(tr("Show the &title to everybody on this network"));
    m_listed->setChecked(true);
    column->addWidget(m_listed);
    m_before = makeBefore();
    m_during = makeDuring();
    column->addWidget(m_before);
    column->addWidget(m_during);
    m_problem->hide();
    column->addWidget(m_problem);
    connect(&m_sharing, &SharingLink::changed, this, &SharePopover::look);
    connect(&m_sharing, &SharingLink::failed, this, [this](const Error &reason) { say(wordsOf(reason)); });
    look();
}

void SharePopover::addChoices()
{
    m_who->addItem(tr("People I approve"), int(Admission::Approved));
    m_who->addItem(tr("Anyone on this network"), int(Admission::Anyone));
    m_who->addItem(tr("People with the code"), int(Admission::Code));
    for (const RoleChoice &choice : roleChoices())
        m_what->addItem(choice.text, int(choice.role));
    for (QComboBox *box : {m_who, m_what}) {
        connect(box, &QComboBox::activated, this, [this] {
            if (m_sharing.isShared())
                choose();
        });
    }
    connect(m_listed, &QCheckBox::clicked, this, [this] {
        if (m_sharing.isShared())
            choose();
    });
}

QWidget *SharePopover::makeBefore()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(makeHint(tr("This computer will hold the document for all, and be seen on this network."), page));
    m_start = new QPushButton(tr("Start Sharing"), page);
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &SharePopover::choose);
    column->addWidget(m_start, 0, Qt::AlignRight);
    return page;
}

QWidget *SharePopover::makeDuring()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(10);
    column->addWidget(makeCode());
    column->addLayout(makeWays());
    auto *people = new QScrollArea(page);
    people->setWidget(new SharePeople(m_sharing, people));
    people->setWidgetResizable(true);
    people->setFrameShape(QFrame::NoFrame);
    people->setMinimumHeight(kPersonHeight);
    people->setMaximumHeight(kPeopleHeight);
    column->addWidget(makeHint(tr("People"), page));
    column->addWidget(people);
    m_firewall = makeHint({}, page);
    column->addWidget(m_firewall);
    auto *invitations = new ShareInvitations(m_sharing, page);
    connect(invitations, &ShareInvitations::resized, this, &SharePopover::place);
    column->addWidget(invitations);
    auto *end = new QHBoxLayout;
    end->addWidget(makeHint(tr("While others are connected this computer does not fall asleep by itself. When you stop, "
                               "they keep a copy of what is there then, of their own."), page), 1);
    auto *stop = new QPushButton(tr("Stop Sharing"), page);
    connect(stop, &QPushButton::clicked, &m_sharing, &SharingLink::stop);
    end->addWidget(stop, 0, Qt::AlignBottom);
    column->addLayout(end);
    return page;
}

QLayout *SharePopover::makeWays()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(14);
    m_picture = new QLabel(this);
    m_picture->setAccessibleName(tr("The link as a picture for cameras"));
    row->addWidget(m_picture, 0, Qt::AlignTop);
    auto *ways = new QVBoxLayout;
    ways->setSpacing(6);
    m_places = makeText({}, this);
    m_places->setTextInteractionFlags(Qt::TextSelectableByMouse);
    ways->addWidget(m_places);
    m_link = new QLineEdit(this);
    m_link->setReadOnly(true);
    m_link->setAccessibleName(tr("Link to this document"));
    ways->addWidget(m_link);
    m_copy = new QPushButton(tr("Copy Link"), this);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_link->text());
        m_copy->setText(tr("Copied"));
    });
    ways->addWidget(m_copy, 0, Qt::AlignLeft);
    ways->addStretch(1);
    row->addLayout(ways, 1);
    return row;
}

QWidget *SharePopover::makeCode()
{
    m_codeRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_codeRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_code = makeText({}, m_codeRow);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = m_code->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setWeight(QFont::DemiBold);
    m_code->setFont(large);
    row->addWidget(m_code, 1);
    auto *renew = new QPushButton(tr("New Code"), m_codeRow);
    renew->setToolTip(tr("The old one lets nobody in any more; those who are in stay"));
    connect(renew, &QPushButton::clicked, &m_sharing, &SharingLink::makeNewCode);
    row->addWidget(renew);
    return m_codeRow;
}

void SharePopover::choose()
{
    m_problem->hide();
    m_start->setEnabled(false);
    m_sharing.share(static_cast<Admission>(m_who->currentData().toInt()),
                    static_cast<Role>(m_what->currentData().toInt()), m_listed->isChecked());
}

void SharePopover::look()
{
    const bool isShared = m_sharing.isShared();
    const protocol::Sharing &state = m_sharing.state();
    m_title->setText(isShared ? tr("“%1” is shared").arg(m_sharing.title()) : tr("Share “%1”").arg(m_sharing.title()));
    const bool hasBegun = isShared && m_before->isVisible();
    m_during->setVisible(isShared);
    if (hasBegun)
        m_copy->setFocus();
    m_before->setVisible(!isShared);
    m_start->setEnabled(m_sharing.isPossible());
    if (isShared) {
        m_who->setCurrentIndex(m_who->findData(int(state.admission)));
        m_what->setCurrentIndex(m_what->findData(int(state.role)));
        m_listed->setChecked(state.listed);
        showWays();
    }
    if (state.problem)
        say(wordsOf({ErrorCode::Unreachable, *state.problem}));
    place();
    // the question stands below this, where a click would only close it
    const auto asking = std::ranges::count_if(state.people, &protocol::SharedPerson::asking);
    if (asking > m_asking)
        close();
    m_asking = asking;
}

void SharePopover::showWays()
{
    const protocol::Sharing &state = m_sharing.state();
    m_codeRow->setVisible(state.admission == Admission::Code);
    m_code->setText(state.code ? tr("Code %1").arg(*state.code) : tr("The code is used up; make a new one."));
    const QStringList places = m_sharing.places();
    QString text = tr("Seen by others on this network as “%1”.").arg(m_sharing.hostName());
    if (places.isEmpty()) {
        text = tr("This computer is in no network at the moment.");
    } else {
        text += u'\n' + tr("Address: %1").arg(places[0]);
        m_places->setToolTip(tr("All addresses:") + u'\n' + places.join(u'\n'));
        m_firewall->setText(tr("If nobody gets through, the firewall of this computer has to let port %1 pass.")
                                .arg(QUrl(state.urls.front()).port()));
    }
    // who is here has got through
    m_firewall->setVisible(!places.isEmpty() && state.people.empty());
    m_places->setText(text);
    const QString link = m_sharing.address();
    if (m_link->text() == link)
        return;
    m_link->setText(link);
    m_link->setCursorPosition(0);
    m_copy->setText(tr("Copy Link"));
    m_copy->setEnabled(!link.isEmpty());
    m_picture->setPixmap(link.isEmpty() ? QPixmap() : qrCode(link, kQrPixels, devicePixelRatioF()));
}

void SharePopover::say(const QString &text)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad, isDark(palette())));
    m_problem->setPalette(colors);
    m_problem->setText(text);
    m_problem->show();
    m_start->setEnabled(m_sharing.isPossible());
    place();
}

void SharePopover::showBelow(const QWidget &button)
{
    m_corner = button.mapToGlobal(QPoint(button.width(), button.height() + 4));
    place();
    show();
    m_sharing.isShared() ? m_copy->setFocus() : m_start->setFocus();
}

// It grows and shrinks with what it says.
void SharePopover::place()
{
    if (m_corner.isNull())
        return;
    layout()->activate();
    resize(kWidth, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(kWidth) : sizeHint().height());
    QPoint at = m_corner - QPoint(width(), 0);
    if (const QScreen *screen = QGuiApplication::screenAt(m_corner)) {
        const QRect there = screen->availableGeometry();
        at.setX(std::max(at.x(), there.left()));
        at.setY(std::max(there.top(), std::min(at.y(), there.bottom() - height())));
    }
    move(at);
}

} // namespace syngraph::ui
