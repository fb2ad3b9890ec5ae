// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/command_palette.h"

#include "ui/list_keys.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kActionRole = Qt::UserRole;
constexpr int kKeysRole = Qt::UserRole + 1;
constexpr QSize kSize(560, 420);
constexpr int kMargin = 10;
constexpr int kRowHeight = 30;

// Keys at the right edge, where they don't get between the words.
class KeysDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool isChosen = option.state & QStyle::State_Selected;
        painter->save();
        painter->setPen(option.palette.color(isChosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -kMargin, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(kKeysRole).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), kRowHeight};
    }
};

// Whether each of the words stands in the text, and how good that is: less is better.
std::optional<int> rankOf(const QString &text, const QStringList &words)
{
    int rank = 0;
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        rank += at == 0 ? 0 : text[at - 1].isSpace() ? 1 : 2;
    }
    return rank;
}

} // namespace

CommandPalette::CommandPalette(const Actions &actions, QWidget *window)
    : QDialog(window), m_actions(actions), m_words(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    resize(kSize.boundedTo(window->size() * 0.9));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(8);
    m_words->setPlaceholderText(tr("What is to be done?"));
    m_words->setAccessibleName(tr("Search commands"));
    new ListKeys(*m_words, *m_list);
    column->addWidget(m_words);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setIconSize({18, 18});
    m_list->setItemDelegate(new KeysDelegate(m_list));
    m_list->setUniformItemSizes(true);
    column->addWidget(m_list, 1);
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_words, &QLineEdit::returnPressed, this, &CommandPalette::give);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::give);
    fill({});
    m_words->setFocus();
}

void CommandPalette::fill(const QString &words)
{
    struct Row
    {
        int rank;
        QAction *action;
    };
    std::vector<Row> rows;
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < kActionCount; ++i) {
        QAction &action = m_actions[ActionId(i)];
        if (!action.isEnabled() || ActionId(i) == ActionId::Commands)
            continue;
        const QString name = Actions::plainText(action);
        const auto byName = rankOf(name, wanted);
        // what it says of itself counts for less
        const auto byTip = byName ? byName : rankOf(action.statusTip(), wanted);
        if (byTip)
            rows.push_back({*byTip + (byName ? 0 : 100), &action});
    }
    std::ranges::stable_sort(rows, {}, &Row::rank);
    m_list->clear();
    for (const Row &row : rows) {
        auto *item = new QListWidgetItem(row.action->icon(), Actions::plainText(*row.action), m_list);
        item->setData(kActionRole, QVariant::fromValue(row.action));
        item->setData(kKeysRole, row.action->shortcut().toString(QKeySequence::NativeText));
        item->setToolTip(row.action->statusTip());
    }
    m_list->setCurrentRow(0);
}

// After it is gone: the command may open something, and acts on what had the keyboard before.
void CommandPalette::give()
{
    const QListWidgetItem *item = m_list->currentItem();
    auto *action = item ? item->data(kActionRole).value<QAction *>() : nullptr;
    accept();
    if (action)
        QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

} // namespace syngraph::ui
