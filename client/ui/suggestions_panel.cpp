// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestions_panel.h"

#include "ui/arrow_box.h"
#include "ui/document_pane.h"
#include "ui/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>
#include <set>
#include <utility>

namespace syngraph::ui {
namespace {

using model::Decision;
using model::Suggestion;

constexpr int kQuietMs = 200;
constexpr std::size_t kMostCards = 200; // more nobody reads; those decided on make room
constexpr qsizetype kMostQuoted = 120;
constexpr int kPicture = 24;

QString quoted(QString text)
{
    text.replace(QChar(0xfffc), QLatin1StringView("▦"));
    if (text.size() > kMostQuoted)
        text = text.first(kMostQuoted).trimmed() + u'…';
    return text;
}

// Of the formats that are proposed, the names that a menu has for them.
QString formatNames(const model::Attributes &set)
{
    static const std::pair<const char *, const char *> names[] = {
        {"bold", QT_TRANSLATE_NOOP("SuggestionsPanel", "bold")},
        {"italic", QT_TRANSLATE_NOOP("SuggestionsPanel", "italic")},
        {"underline", QT_TRANSLATE_NOOP("SuggestionsPanel", "underlined")},
        {"strike", QT_TRANSLATE_NOOP("SuggestionsPanel", "struck through")},
        {"code", QT_TRANSLATE_NOOP("SuggestionsPanel", "code")},
        {"color", QT_TRANSLATE_NOOP("SuggestionsPanel", "text colour")},
        {"background", QT_TRANSLATE_NOOP("SuggestionsPanel", "highlight")},
        {"font", QT_TRANSLATE_NOOP("SuggestionsPanel", "font")},
        {"size", QT_TRANSLATE_NOOP("SuggestionsPanel", "font size")},
        {"script", QT_TRANSLATE_NOOP("SuggestionsPanel", "raised or lowered")},
        {"link", QT_TRANSLATE_NOOP("SuggestionsPanel", "link")},
        {"block", QT_TRANSLATE_NOOP("SuggestionsPanel", "paragraph style")},
        {"align", QT_TRANSLATE_NOOP("SuggestionsPanel", "alignment")},
        {"indent", QT_TRANSLATE_NOOP("SuggestionsPanel", "indent")},
        {"dir", QT_TRANSLATE_NOOP("SuggestionsPanel", "direction")},
        {"lang", QT_TRANSLATE_NOOP("SuggestionsPanel", "language")},
        {"spacing", QT_TRANSLATE_NOOP("SuggestionsPanel", "line spacing")},
        {"before", QT_TRANSLATE_NOOP("SuggestionsPanel", "space above")},
        {"after", QT_TRANSLATE_NOOP("SuggestionsPanel", "space below")},
        {"start", QT_TRANSLATE_NOOP("SuggestionsPanel", "numbering")},
        {"numbering", QT_TRANSLATE_NOOP("SuggestionsPanel", "numbering")},
    };
    QStringList said;
    for (const auto &[key, name] : names) {
        const model::Value *value = set.find(key);
        if (!value)
            continue;
        const QString text = SuggestionsPanel::tr(name);
        said << (value->isNull() ? SuggestionsPanel::tr("not %1").arg(text) : text);
    }
    return said.join(QStringLiteral(", "));
}

// Says where a click goes, and takes it anywhere on it.
class ClickableFrame : public QFrame
{
public:
    ClickableFrame(std::function<void()> onClick, QWidget *parent) : QFrame(parent), m_onClick(std::move(onClick))
    {
        setFrameShape(QFrame::StyledPanel);
        setBackgroundRole(QPalette::Base);
        setAutoFillBackground(true);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (rect().contains(event->position().toPoint()))
            m_onClick();
    }

private:
    std::function<void()> m_onClick;
};

bool isSameCard(const Suggestion &a, const Suggestion &b)
{
    return a.id == b.id && a.author == b.author && a.inserted == b.inserted && a.deleted == b.deleted && a.set == b.set;
}

} // namespace

QString suggestionText(const Suggestion &suggestion)
{
    QStringList said;
    if (!suggestion.inserted.isEmpty() && !suggestion.deleted.isEmpty()) {
        said << SuggestionsPanel::tr("Replace “%1” by “%2”").arg(quoted(suggestion.deleted), quoted(suggestion.inserted));
    } else if (!suggestion.inserted.isEmpty()) {
        said << SuggestionsPanel::tr("Add “%1”").arg(quoted(suggestion.inserted));
    } else if (!suggestion.deleted.isEmpty()) {
        said << SuggestionsPanel::tr("Delete “%1”").arg(quoted(suggestion.deleted));
    }
    if (!suggestion.set.isEmpty())
        said << SuggestionsPanel::tr("Format: %1").arg(formatNames(suggestion.set));
    return said.join(u'\n');
}

SuggestionsPanel::SuggestionsPanel(QWidget *parent)
    : QWidget(parent), m_count(new QLabel(this)), m_all(new QToolButton(this)), m_view(new ArrowBox<QComboBox>(this)),
      m_scroll(new QScrollArea(this))
{
    setAccessibleName(tr("Suggestions"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    auto *head = new QHBoxLayout;
    m_count->setWordWrap(true);
    head->addWidget(m_count, 1);
    m_all->setText(tr("All"));
    m_all->setAccessibleName(tr("Decide on all suggestions"));
    m_all->setPopupMode(QToolButton::InstantPopup);
    m_all->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_all->setMenu(new QMenu(m_all));
    connect(m_all->menu(), &QMenu::aboutToShow, this, &SuggestionsPanel::fillMenu);
    head->addWidget(m_all);
    column->addLayout(head);
    using convert::Suggestions;
    m_view->setAccessibleName(tr("How the document is shown"));
    m_view->addItem(tr("Marked in the text"), int(Suggestions::Marked));
    m_view->addItem(tr("As if all were accepted"), int(Suggestions::Accepted));
    m_view->addItem(tr("Without them"), int(Suggestions::Original));
    connect(m_view, &QComboBox::activated, this,
            [this] { Q_EMIT viewChosen(Suggestions(m_view->currentData().toInt())); });
    column->addWidget(m_view);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_scroll, 1);
    auto *cards = new QWidget;
    auto *list = new QVBoxLayout(cards);
    list->setContentsMargins(0, 0, 0, 0);
    list->addStretch(1);
    m_scroll->setWidget(cards);
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &SuggestionsPanel::read);
    fill();
}

void SuggestionsPanel::watch(DocumentPane *pane)
{
    m_pane = pane;
    if (pane) {
        connect(&pane->edit().binding(), &editor::DocumentBinding::changed, this, &SuggestionsPanel::later);
        connect(&pane->edit().binding(), &editor::DocumentBinding::opened, this, &SuggestionsPanel::later);
        connect(pane, &DocumentPane::changed, this, &SuggestionsPanel::later);
    }
    read();
}

void SuggestionsPanel::setView(convert::Suggestions view)
{
    m_view->setCurrentIndex(m_view->findData(int(view)));
}

void SuggestionsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void SuggestionsPanel::later()
{
    if (isVisible() && !m_quiet.isActive())
        m_quiet.start(kQuietMs);
}

void SuggestionsPanel::read()
{
    std::vector<Suggestion> now;
    if (m_pane && isVisible())
        now = model::suggestionsIn(m_pane->edit().binding().mirror());
    const bool mayDecide = m_pane && m_pane->mayDecide();
    const bool maySuggest = m_pane && m_pane->mode() == EditMode::Suggesting;
    const bool isSame = mayDecide == m_mayDecide && maySuggest == m_maySuggest && std::ranges::equal(now, m_shown, isSameCard);
    m_shown = std::move(now);
    if (mayDecide != m_mayDecide || maySuggest != m_maySuggest) {
        m_mayDecide = mayDecide;
        m_maySuggest = maySuggest;
        for (const Card &card : std::exchange(m_cards, {}))
            card.widget->deleteLater();
    }
    if (!isSame)
        fill();
}

void SuggestionsPanel::fill()
{
    m_count->setText(m_shown.empty() ? tr("Nothing is suggested here. Choose Suggesting in the toolbar to propose changes "
                                          "instead of making them.")
                                     : m_shown.size() == 1 ? tr("1 suggestion")
                                           : tr("%1 suggestions").arg(m_shown.size()));
    m_all->setVisible(!m_shown.empty() && m_mayDecide);
    auto *column = qobject_cast<QVBoxLayout *>(m_scroll->widget()->layout());
    std::vector<Card> cards;
    for (std::size_t i = 0; i < std::min(m_shown.size(), kMostCards); ++i) {
        QWidget *card = takeCard(m_shown[i]);
        if (column->indexOf(card) != int(i))
            column->insertWidget(int(i), card);
        cards.push_back({m_shown[i], card});
    }
    for (const Card &gone : std::exchange(m_cards, std::move(cards))) {
        gone.widget->hide();
        gone.widget->deleteLater();
    }
}

// The one that is there already, or a new one.
QWidget *SuggestionsPanel::takeCard(const Suggestion &suggestion)
{
    const auto known = std::ranges::find_if(m_cards, [&](const Card &card) { return isSameCard(card.suggestion, suggestion); });
    if (known == m_cards.end())
        return makeCard(suggestion);
    QWidget *card = known->widget;
    m_cards.erase(known);
    return card;
}

// As it is in the document now: its place may have moved.
const Suggestion *SuggestionsPanel::current(const Suggestion &suggestion) const
{
    const auto found = std::ranges::find_if(
        m_shown, [&](const Suggestion &one) { return one.id == suggestion.id && one.author == suggestion.author; });
    return found == m_shown.end() ? nullptr : &*found;
}

// As in the text.
QColor SuggestionsPanel::colorOf(const QString &author) const
{
    return m_pane->edit().binding().formats().theme().authors.of(author);
}

QWidget *SuggestionsPanel::makeCard(const Suggestion &suggestion)
{
    auto *card = new ClickableFrame([this, suggestion] {
        if (const Suggestion *one = current(suggestion))
            Q_EMIT chosen(*one);
    }, m_scroll);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    auto *picture = new QLabel(card);
    picture->setPixmap(initialsPixmap(suggestion.author, colorOf(suggestion.author), kPicture, devicePixelRatioF()));
    head->addWidget(picture);
    auto *name = new QLabel(suggestion.author.isEmpty() ? tr("Somebody") : suggestion.author, card);
    name->setTextFormat(Qt::PlainText);
    head->addWidget(name, 1);
    column->addLayout(head);
    auto *text = new QLabel(suggestionText(suggestion), card);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    column->addWidget(text);
    addChoices(*card, suggestion);
    return card;
}

// Whoever can't decide can still take back what they have proposed themselves.
void SuggestionsPanel::addChoices(QWidget &card, const Suggestion &suggestion)
{
    std::vector<std::pair<QString, std::function<void(const Suggestion &)>>> choices;
    if (m_mayDecide) {
        choices.emplace_back(tr("Reject"), [this](const Suggestion &one) { Q_EMIT decided(Decision::Reject, one); });
        choices.emplace_back(tr("Accept"), [this](const Suggestion &one) { Q_EMIT decided(Decision::Accept, one); });
    } else if (m_pane->mayWithdraw(suggestion.author)) {
        choices.emplace_back(tr("Withdraw"), [this](const Suggestion &one) { Q_EMIT withdrawn(one); });
    } else {
        return;
    }
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    for (const auto &[text, act] : choices) {
        auto *button = new QToolButton(&card);
        button->setText(text);
        button->setAccessibleName(QStringLiteral("%1: %2, %3").arg(text, suggestionText(suggestion), suggestion.author));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::TabFocus);
        button->setCursor(Qt::ArrowCursor);
        connect(button, &QToolButton::clicked, this, [this, suggestion, act = act] {
            if (const Suggestion *one = current(suggestion))
                act(Suggestion(*one));
        });
        row->addWidget(button);
    }
    qobject_cast<QVBoxLayout *>(card.layout())->addLayout(row);
}

void SuggestionsPanel::fillMenu()
{
    QMenu &menu = *m_all->menu();
    menu.clear();
    const auto add = [&](QMenu &to, const QString &author) {
        to.addAction(tr("Accept All"), this, [this, author] { Q_EMIT allDecided(Decision::Accept, author); });
        to.addAction(tr("Reject All"), this, [this, author] { Q_EMIT allDecided(Decision::Reject, author); });
    };
    add(menu, {});
    std::set<QString> authors;
    for (const Suggestion &one : m_shown)
        authors.insert(one.author);
    if (authors.size() < 2)
        return;
    menu.addSeparator();
    for (const QString &author : authors) {
        QString name = author.isEmpty() ? tr("Somebody") : author;
        add(*menu.addMenu(name.replace(u'&', QLatin1StringView("&&"))), author);
    }
}

} // namespace syngraph::ui
