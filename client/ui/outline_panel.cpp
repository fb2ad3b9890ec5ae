// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outline_panel.h"

#include "editor/section_commands.h"

#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QUuid>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 250;
constexpr qint64 kParagraphsPerMsOfQuiet = 50; // a long document is read less often
constexpr qint64 kParagraphsAtATime = 2000;    // about a millisecond
constexpr int kEntryRole = Qt::UserRole;
constexpr int kIndentation = 14;

bool haveSameTexts(const std::vector<editor::OutlineEntry> &a, const std::vector<editor::OutlineEntry> &b)
{
    return std::ranges::equal(a, b, [](const editor::OutlineEntry &x, const editor::OutlineEntry &y) {
        return x.level == y.level && x.text == y.text;
    });
}

} // namespace

OutlinePanel::OutlinePanel(QWidget *parent)
    : QTreeWidget(parent),
      m_sectionType(QStringLiteral("application/x-syngraph-section-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    setAccessibleName(tr("Outline"));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setIndentation(kIndentation);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setExpandsOnDoubleClick(false);
    setContextMenuPolicy(Qt::NoContextMenu);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setToolTip(tr("Drag a heading, or press Alt with an arrow key, to move its section"));
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &OutlinePanel::begin);
    connect(&m_tick, &QTimer::timeout, this, &OutlinePanel::advance);
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item) { goTo(*item); });
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { goTo(*item); });
}

void OutlinePanel::watch(editor::RichTextEdit *edit)
{
    m_edit = edit;
    m_tick.stop();
    show({});
    if (!edit)
        return;
    // where people write all the time there is never a quiet moment
    const auto later = [this] {
        if (isVisible() && !m_quiet.isActive())
            m_quiet.start(kQuietMs + int(m_edit->binding().mirror().lineCount() / kParagraphsPerMsOfQuiet));
    };
    connect(&edit->binding(), &editor::DocumentBinding::edited, this, later);
    connect(&edit->binding(), &editor::DocumentBinding::changed, this, later);
    connect(edit, &QTextEdit::cursorPositionChanged, this, &OutlinePanel::markCurrent);
    begin();
}

void OutlinePanel::showEvent(QShowEvent *event)
{
    QTreeWidget::showEvent(event);
    begin();
}

void OutlinePanel::begin()
{
    if (!m_edit || !isVisible())
        return;
    m_scan = editor::OutlineScan(m_edit->binding().mirror());
    m_tick.start(0);
    advance();
}

void OutlinePanel::advance()
{
    m_scan.advance(kParagraphsAtATime);
    if (!m_scan.isDone())
        return;
    m_tick.stop();
    show(m_scan.entries());
    // the document as it was is not kept
    m_scan = {};
}

// What is folded stays so while only places have changed.
void OutlinePanel::show(const std::vector<editor::OutlineEntry> &entries)
{
    const bool isSame = haveSameTexts(entries, m_entries);
    m_entries = entries;
    if (!isSame) {
        clear();
        m_items.clear();
        std::vector<std::pair<int, QTreeWidgetItem *>> path;
        for (const editor::OutlineEntry &entry : m_entries) {
            while (!path.empty() && path.back().first >= entry.level)
                path.pop_back();
            auto *item = path.empty() ? new QTreeWidgetItem(this) : new QTreeWidgetItem(path.back().second);
            const QString text = entry.text.isEmpty() ? tr("(empty heading)") : entry.text;
            item->setText(0, text);
            item->setToolTip(0, text);
            item->setData(0, kEntryRole, int(m_items.size()));
            m_items.push_back(item);
            path.emplace_back(entry.level, item);
        }
        expandAll();
    }
    markCurrent();
    viewport()->update();
}

void OutlinePanel::markCurrent()
{
    if (!m_edit || m_entries.empty() || !isVisible())
        return;
    const qint64 caret = m_edit->binding().selection().position;
    const auto behind = std::ranges::upper_bound(m_entries, caret, {}, &editor::OutlineEntry::position);
    if (behind == m_entries.begin())
        setCurrentItem(nullptr);
    else
        setCurrentItem(m_items[std::size_t(behind - m_entries.begin() - 1)]);
}

std::size_t OutlinePanel::entryOf(const QTreeWidgetItem &item) const
{
    return std::size_t(item.data(0, kEntryRole).toInt());
}

qint64 OutlinePanel::endOf(std::size_t entry) const
{
    return editor::commands::sectionEnd(m_entries, entry, m_edit->binding().mirror().length());
}

// What is dragged is the current heading; it finds a place in this panel only.
QMimeData *OutlinePanel::mimeData(const QList<QTreeWidgetItem *> &) const
{
    auto *section = new QMimeData;
    section->setData(m_sectionType, "1");
    return section;
}

// The tree shows what the document says: nothing is moved in it, but in the document, and read anew.
void OutlinePanel::dropEvent(QDropEvent *event)
{
    const QTreeWidgetItem *dragged = currentItem();
    const QTreeWidgetItem *target = itemAt(event->position().toPoint());
    event->setDropAction(Qt::IgnoreAction);
    event->accept();
    if (!m_edit || !dragged || dragged == target || !event->mimeData()->hasFormat(m_sectionType))
        return;
    qint64 place = m_edit->binding().mirror().length();
    if (target && dropIndicatorPosition() == AboveItem)
        place = m_entries[entryOf(*target)].position;
    else if (target && dropIndicatorPosition() == BelowItem && target->isExpanded() && target->childCount() > 0)
        place = m_entries[entryOf(*target->child(0))].position;
    else if (target)
        place = endOf(entryOf(*target));
    moveSection(entryOf(*dragged), place);
}

void OutlinePanel::keyPressEvent(QKeyEvent *event)
{
    const bool isUp = event->key() == Qt::Key_Up;
    if (event->modifiers() == Qt::AltModifier && (isUp || event->key() == Qt::Key_Down) && currentItem() && m_edit)
        moveBeside(*currentItem(), isUp);
    else
        QTreeWidget::keyPressEvent(event);
}

// Past the section above or below it that belongs to the same one.
void OutlinePanel::moveBeside(const QTreeWidgetItem &item, bool isUp)
{
    const QTreeWidgetItem *parent = item.parent() ? item.parent() : invisibleRootItem();
    const int index = parent->indexOfChild(const_cast<QTreeWidgetItem *>(&item));
    const QTreeWidgetItem *other = parent->child(index + (isUp ? -1 : 1));
    if (!other)
        return;
    const std::size_t entry = entryOf(*other);
    moveSection(entryOf(item), isUp ? m_entries[entry].position : endOf(entry));
}

void OutlinePanel::moveSection(std::size_t entry, qint64 target)
{
    // what is shown may be older than the document
    editor::OutlineScan now(m_edit->binding().mirror());
    now.advance(m_edit->binding().mirror().lineCount());
    if (now.entries() != m_entries) {
        begin();
        return;
    }
    const qint64 from = m_entries[entry].position;
    const qint64 to = endOf(entry);
    m_edit->run([=](const model::Document &document, const editor::Selection &) {
        return editor::commands::moveParagraphs(document, from, to, target);
    });
    begin();
}

void OutlinePanel::goTo(const QTreeWidgetItem &item)
{
    const std::size_t index = entryOf(item);
    if (!m_edit || index >= m_entries.size())
        return;
    const qint64 last = m_edit->binding().mirror().length() - 1;
    const qint64 position = std::min(m_entries[index].position, last);
    m_edit->binding().setSelection(editor::Selection::caret(position));
    m_edit->scrollToPosition(position);
    m_edit->setFocus();
}

void OutlinePanel::paintEvent(QPaintEvent *event)
{
    QTreeWidget::paintEvent(event);
    if (!m_entries.empty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(14, 10, -14, -10), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                     tr("Headings appear here as you write them."));
}

} // namespace syngraph::ui
