// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/go_to_dialog.h"

#include "model/transform.h"
#include "ui/icons.h"
#include "ui/list_keys.h"

#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr QSize kSize(460, 380);
constexpr int kMargin = 10;
constexpr int kIndent = 3; // blanks for each level
constexpr qint64 kParagraphsAtATime = 2000;
constexpr qsizetype kMostRows = 500; // more are not looked through by eye
constexpr int kPageRole = Qt::UserRole;
constexpr int kHeadingRole = Qt::UserRole + 1;

} // namespace

GoToDialog::GoToDialog(editor::RichTextEdit &edit, QWidget *window)
    : QDialog(window), m_edit(edit), m_scan(edit.binding().mirror()), m_words(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Go To"));
    setObjectName(QStringLiteral("goTo"));
    resize(kSize.boundedTo(window->size() * 0.9));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    m_words->setPlaceholderText(tr("Number of a page, or words of a heading"));
    m_words->setAccessibleName(tr("Page or heading"));
    new ListKeys(*m_words, *m_list);
    column->addWidget(m_words);
    m_list->setAccessibleName(tr("Places"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_list, 1);
    connect(m_words, &QLineEdit::textChanged, this, &GoToDialog::fill);
    connect(m_words, &QLineEdit::returnPressed, this, &GoToDialog::choose);
    connect(m_list, &QListWidget::itemClicked, this, &GoToDialog::choose);
    connect(&m_tick, &QTimer::timeout, this, &GoToDialog::scan);
    // others write on
    connect(&edit.binding(), &editor::DocumentBinding::changed, this, [this](const model::Delta &change) {
        for (editor::OutlineEntry &heading : m_headings)
            heading.position = model::transformPosition(heading.position, change, model::AtInsert::Moves);
    });
    m_tick.start(0);
    scan();
    m_words->setFocus();
}

void GoToDialog::scan()
{
    m_scan.advance(kParagraphsAtATime);
    if (!m_scan.isDone())
        return;
    m_tick.stop();
    m_headings = m_scan.entries();
    m_scan = {};
    fill();
}

void GoToDialog::fill()
{
    m_list->clear();
    const QString wanted = m_words->text().trimmed();
    bool isNumber = false;
    const int page = wanted.toInt(&isNumber);
    if (isNumber && page > 0) {
        auto *item = new QListWidgetItem(lineIcon(QStringLiteral("document")), tr("Page %1").arg(page), m_list);
        item->setData(kPageRole, page - 1);
    }
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < m_headings.size() && m_list->count() < kMostRows; ++i) {
        const editor::OutlineEntry &heading = m_headings[i];
        const auto has = [&](const QString &word) { return heading.text.contains(word, Qt::CaseInsensitive); };
        if (heading.text.isEmpty() || !std::ranges::all_of(words, has))
            continue;
        const int depth = std::max(heading.level - 1, 0);
        auto *item = new QListWidgetItem(QString(depth * kIndent, u' ') + heading.text, m_list);
        item->setData(kHeadingRole, int(i));
        item->setToolTip(heading.text);
    }
    m_list->setCurrentRow(0);
}

void GoToDialog::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const QVariant page = item->data(kPageRole);
    if (page.isValid())
        Q_EMIT pageChosen(page.toInt());
    else
        Q_EMIT headingChosen(m_headings[std::size_t(item->data(kHeadingRole).toInt())].position);
    accept();
}

} // namespace syngraph::ui
