// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_page.h"

#include "ui/arrow_box.h"
#include "ui/elided_label.h"
#include "ui/icons.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

using history::Part;

} // namespace

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent), m_bar(new QWidget(this)), m_title(new ElidedLabel(this)), m_counts(new QLabel(this)),
      m_others(new ArrowBox<QComboBox>(this)), m_restore(new QToolButton(this)), m_more(new QToolButton(this)),
      m_edit(new editor::RichTextEdit(editor::Theme::forPalette(QApplication::palette()), this))
{
    setObjectName(QStringLiteral("historyPage"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addBar();
    column->addWidget(m_bar);
    column->addWidget(m_edit, 1);
    m_edit->setReadOnly(true);
    // a caret to restore a paragraph from, though nothing can be typed
    m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_edit->setAccessibleName(tr("The document as it was"));
    m_edit->setTints([this](qint64 from, qint64 to) { return tintsIn(from, to); });
    m_edit->viewport()->installEventFilter(this);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    connect(&m_edit->binding(), &editor::DocumentBinding::opened, this, &HistoryPage::scrollToFirstChange);
    connect(m_edit, &QTextEdit::selectionChanged, this,
            [this] { m_restoreSelection->setEnabled(m_edit->textCursor().hasSelection()); });
    m_restyle.setSingleShot(true);
    connect(&m_restyle, &QTimer::timeout, this, [this] {
        m_edit->setTheme(editor::Theme::forPalette(QApplication::palette()));
        m_edit->viewport()->setPalette(m_edit->palette());
    });
    hide();
}

void HistoryPage::addBar()
{
    m_bar->setObjectName(QStringLiteral("historyBar"));
    m_bar->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(m_bar);
    column->setContentsMargins(14, 7, 10, 7);
    column->setSpacing(5);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    top->addWidget(m_title, 1);
    top->addWidget(m_counts);
    auto *closing = new QToolButton(m_bar);
    closing->setObjectName(QStringLiteral("historyClose"));
    closing->setText(tr("Back to Writing"));
    closing->setToolTip(tr("Show the document as it is (Esc)"));
    closing->setIcon(lineIcon(QStringLiteral("close")));
    closing->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    top->addWidget(closing);
    column->addLayout(top);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    auto *with = new QLabel(tr("Compared with"), m_bar);
    with->setForegroundRole(QPalette::PlaceholderText);
    below->addWidget(with);
    m_others->setAccessibleName(tr("Compared with"));
    m_others->setMinimumWidth(120);
    m_others->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    below->addWidget(m_others, 1);
    addRestoring(*below);
    m_more->setIcon(lineIcon(QStringLiteral("more")));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *more = new QMenu(m_more);
    m_name = more->addAction(lineIcon(QStringLiteral("version")), tr("&Name This Version…"), this, &HistoryPage::nameRequested);
    more->addAction(lineIcon(QStringLiteral("copy-document")), tr("&Open as a Copy"), this, &HistoryPage::copyRequested);
    m_more->setMenu(more);
    below->addWidget(m_more);
    column->addLayout(below);
    connect(closing, &QToolButton::clicked, this, &HistoryPage::closeRequested);
    connect(m_restore, &QToolButton::clicked, this, &HistoryPage::restoreRequested);
    connect(m_others, &QComboBox::activated, this, [this](int index) {
        Q_EMIT otherChosen(m_others->itemData(index).isNull() ? std::nullopt
                                                              : std::optional(Revision{m_others->itemData(index).toLongLong()}));
    });
}

void HistoryPage::addRestoring(QLayout &row)
{
    m_restore->setObjectName(QStringLiteral("historyRestore"));
    m_restore->setText(tr("Restore"));
    m_restore->setIcon(lineIcon(QStringLiteral("recover")));
    m_restore->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_restore->setPopupMode(QToolButton::MenuButtonPopup);
    auto *restoring = new QMenu(m_restore);
    restoring->addAction(tr("Restore the &Whole Document"), this, &HistoryPage::restoreRequested);
    m_restoreSelection = restoring->addAction(tr("Restore the &Selection Only"), this, &HistoryPage::restoreSelectionRequested);
    restoring->addAction(tr("Restore This &Paragraph Only"), this, &HistoryPage::restoreParagraphRequested);
    restoring->addSeparator();
    m_people = restoring->addMenu(tr("&Take Back the Changes of"));
    m_restoreSelection->setEnabled(false);
    m_restore->setMenu(restoring);
    row.addWidget(m_restore);
    connect(restoring, &QMenu::aboutToShow, this, &HistoryPage::fillPeople);
}

// Those who did something between the two that are compared.
void HistoryPage::fillPeople()
{
    QStringList names;
    for (const Part &part : m_comparison.parts) {
        if (part.kind != Part::Kind::Kept && !names.contains(m_writers(part.by).name))
            names << m_writers(part.by).name;
    }
    m_people->clear();
    m_people->setEnabled(!names.isEmpty() && m_comparison.from < m_comparison.to);
    m_people->setTitle(m_edit->textCursor().hasSelection() ? tr("&Take Back in the Selection the Changes of")
                                                           : tr("&Take Back the Changes of"));
    for (const QString &name : std::as_const(names)) {
        QString text = name;
        m_people->addAction(text.replace(u'&', QLatin1StringView("&&")), this, [this, name] { Q_EMIT takeBackRequested(name); });
    }
}

void HistoryPage::show(history::Comparison comparison, const QString &title, WriterSource writers)
{
    m_comparison = std::move(comparison);
    m_writers = std::move(writers);
    m_title->setText(title);
    m_counts->setText(countsText());
    // in its place first, so that lines are broken once
    QWidget::show();
    if (parentWidget() && parentWidget()->layout())
        parentWidget()->layout()->activate();
    layout()->activate();
    m_edit->showDocument(lay());
    if (!m_edit->binding().isOpening())
        scrollToFirstChange();
}

void HistoryPage::showOthers(const std::vector<Other> &others, const std::optional<Revision> &chosen)
{
    m_others->clear();
    for (const Other &other : others) {
        m_others->addItem(other.name, other.revision ? QVariant(other.revision->value) : QVariant());
        if (other.revision == chosen)
            m_others->setCurrentIndex(m_others->count() - 1);
    }
}

void HistoryPage::setRefusal(const QString &reason)
{
    m_restore->setEnabled(reason.isEmpty());
    m_restore->setToolTip(reason.isEmpty() ? tr("Make the document as it was here again; it is an ordinary change that can be undone")
                                           : reason);
    m_restore->setAccessibleDescription(reason);
    m_name->setEnabled(reason.isEmpty());
}

qint64 HistoryPage::contentPosition(qint64 shown) const
{
    const Piece *piece = pieceAt(shown);
    if (!piece)
        return 0;
    return piece->kind == Part::Kind::Removed ? piece->after : piece->after + std::min(shown - piece->shown, piece->length);
}

std::optional<std::pair<qint64, qint64>> HistoryPage::selected() const
{
    const QTextCursor cursor = m_edit->textCursor();
    if (!cursor.hasSelection())
        return std::nullopt;
    return std::pair(contentPosition(cursor.selectionStart()), contentPosition(cursor.selectionEnd()));
}

std::pair<qint64, qint64> HistoryPage::paragraphs() const
{
    const QTextCursor cursor = m_edit->textCursor();
    const model::Document &content = m_comparison.after;
    const qint64 last = content.length() - 1;
    const qint64 from = std::min(contentPosition(cursor.selectionStart()), last);
    const qint64 to = std::min(std::max(from, contentPosition(cursor.selectionEnd()) - (cursor.hasSelection() ? 1 : 0)), last);
    return {content.lineStart(content.lineAt(from)), content.lineStart(content.lineAt(to) + 1)};
}

// The caret too, so that a paragraph can be restored without a click.
void HistoryPage::scrollToFirstChange()
{
    const auto first = std::ranges::find_if(m_pieces, [](const Piece &piece) { return piece.kind != Part::Kind::Kept; });
    if (first == m_pieces.end())
        return;
    m_edit->binding().setSelection(editor::Selection::caret(first->shown));
    m_edit->scrollToPosition(first->shown);
}

bool HistoryPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ToolTip && watched == m_edit->viewport()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString words = wordsAt(m_edit->cursorForPosition(help->pos()).position());
        if (!words.isEmpty())
            QToolTip::showText(help->globalPos(), words, m_edit);
        return !words.isEmpty();
    }
    if (event->type() == QEvent::KeyPress && watched == m_edit) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isStep = key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right);
        if (isStep)
            Q_EMIT stepRequested(key->key() == Qt::Key_Right);
        if (key->key() == Qt::Key_Escape)
            Q_EMIT closeRequested();
        return isStep || key->key() == Qt::Key_Escape;
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

void HistoryPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // a style sheet puts back the palettes that it found, after it has told everybody
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_restyle.start(0);
}

} // namespace syngraph::ui
