// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start_page.h"

#include "ui/card_button.h"
#include "ui/colors.h"
#include "ui/error_words.h"
#include "ui/icons.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kWaysWidth = 300;
constexpr int kRecentsWidth = 460;
constexpr int kTwoColumns = 680; // least width

QLabel *makeHeading(const QString &text, QWidget *parent, double scale)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setBold(true);
    label->setFont(font);
    return label;
}

QString whenOf(qint64 ms)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(ms);
    const qint64 days = when.date().daysTo(QDate::currentDate());
    const QString time = when.toString(QStringLiteral("HH:mm"));
    if (days == 0)
        return StartPage::tr("today %1").arg(time);
    if (days == 1)
        return StartPage::tr("yesterday %1").arg(time);
    return QLocale().toString(when.date(), QLocale::ShortFormat);
}

QString whereOf(const Recent &recent)
{
    const QString where = recent.server.isEmpty() ? StartPage::tr("On this computer")
        : recent.serverName.isEmpty()             ? recent.server
                                                  : recent.serverName;
    QStringList parts;
    // first, where a narrow window does not cut it off
    if (recent.unsent > 0)
        parts << (recent.unsent == 1 ? StartPage::tr("1 change kept here") : StartPage::tr("%1 changes kept here").arg(recent.unsent));
    parts << where << whenOf(recent.openedMs);
    return parts.join(QStringLiteral(" · "));
}

void clearRows(QVBoxLayout &rows)
{
    while (QLayoutItem *item = rows.takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QScrollArea(parent), m_rows(new QVBoxLayout), m_rescued(new QVBoxLayout), m_nearby(new QVBoxLayout),
      m_empty(new QLabel(this)), m_problem(new QLabel(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *ground = new QWidget(this);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, ground);
    m_columns->setContentsMargins(32, 40, 32, 32);
    m_columns->setSpacing(48);
    m_columns->addStretch(1);
    m_columns->addWidget(makeWays(), 0, Qt::AlignTop | Qt::AlignLeft);
    auto *right = new QWidget(ground);
    right->setMinimumWidth(260);
    right->setMaximumWidth(kRecentsWidth);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(m_rescued);
    column->addLayout(m_nearby);
    column->addWidget(makeHeading(tr("Recent"), right, 1.15));
    m_empty->setText(tr("Documents that you open appear here, your own and other people's together."));
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_empty);
    column->addLayout(m_rows);
    auto *all = new QPushButton(tr("All Documents…"), right);
    all->setToolTip(tr("Yours, and those of others that were open here: to be opened, renamed, moved"));
    connect(all, &QAbstractButton::clicked, this, &StartPage::documentsRequested);
    column->addSpacing(4);
    column->addWidget(all, 0, Qt::AlignLeft);
    column->addStretch(1);
    m_columns->addWidget(right, 3);
    m_columns->addStretch(1);
    setWidget(ground);
}

// One below the other where there is no room beside.
void StartPage::resizeEvent(QResizeEvent *event)
{
    const bool isNarrow = event->size().width() < kTwoColumns;
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_columns->setStretch(0, isNarrow ? 0 : 1);
    m_columns->setSpacing(isNarrow ? 24 : 48);
    QScrollArea::resizeEvent(event);
}

void StartPage::addWay(QVBoxLayout &column, const char *icon, const QString &text, const QString &hint,
                       void (StartPage::*wanted)())
{
    auto *button = new CardButton(lineIcon(QString::fromLatin1(icon)), text, hint, this);
    connect(button, &QAbstractButton::clicked, this, wanted);
    column.addWidget(button);
}

QWidget *StartPage::makeWays()
{
    auto *ways = new QWidget(this);
    ways->setFixedWidth(kWaysWidth);
    auto *column = new QVBoxLayout(ways);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *brand = new QHBoxLayout;
    auto *picture = new QLabel(ways);
    picture->setPixmap(programIcon().pixmap(QSize(44, 44), devicePixelRatioF()));
    brand->addWidget(picture);
    brand->addSpacing(6);
    brand->addWidget(makeHeading(QStringLiteral("Syngraph"), ways, 1.9));
    brand->addStretch(1);
    column->addLayout(brand);
    auto *line = new QLabel(tr("Write one document together"), ways);
    line->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(line);
    column->addSpacing(14);
    addWay(*column, "document-new", tr("New document"), tr("Begin to write at once"), &StartPage::newRequested);
    addWay(*column, "open", tr("Open…"), tr("A file on this computer"), &StartPage::openRequested);
    addWay(*column, "join", tr("Join by address or link…"), tr("On somebody else's computer"),
           &StartPage::joinRequested);
    column->addSpacing(10);
    column->addWidget(makeHeading(tr("From a template"), ways, 1.0));
    column->addLayout(makeTemplates());
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setContentsMargins(10, 8, 10, 8);
    m_problem->hide();
    column->addWidget(m_problem);
    return ways;
}

QLayout *StartPage::makeTemplates()
{
    const std::pair<const char *, QString> templates[] = {
        {"letter", tr("Letter")}, {"minutes", tr("Minutes")}, {"article", tr("Article")}, {"checklist", tr("Checklist")}};
    auto *grid = new QGridLayout;
    grid->setSpacing(6);
    int place = 0;
    for (const auto &[name, title] : templates) {
        auto *button = new QPushButton(title, this);
        button->setObjectName(QStringLiteral("template-") + QLatin1StringView(name));
        button->setToolTip(tr("Begin a document that has the parts of this one already"));
        connect(button, &QAbstractButton::clicked, this,
                [this, wanted = QString::fromLatin1(name)] { Q_EMIT templateRequested(wanted); });
        grid->addWidget(button, place / 2, place % 2);
        ++place;
    }
    return grid;
}

void StartPage::showNearby(const client_net::DiscoveryBrowser &browser, OwnId ownId)
{
    const auto fill = [this, &browser, ownId = std::move(ownId)] { fillNearby(browser, ownId()); };
    connect(&browser, &client_net::DiscoveryBrowser::changed, this, fill);
    fill();
}

void StartPage::fillNearby(const client_net::DiscoveryBrowser &browser, const QByteArray &ownId)
{
    clearRows(*m_nearby);
    m_nearby->addWidget(makeHeading(tr("On this network"), this, 1.15));
    auto servers = browser.servers();
    std::erase_if(servers, [&](const auto &server) { return server.said.id == ownId; });
    if (browser.problem() || servers.empty()) {
        auto *line = new QLabel(browser.problem() ? wordsOf(*browser.problem()) : tr("Nobody shares anything here at the moment."),
                                this);
        line->setTextFormat(Qt::PlainText);
        line->setWordWrap(true);
        line->setForegroundRole(QPalette::PlaceholderText);
        m_nearby->addWidget(line);
    }
    for (const client_net::DiscoveryBrowser::Server &server : servers)
        addNearby(server);
    m_nearby->addSpacing(14);
}

void StartPage::addNearby(const client_net::DiscoveryBrowser::Server &server)
{
    const QString address = client_net::DiscoveryBrowser::urlOf(server);
    const QString name = server.said.name.isEmpty() ? tr("Somebody without a name") : server.said.name;
    const int count = server.said.people;
    const QString people = count == 0 ? tr("nobody there yet")
        : count == 1                  ? tr("1 person connected")
                                      : tr("%1 people connected").arg(count);
    const QStringList &titles = server.said.titles;
    const QString title = titles.size() < 2 ? titles.value(0) : tr("%1 and %2 more").arg(titles[0]).arg(titles.size() - 1);
    QStringList hint{people};
    if (!titles.isEmpty())
        hint.prepend(name);
    if (server.said.asks)
        hint << tr("by permission");
    const QIcon icon = lineIcon(server.said.asks ? QStringLiteral("lock") : QStringLiteral("people"));
    auto *card = new CardButton(icon, titles.isEmpty() ? name : title, hint.join(QStringLiteral(" · ")), this);
    card->setToolTip(address);
    connect(card, &QAbstractButton::clicked, this, [this, address, said = server.said] { Q_EMIT nearbyRequested(address, said); });
    m_nearby->addWidget(card);
}

QWidget *StartPage::makeRow(const Recent &recent)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    const QString icon = recent.unsent > 0 ? QStringLiteral("recover")
        : recent.server.isEmpty()          ? QStringLiteral("document")
                                           : QStringLiteral("people");
    auto *open = new CardButton(lineIcon(icon), recent.title, whereOf(recent), row);
    line->addWidget(open, 1);
    auto *pin = new QToolButton(row);
    pin->setIcon(lineIcon(QStringLiteral("pin")));
    pin->setAutoRaise(true);
    pin->setCheckable(true);
    pin->setChecked(recent.isPinned);
    pin->setFocusPolicy(Qt::TabFocus);
    pin->setToolTip(recent.isPinned ? tr("Let it move down the list again") : tr("Keep it above the others"));
    pin->setAccessibleName(tr("Keep %1 above the others").arg(recent.title));
    line->addWidget(pin);
    connect(pin, &QAbstractButton::clicked, this, [this, id = recent.document](bool isPinned) { Q_EMIT recentPinned(id, isPinned); });
    auto *removing = new QToolButton(row);
    removing->setIcon(lineIcon(QStringLiteral("close")));
    removing->setAutoRaise(true);
    removing->setFocusPolicy(Qt::TabFocus);
    removing->setToolTip(tr("Remove from this list; the document stays"));
    removing->setAccessibleName(tr("Remove %1 from this list").arg(recent.title));
    line->addWidget(removing);
    connect(open, &QAbstractButton::clicked, this, [this, recent] { Q_EMIT recentRequested(recent); });
    connect(removing, &QAbstractButton::clicked, this, [this, id = recent.document] {
        auto rescued = m_rescuedDocuments;
        std::erase_if(rescued, [id](const Recent &one) { return one.document == id; });
        showRescued(rescued);
        Q_EMIT recentRemoved(id);
    });
    return row;
}

void StartPage::showRecents(const std::vector<Recent> &recents)
{
    m_recents = recents;
    fillRows();
}

// The list knows how a document was closed; of one that was not, the rescued ones know better.
void StartPage::fillRows()
{
    clearRows(*m_rows);
    m_empty->setVisible(m_recents.empty());
    for (const Recent &recent : m_recents) {
        const auto rescued = std::ranges::find(m_rescuedDocuments, recent.document, &Recent::document);
        m_rows->addWidget(makeRow(rescued == m_rescuedDocuments.end() ? recent : *rescued));
    }
}

void StartPage::showRescued(const std::vector<Recent> &documents)
{
    clearRows(*m_rescued);
    m_rescuedDocuments = documents;
    fillRows();
    if (documents.empty())
        return;
    auto *heading = makeHeading(documents.size() == 1 ? tr("1 document was open when Syngraph ended") : tr("%1 documents were open when Syngraph ended").arg(documents.size()),
                                this, 1.0);
    heading->setWordWrap(true);
    m_rescued->addWidget(heading);
    for (const Recent &one : documents) {
        auto *card = new CardButton(lineIcon(QStringLiteral("recover")), tr("Reopen %1").arg(one.title),
                                    whereOf(one), this);
        card->setRaised(true);
        connect(card, &QAbstractButton::clicked, this, [this, one] { Q_EMIT recentRequested(one); });
        m_rescued->addWidget(card);
    }
    if (documents.size() > 1) {
        auto *all = new QPushButton(tr("Reopen All"), this);
        connect(all, &QAbstractButton::clicked, this, [this, documents] {
            for (const Recent &one : documents)
                Q_EMIT recentRequested(one);
        });
        m_rescued->addWidget(all, 0, Qt::AlignLeft);
    }
    m_rescued->addSpacing(18);
}

void StartPage::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    const bool dark = isDark(palette());
    QPalette colors = palette();
    colors.setColor(QPalette::Window, toneGround(Tone::Bad, dark));
    m_problem->setPalette(colors);
    m_problem->setAutoFillBackground(true);
}

} // namespace syngraph::ui
