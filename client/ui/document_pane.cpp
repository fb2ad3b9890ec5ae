// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_pane.h"

#include "model/suggestion.h"
#include "ui/knock_bar.h"
#include "ui/notice_drawer.h"
#include "ui/state_bar.h"

#include <QApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr qint64 kProgressAfterMs = 300;
constexpr int kProgressHeight = 4;
constexpr int kProgressSteps = 1000;

} // namespace

DocumentPane::DocumentPane(std::unique_ptr<OpenDocument> document, QWidget *parent)
    : QWidget(parent), m_document(std::move(document)), m_state(new StateBar(this)),
      m_sharing(new SharingLink(m_document->driver(), this)), m_knock(new KnockBar(*m_sharing, this)),
      m_edit(new editor::RichTextEdit(editor::Theme::forPalette(QApplication::palette()), this)),
      m_row(new QHBoxLayout), m_drawer(new NoticeDrawer(*m_document, *m_edit, this)), m_progress(new QProgressBar(m_edit)), m_link(new DocumentLink(m_document->driver(), *m_edit, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_row->setSpacing(0);
    column->addWidget(m_state);
    column->addWidget(m_knock);
    m_row->addWidget(m_edit, 1);
    column->addLayout(m_row, 1);
    column->addWidget(m_drawer);
    setFocusProxy(m_edit);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setAccessibleName(tr("Opening the document"));
    m_progress->hide();
    connect(&m_edit->binding(), &editor::DocumentBinding::opening, this, &DocumentPane::showOpening);
    connect(&m_edit->binding(), &editor::DocumentBinding::opened, this, &DocumentPane::showOpening);
    connect(m_document.get(), &OpenDocument::changed, this, &DocumentPane::refresh);
    connect(m_link, &DocumentLink::shown, this, &DocumentPane::refresh);
    if (m_document->facts().pending > 0)
        connect(m_link, &DocumentLink::shown, this, &DocumentPane::goToUnsentWords, Qt::SingleShotConnection);
    connect(m_state, &StateBar::actionRequested, this, &DocumentPane::act);
    connect(m_sharing, &SharingLink::changed, this, &DocumentPane::refresh);
    connect(m_edit, &editor::RichTextEdit::linkActivated, this, &DocumentPane::openLink);
    m_restyle.setSingleShot(true);
    connect(&m_restyle, &QTimer::timeout, this, &DocumentPane::applyTheme);
    refresh();
}

DocumentPane::~DocumentPane()
{
    // before what it points to
    delete m_link;
    delete m_knock;
    delete m_sharing;
    delete m_drawer;
}

std::unique_ptr<OpenDocument> DocumentPane::takeDocument()
{
    m_document->disconnect(this);
    delete std::exchange(m_link, nullptr);
    delete std::exchange(m_knock, nullptr);
    delete std::exchange(m_sharing, nullptr);
    delete std::exchange(m_drawer, nullptr);
    return std::move(m_document);
}

void DocumentPane::addBar(QWidget &bar)
{
    auto *column = qobject_cast<QBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_drawer), &bar);
}

void DocumentPane::addPage(QWidget &page)
{
    m_row->insertWidget(m_row->indexOf(m_edit) + 1, &page, 1);
}

void DocumentPane::addMargin(QWidget &margin)
{
    m_row->addWidget(&margin);
}

void DocumentPane::showNotices(bool isShown)
{
    m_drawer->setOpen(isShown);
    Q_EMIT changed();
}

bool DocumentPane::areNoticesShown() const
{
    return !m_drawer->isHidden();
}

void DocumentPane::refresh()
{
    const bool isWritable = mode() != EditMode::Viewing && !m_edit->binding().isOpening();
    const bool isProposing = mode() == EditMode::Suggesting;
    if (m_edit->binding().isProposing() != isProposing) {
        m_edit->binding().setProposing({});
        if (isProposing)
            m_edit->binding().setProposing([this](const auto &change, const auto &before) { return propose(change, before); });
    }
    if (m_edit->isReadOnly() == isWritable) {
        m_edit->setReadOnly(!isWritable);
        // who may not write selects with keys all the same, to copy or to comment
        if (!isWritable)
            m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_drawer->refresh();
    ConnectionFacts facts = m_document->facts();
    facts.isShared = m_sharing->isShared();
    m_words = wordsFor(facts);
    showState();
    showAuthors();
    Q_EMIT changed();
}

bool DocumentPane::mayChoose(EditMode mode) const
{
    const session::Session &session = m_document->session();
    if (!session.hasDocument() || mode == EditMode::Viewing)
        return session.hasDocument();
    // of one's own copy, before a server has said anything, everything is one's own
    const protocol::Role role = session.role();
    return role == protocol::Role::None
        || role >= (mode == EditMode::Editing ? protocol::Role::Editor : protocol::Role::Suggester);
}

EditMode DocumentPane::mode() const
{
    if (mayChoose(m_mode))
        return m_mode;
    return m_mode == EditMode::Editing && mayChoose(EditMode::Suggesting) ? EditMode::Suggesting : EditMode::Viewing;
}

void DocumentPane::setMode(EditMode mode)
{
    m_mode = mode;
    refresh();
}

bool DocumentPane::mayDecide() const
{
    return mayChoose(EditMode::Editing) && mode() != EditMode::Viewing && !m_edit->binding().isOpening();
}

bool DocumentPane::mayWithdraw(const QString &author) const
{
    return mode() == EditMode::Suggesting && !m_edit->binding().isOpening() && author == m_document->personName();
}

model::Proposal DocumentPane::propose(const model::Delta &change, const model::Document &before) const
{
    const QString id = QString::number(QRandomGenerator::system()->generate64(), 36);
    return model::proposal(change, before, {m_document->personName(), id});
}

void DocumentPane::showOpening()
{
    const bool isOpening = m_edit->binding().isOpening();
    if (!isOpening || !m_openingFor.isValid()) {
        isOpening ? m_openingFor.start() : m_openingFor.invalidate();
        refresh();
    }
    m_progress->setVisible(isOpening && m_openingFor.elapsed() >= kProgressAfterMs);
    m_progress->setGeometry(0, 0, m_edit->width(), kProgressHeight);
    m_progress->setValue(int(m_edit->binding().openedShare() * kProgressSteps));
}

// The bar comes and goes above the page; the text stays where the person looks at it.
void DocumentPane::showState()
{
    const int before = m_edit->y();
    m_state->show(m_words);
    layout()->activate();
    QScrollBar *bar = m_edit->verticalScrollBar();
    bar->setValue(bar->value() + m_edit->y() - before);
}

// Of a document that was left with something unsent: where the person was writing.
void DocumentPane::goToUnsentWords()
{
    const auto groups = m_document->session().edits().groups();
    if (groups.empty())
        return;
    m_edit->binding().setSelection(editor::Selection::caret(editor::changedRange(groups.back().change).position));
    m_edit->ensureCursorVisible();
}

void DocumentPane::act(ConnectionAction action)
{
    switch (action) {
    case ConnectionAction::TryNow: m_document->tryNow(); break;
    case ConnectionAction::Dismiss: m_document->dismissMerged(); break;
    case ConnectionAction::Review: Q_EMIT reviewRequested(); break;
    case ConnectionAction::SaveCopy: Q_EMIT copyRequested(); break;
    case ConnectionAction::Export: Q_EMIT exportRequested(); break;
    case ConnectionAction::ShowTexts: showNotices(true); return;
    case ConnectionAction::None: break;
    }
    m_edit->setFocus();
}

void DocumentPane::scrollTo(qint64 member)
{
    const QByteArray id = QByteArray::number(member);
    const auto carets = m_link->carets().carets();
    for (const editor::RemoteCaret &caret : carets) {
        if (caret.id == id)
            m_edit->scrollToPosition(caret.selection.position);
    }
}

void DocumentPane::showAuthors()
{
    m_colors.meet(m_document->session().people());
    m_edit->setAuthorColors(m_colors.colors(m_edit->binding().formats().theme().isDark));
}

// Only what the schema allows in a link, and nothing that names a local file or program. Words may say another address
// than the one behind them, and letters of other scripts look like ours: the person sees where it goes before it does.
void DocumentPane::openLink(const QString &target)
{
    const QUrl url(target);
    const QString scheme = url.scheme();
    if (scheme != u"https" && scheme != u"http" && scheme != u"mailto")
        return;
    QMessageBox box(QMessageBox::Question, tr("Open Link"), QString::fromLatin1(url.toEncoded()), QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("This is where the link goes."));
    auto *opening = box.addButton(tr("&Open"), QMessageBox::AcceptRole);
    box.setDefaultButton(opening);
    box.exec();
    if (box.clickedButton() == opening)
        QDesktopServices::openUrl(url);
}

void DocumentPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // a style sheet puts back the palettes that it found, after it has told everybody
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_restyle.start(0);
}

void DocumentPane::applyTheme()
{
    editor::Theme theme = editor::Theme::forPalette(QApplication::palette());
    theme.authors = m_colors.colors(theme.isDark);
    m_edit->setTheme(theme);
    // the style sheet has given the viewport a palette of its own
    m_edit->viewport()->setPalette(m_edit->palette());
    m_link->showCarets();
}

} // namespace syngraph::ui
