// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_drawer.h"
#include "ui/error_words.h"

#include "editor/clipboard.h"
#include "model/document.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr qsizetype kPreviewUnits = 160;

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

// What was inserted, as paragraphs.
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
    if (!content.text().endsWith(u'\n'))
        inserts.insert(u"\n");
    return inserts;
}

void copy(const model::Delta &content)
{
    const auto document = model::Document::fromDelta(paragraphsOf(content));
    if (!document)
        return;
    auto mime = editor::clipboard::mimeOf(*document, {0, document->length() - 1});
    QApplication::clipboard()->setMimeData(mime.release());
}

} // namespace

NoticeDrawer::NoticeDrawer(QWidget *parent) : QFrame(parent), m_cards(new QVBoxLayout(this))
{
    m_cards->setContentsMargins(14, 8, 14, 8);
    setAccessibleName(tr("Texts that could not be saved"));
    hide();
}

void NoticeDrawer::add(const session::Notice &notice)
{
    auto *card = new QWidget(this);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(0, 4, 0, 4);
    auto *words = new QVBoxLayout;
    auto *heading = new QLabel(
        QStringLiteral("<b>%1</b> — %2").arg(headingOf(notice.kind), wordsOf(notice.reason).toHtmlEscaped()), card);
    heading->setWordWrap(true);
    words->addWidget(heading);
    QString text = notice.content.text().toString().simplified();
    if (!text.isEmpty()) {
        if (text.size() > kPreviewUnits)
            text = text.first(kPreviewUnits) + u'…';
        auto *preview = new QLabel(text, card);
        preview->setTextFormat(Qt::PlainText);
        preview->setWordWrap(true);
        preview->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(preview);
        auto *copying = new QPushButton(tr("Copy to Clipboard"), card);
        connect(copying, &QPushButton::clicked, this, [content = notice.content] { copy(content); });
        row->addLayout(words, 1);
        row->addWidget(copying);
    } else {
        row->addLayout(words, 1);
    }
    auto *closing = new QPushButton(tr("Let Go"), card);
    connect(closing, &QPushButton::clicked, this, [this, card] { remove(card); });
    row->addWidget(closing);
    m_cards->addWidget(card);
    setVisible(true);
}

void NoticeDrawer::remove(QWidget *card)
{
    m_cards->removeWidget(card);
    card->deleteLater();
    setVisible(m_cards->count() > 0);
}

} // namespace syngraph::ui
