// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents_dialog.h"

#include "ui/document_questions.h"
#include "ui/icons.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr QSize kSize(820, 520);
constexpr int kDocument = Qt::UserRole; // number of the row's document
enum Column { Title, Where, Changed, State };

QString stateOf(const ListedDocument &document)
{
    QStringList parts;
    if (document.recent.unsent > 0)
        parts << (document.recent.unsent == 1 ? DocumentsDialog::tr("1 change kept here")
                                              : DocumentsDialog::tr("%1 changes kept here").arg(document.recent.unsent));
    if (document.recent.isOpen)
        parts << DocumentsDialog::tr("Open here");
    if (document.people > 1)
        parts << DocumentsDialog::tr("%1 people in it").arg(document.people);
    return parts.join(QStringLiteral(" · "));
}

// Sorted by time, whatever the language writes it like.
class Row : public QTreeWidgetItem
{
public:
    Row(QTreeWidget *list, qint64 changedMs) : QTreeWidgetItem(list), m_changedMs(changedMs) { }

    bool operator<(const QTreeWidgetItem &other) const override
    {
        const int column = treeWidget()->sortColumn();
        if (column == Changed)
            return m_changedMs < static_cast<const Row &>(other).m_changedMs;
        return QString::localeAwareCompare(text(column), other.text(column)) < 0;
    }

private:
    qint64 m_changedMs;
};

} // namespace

DocumentsDialog::DocumentsDialog(QWidget *window)
    : QDialog(window), m_words(new QLineEdit(this)), m_list(new QTreeWidget(this)), m_problem(new QLabel(this)),
      m_open(new QPushButton(tr("&Open"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Documents"));
    resize(kSize.boundedTo(window->size() * 0.95));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    m_words->setPlaceholderText(tr("Search"));
    m_words->setAccessibleName(tr("Search documents"));
    m_words->setClearButtonEnabled(true);
    column->addWidget(m_words);
    m_list->setAccessibleName(tr("Documents"));
    m_list->setHeaderLabels({tr("Name"), tr("Where"), tr("Changed"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(Changed, Qt::DescendingOrder);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(Title, QHeaderView::Stretch);
    m_list->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(m_list, 1);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    m_open->setDefault(true);
    buttons->addWidget(m_open);
    connect(m_open, &QAbstractButton::clicked, this, &DocumentsDialog::openChosen);
    const auto add = [&](const QString &text, void (DocumentsDialog::*slot)()) {
        auto *button = new QPushButton(text, this);
        button->setAutoDefault(false);
        connect(button, &QAbstractButton::clicked, this, slot);
        buttons->addWidget(button);
        m_ownButtons << button;
    };
    add(tr("&Rename…"), &DocumentsDialog::renameChosen);
    add(tr("&Move…"), &DocumentsDialog::moveChosen);
    add(tr("&Duplicate…"), &DocumentsDialog::duplicateChosen);
    add(tr("Move to &Trash"), &DocumentsDialog::trashChosen);
    buttons->addStretch(1);
    auto *closing = new QPushButton(tr("Close"), this);
    closing->setAutoDefault(false);
    connect(closing, &QAbstractButton::clicked, this, &QDialog::close);
    buttons->addWidget(closing);
    column->addLayout(buttons);
    connect(m_words, &QLineEdit::textChanged, this, &DocumentsDialog::fill);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &DocumentsDialog::refreshButtons);
    connect(m_list, &QTreeWidget::itemActivated, this, &DocumentsDialog::openChosen);
    refreshButtons();
}

void DocumentsDialog::showDocuments(std::vector<ListedDocument> documents)
{
    m_problem->hide();
    const ListedDocument *now = chosen();
    const auto kept = now ? std::optional(now->recent.document) : std::nullopt;
    m_documents = std::move(documents);
    fill();
    const auto found = std::ranges::find_if(m_documents, [&](const ListedDocument &one) { return one.recent.document == kept; });
    const int number = int(found - m_documents.begin());
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (item->data(0, kDocument).toInt() == number)
            m_list->setCurrentItem(item);
    }
}

void DocumentsDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->show();
}

void DocumentsDialog::fill()
{
    m_list->clear();
    const QString words = m_words->text().trimmed();
    m_list->setSortingEnabled(false);
    for (std::size_t i = 0; i < m_documents.size(); ++i) {
        QTreeWidgetItem *row = addRow(m_documents[i]);
        row->setData(0, kDocument, int(i));
        row->setHidden(!row->text(Title).contains(words, Qt::CaseInsensitive) && !row->text(Where).contains(words, Qt::CaseInsensitive));
    }
    m_list->setSortingEnabled(true);
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        if (!m_list->topLevelItem(row)->isHidden()) {
            m_list->setCurrentItem(m_list->topLevelItem(row));
            break;
        }
    }
    refreshButtons();
}

QTreeWidgetItem *DocumentsDialog::addRow(const ListedDocument &document)
{
    const Recent &recent = document.recent;
    auto *row = new Row(m_list, document.changedMs);
    row->setIcon(Title, lineIcon(document.isOwn() ? QStringLiteral("document") : QStringLiteral("people")));
    row->setText(Title, recent.title);
    row->setToolTip(Title, recent.title);
    const QString server = recent.serverName.isEmpty() ? recent.server : recent.serverName;
    row->setText(Where, document.isOwn() ? tr("On this computer") : server);
    row->setToolTip(Where, recent.server);
    row->setText(Changed, QLocale().toString(QDateTime::fromMSecsSinceEpoch(document.changedMs), QLocale::ShortFormat));
    row->setText(State, stateOf(document));
    return row;
}

const ListedDocument *DocumentsDialog::chosen() const
{
    const QTreeWidgetItem *row = m_list->currentItem();
    if (!row || row->isHidden() || !row->isSelected())
        return nullptr;
    const auto number = std::size_t(row->data(0, kDocument).toInt());
    return number < m_documents.size() ? &m_documents[number] : nullptr;
}

void DocumentsDialog::refreshButtons()
{
    const ListedDocument *document = chosen();
    m_open->setEnabled(document);
    for (QPushButton *button : std::as_const(m_ownButtons))
        button->setEnabled(document && document->isOwn());
}

void DocumentsDialog::openChosen()
{
    // Enter is heard by the list and by the button
    if (!chosen() || !isVisible())
        return;
    Q_EMIT openRequested(Recent(chosen()->recent));
    close();
}

// While a question is open the list may be shown anew; what it was about is kept.
void DocumentsDialog::renameChosen()
{
    const Recent recent = chosen()->recent;
    if (const auto title = askForTitle(this, recent.title))
        Q_EMIT renameRequested(recent.document, *title);
}

void DocumentsDialog::moveChosen()
{
    const Recent recent = chosen()->recent;
    const QString path = askForFile(this, tr("Move"), recent.title);
    if (!path.isEmpty())
        Q_EMIT moveRequested(recent.document, path);
}

void DocumentsDialog::duplicateChosen()
{
    const Recent recent = chosen()->recent;
    const QString path = askForFile(this, tr("Duplicate"), tr("Copy of %1").arg(recent.title));
    if (!path.isEmpty())
        Q_EMIT duplicateRequested(recent.document, path);
}

void DocumentsDialog::trashChosen()
{
    const Recent recent = chosen()->recent;
    if (confirmTrash(this, recent.title))
        Q_EMIT trashRequested(recent.document);
}

} // namespace syngraph::ui
