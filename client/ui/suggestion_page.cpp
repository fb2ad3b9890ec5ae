// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suggestion_page.h"

#include "model/diff.h"
#include "ui/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace syngraph::ui {

using convert::Suggestions;

namespace {

constexpr int kQuietMs = 300;

} // namespace

SuggestionPage::SuggestionPage(DocumentPane &pane)
    : QWidget(&pane), m_pane(pane), m_title(new QLabel(this)),
      m_edit(new editor::RichTextEdit(pane.edit().binding().formats().theme(), this))
{
    setObjectName(QStringLiteral("suggestionPage"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("historyBar")); // looks like that
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(14, 7, 10, 7);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    row->addWidget(m_title, 1);
    auto *closing = new QToolButton(bar);
    closing->setText(tr("Back to Writing"));
    closing->setToolTip(tr("Show the document as it is (Esc)"));
    closing->setIcon(lineIcon(QStringLiteral("close")));
    closing->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(closing);
    column->addWidget(bar);
    column->addWidget(m_edit, 1);
    m_edit->setReadOnly(true);
    m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(closing, &QToolButton::clicked, this, [this] { show(Suggestions::Marked); });
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &SuggestionPage::read);
    connect(&pane.edit().binding(), &editor::DocumentBinding::changed, this, [this] {
        if (m_shown != Suggestions::Marked && !m_quiet.isActive())
            m_quiet.start(kQuietMs);
    });
    m_restyle.setSingleShot(true);
    connect(&m_restyle, &QTimer::timeout, this, [this] {
        m_edit->setTheme(m_pane.edit().binding().formats().theme());
        m_edit->viewport()->setPalette(m_edit->palette());
    });
    hide();
}

void SuggestionPage::show(Suggestions wanted)
{
    if (wanted == m_shown)
        return;
    const bool isInPlace = std::exchange(m_shown, wanted) != Suggestions::Marked;
    if (wanted == Suggestions::Marked) {
        hide();
        m_pane.edit().show();
        m_pane.edit().setFocus();
    } else {
        m_title->setText(wanted == Suggestions::Accepted ? tr("As if all suggestions were accepted")
                                                         : tr("Without what is suggested"));
        m_edit->setAccessibleName(m_title->text());
        m_edit->setZoom(m_pane.edit().zoom());
        if (!isInPlace)
            m_pane.edit().hide();
        QWidget::show();
        m_content = model::Document();
        read();
    }
    Q_EMIT shownChanged();
}

void SuggestionPage::giveWay()
{
    if (std::exchange(m_shown, Suggestions::Marked) == Suggestions::Marked)
        return;
    hide();
    Q_EMIT shownChanged();
}

// What is read stays where it is.
void SuggestionPage::read()
{
    if (m_shown == Suggestions::Marked)
        return;
    model::Document now = convert::withSuggestions(m_pane.edit().binding().mirror(), m_shown, std::nullopt);
    if (now == m_content)
        return;
    const bool isFirst = m_content.length() == 0;
    const model::Delta change = isFirst ? model::Delta() : model::diff(m_content, now);
    m_content = std::move(now);
    if (isFirst)
        m_edit->showDocument(m_content);
    else
        m_edit->binding().applyRemote(change);
}

bool SuggestionPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        show(Suggestions::Marked);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SuggestionPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_restyle.start(1); // when the page has its own
}

} // namespace syngraph::ui
