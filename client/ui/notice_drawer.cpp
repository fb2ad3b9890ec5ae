// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_drawer.h"

#include "editor/clipboard.h"
#include "editor/edit_commands.h"
#include "model/compose.h"
#include "ui/elided_label.h"
#include "ui/error_words.h"
#include "ui/history_words.h"
#include "ui/open_document.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr qsizetype kPreviewUnits = 400;
constexpr double kMostOfThePane = 0.35;

QString headingOf(session::Notice::Kind kind)
{
    switch (kind) {
    case session::Notice::Kind::Refused: return NoticeDrawer::tr("This could not be saved");
    case session::Notice::Kind::Merged:
        return NoticeDrawer::tr("The document was replaced on the server; how it looked here before");
    case session::Notice::Kind::Diverged: return NoticeDrawer::tr("This copy was repaired; how it looked before");
    }
    return {};
}

// What was inserted, as paragraphs; empty where nothing was.
model::Delta paragraphsOf(const model::Delta &content)
{
    model::Delta inserts;
    qsizetype at = 0;
    for (const model::Op &op : content.ops()) {
        if (op.kind == model::Op::Kind::InsertText) {
            inserts.insert(content.text().sliced(at, op.length), op.attributes);
            at += op.length;
        } else if (op.kind == model::Op::Kind::InsertEmbed) {
            inserts.insert(op.embed, op.attributes);
        }
    }
    if (!inserts.isEmpty() && !content.text().endsWith(u'\n'))
        inserts.insert(u"\n");
    return inserts;
}

QString previewOf(const model::Delta &paragraphs)
{
    QString text = paragraphs.text().toString().simplified();
    if (text.isEmpty())
        return NoticeDrawer::tr("A picture or a line");
    return text.size() > kPreviewUnits ? text.first(kPreviewUnits) + u'…' : text;
}

// Of a change that inserts nothing: what it did, and that it is not so any more.
QString fateOf(const model::Delta &content)
{
    qint64 deleted = 0;
    for (const model::Op &op : content.ops())
        deleted += op.isDelete() ? op.length : 0;
    if (deleted > 0)
        return NoticeDrawer::tr("You had deleted text here; it is in the document again");
    return content.isEmpty() ? QString() : NoticeDrawer::tr("You had changed formats here; they are as they were before");
}

void copy(const model::Delta &paragraphs)
{
    const auto document = model::Document::fromDelta(paragraphs);
    if (!document)
        return;
    auto mime = editor::clipboard::mimeOf(*document, {0, document->length() - 1});
    QApplication::clipboard()->setMimeData(mime.release());
}

} // namespace

NoticeDrawer::NoticeDrawer(OpenDocument &document, editor::RichTextEdit &edit, QWidget *parent)
    : QFrame(parent), m_document(document), m_edit(edit), m_heading(new ElidedLabel(this)), m_scroll(new QScrollArea(this)),
      m_column(nullptr)
{
    setObjectName(QStringLiteral("noticeDrawer"));
    setAccessibleName(tr("Texts that could not be saved"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 10, 8);
    auto *top = new QHBoxLayout;
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setText(tr("Not in the document, and kept here for you"));
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    top->addWidget(m_heading, 1);
    auto *closing = new QPushButton(tr("Close"), this);
    closing->setToolTip(tr("What is here stays; the bar above the page leads back to it"));
    top->addWidget(closing);
    column->addLayout(top);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *holder = new QWidget(m_scroll);
    m_column = new QVBoxLayout(holder);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(10);
    m_column->addStretch(1);
    m_scroll->setWidget(holder);
    column->addWidget(m_scroll, 1);
    connect(closing, &QPushButton::clicked, this, [this] {
        setOpen(false);
        m_edit.setFocus();
    });
    parent->installEventFilter(this);
    hide();
}

void NoticeDrawer::setOpen(bool isOpen)
{
    const bool isShown = isOpen && !m_cards.empty();
    setVisible(isShown);
    if (!isShown)
        return;
    fit();
    m_cards.front().widget->findChild<QToolButton *>()->setFocus();
}

void NoticeDrawer::refresh()
{
    const auto &notices = m_document.notices();
    std::erase_if(m_cards, [&](const Card &card) {
        if (std::ranges::find(notices, card.name, &replica::KeptNotice::name) != notices.end())
            return false;
        card.widget->hide();
        card.widget->deleteLater();
        return true;
    });
    const std::size_t before = m_cards.size();
    for (const replica::KeptNotice &kept : notices) {
        if (std::ranges::find(m_cards, kept.name, &Card::name) == m_cards.end())
            m_cards.push_back(makeCard(kept));
    }
    for (const Card &card : m_cards) {
        if (!card.insert)
            continue;
        card.insert->setEnabled(!m_edit.isReadOnly());
        card.insert->setToolTip(m_edit.isReadOnly() ? tr("You may not write in this document now; copy the text, or ask the owner for the right to write")
                                                    : tr("Put it into the document again, where the caret stands"));
    }
    if (m_cards.empty())
        hide();
    else if (m_cards.size() != before)
        fit();
}

NoticeDrawer::Card NoticeDrawer::makeCard(const replica::KeptNotice &kept)
{
    const session::Notice &notice = kept.notice;
    const model::Delta paragraphs = paragraphsOf(notice.content);
    auto *card = new QWidget(m_scroll->widget());
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto add = [&](const QString &text, bool isQuiet) {
        auto *label = new QLabel(text, card);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (isQuiet)
            label->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(label);
    };
    const QString when = whenText(kept.timeMs, kept.timeMs, QDateTime::currentMSecsSinceEpoch());
    add(QStringLiteral("%1 · %2 · %3").arg(headingOf(notice.kind), when, wordsOf(notice.reason)), true);
    const QString text = paragraphs.isEmpty() ? fateOf(notice.content) : previewOf(paragraphs);
    if (!text.isEmpty())
        add(text, false);
    auto *row = new QHBoxLayout;
    Card made{kept.name, card};
    if (!paragraphs.isEmpty()) {
        made.insert = makeInsert(kept, card);
        row->addWidget(made.insert);
        auto *copying = new QToolButton(card);
        copying->setObjectName(QStringLiteral("noticeCopy"));
        copying->setText(tr("Copy"));
        copying->setToolTip(tr("Put it on the clipboard; it stays here"));
        connect(copying, &QToolButton::clicked, this, [paragraphs] { copy(paragraphs); });
        row->addWidget(copying);
    }
    auto *discarding = new QToolButton(card);
    discarding->setObjectName(QStringLiteral("noticeDiscard"));
    discarding->setText(tr("Discard"));
    discarding->setToolTip(tr("It is not needed any more"));
    connect(discarding, &QToolButton::clicked, this, [this, name = kept.name] { m_document.letGo(name); });
    row->addWidget(discarding);
    row->addStretch(1);
    column->addLayout(row);
    m_column->insertWidget(m_column->count() - 1, card);
    return made;
}

QToolButton *NoticeDrawer::makeInsert(const replica::KeptNotice &kept, QWidget *card)
{
    auto *button = new QToolButton(card);
    button->setObjectName(QStringLiteral("noticeInsert"));
    button->setText(tr("Insert Again"));
    button->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(button);
    const auto put = [this, name = kept.name, content = kept.notice.content](Place place) { insert(name, content, place); };
    menu->addAction(tr("At the &Caret"), this, [put] { put(Place::Caret); });
    menu->addAction(tr("At the &End of the Document"), this, [put] { put(Place::End); });
    button->setMenu(menu);
    connect(button, &QToolButton::clicked, this, [put] { put(Place::Caret); });
    return button;
}

// As if it were pasted there; it leaves the drawer first, so that it is inserted once, whichever window does it.
void NoticeDrawer::insert(const QString &name, const model::Delta &content, Place place)
{
    if (m_edit.isReadOnly() || !m_document.letGo(name))
        return;
    model::Delta paragraphs = paragraphsOf(content);
    editor::DocumentBinding &binding = m_edit.binding();
    binding.flush();
    if (place == Place::End) {
        const model::Document &document = binding.mirror();
        const qint64 last = document.length() - 1;
        if (document.lineStart(document.lineAt(last)) < last) {
            model::Delta apart;
            apart.insert(u"\n");
            paragraphs = model::compose(paragraphs, apart, model::Filter::Classes);
        }
        binding.setSelection(editor::Selection::caret(last));
    } else {
        binding.setSelection(editor::Selection::caret(binding.selection().end()));
    }
    const qint64 from = binding.selection().position;
    m_edit.insertContent(paragraphs);
    m_edit.ensureCursorVisible();
    m_edit.flash(from, binding.selection().position);
    m_edit.setFocus();
}

// As high as what is in it, and never so high that it takes the page's room.
void NoticeDrawer::fit()
{
    const QMargins around = layout()->contentsMargins();
    const int width = parentWidget()->width() - around.left() - around.right();
    QLayout *cards = m_scroll->widget()->layout();
    cards->invalidate();
    const int wanted = cards->hasHeightForWidth() ? cards->heightForWidth(width) : cards->sizeHint().height();
    const int head = around.top() + around.bottom() + layout()->itemAt(0)->sizeHint().height() + layout()->spacing();
    setFixedHeight(std::min(head + wanted, int(parentWidget()->height() * kMostOfThePane)));
}

bool NoticeDrawer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        fit();
    return QFrame::eventFilter(watched, event);
}

} // namespace syngraph::ui
