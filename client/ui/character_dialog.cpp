// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/character_dialog.h"

#include "ui/arrow_box.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

struct Group
{
    const char *name;
    QStringView characters;
};

#define TEXT(text) QT_TRANSLATE_NOOP("CharacterDialog", text)
constexpr Group kGroups[] = {
    {TEXT("Punctuation"), u"\u2013\u2014\u2026\u2022\u00b7\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a\u00a1\u00bf\u00a7\u00b6\u2020\u2021\u2032\u2033\u2030\u2116"},
    {TEXT("Symbols"), u"\u00a9\u00ae\u2122\u00b0\u00aa\u00ba\u2190\u2191\u2192\u2193\u2194\u21d2\u21d4\u2713\u2717\u2605\u2606\u25cf\u25cb\u25a0\u25a1\u25b2\u25bc\u25c6\u2666\u2665\u2660\u2663\u266a\u260e"},
    {TEXT("Currency"), u"\u20ac\u00a3\u00a5\u00a2\u20a3\u20a4\u20a9\u20aa\u20ab\u20b1\u20b4\u20b9\u20ba\u20bd\u20bf"},
    {TEXT("Mathematics"), u"\u00b1\u00d7\u00f7\u2212\u2260\u2248\u2261\u2264\u2265\u221e\u221a\u2211\u220f\u222b\u2202\u2206\u2207\u2208\u2209\u2282\u2286\u222a\u2229\u2205\u2200\u2203\u2227\u2228\u00ac\u00bd\u00bc\u00be\u2153\u00b9\u00b2\u00b3\u03c0\u00b5"},
    {TEXT("Greek"), u"\u0391\u0392\u0393\u0394\u0395\u0396\u0397\u0398\u0399\u039a\u039b\u039c\u039d\u039e\u039f\u03a0\u03a1\u03a3\u03a4\u03a5\u03a6\u03a7\u03a8\u03a9\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c3\u03c4\u03c5\u03c6\u03c7\u03c8\u03c9"},
    {TEXT("Latin letters"), u"\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00cd\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8\u00d9\u00da\u00db\u00dc\u00dd\u00de\u1e9e\u00df\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef\u00f0\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u0141\u0142"},
};
#undef TEXT

constexpr int kCell = 36;
constexpr int kColumns = 10;
constexpr int kRows = 5;
constexpr double kFontScale = 1.35;

QString codeOf(const QString &character)
{
    return QStringLiteral("U+%1").arg(character.front().unicode(), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

CharacterDialog::CharacterDialog(QWidget *parent)
    : QDialog(parent), m_groups(new ArrowBox<QComboBox>(this)), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Special Characters"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    m_groups->setAccessibleName(tr("Group"));
    for (const Group &group : kGroups)
        m_groups->addItem(QCoreApplication::translate("CharacterDialog", group.name));
    column->addWidget(m_groups);
    m_list->setAccessibleName(tr("Characters"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setGridSize({kCell, kCell});
    m_list->setMinimumSize(kColumns * kCell + 24, kRows * kCell + 8);
    QFont font = m_list->font();
    font.setPointSizeF(font.pointSizeF() * kFontScale);
    m_list->setFont(font);
    column->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *inserting = buttons->addButton(tr("&Insert"), QDialogButtonBox::ActionRole);
    // Enter is the list's
    inserting->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    const auto take = [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT chosen(item->text());
    };
    connect(inserting, &QPushButton::clicked, this, take);
    connect(m_list, &QListWidget::itemActivated, this, take);
    connect(m_groups, &QComboBox::currentIndexChanged, this, &CharacterDialog::fill);
    fill(0);
    m_list->setFocus();
}

void CharacterDialog::fill(int group)
{
    m_list->clear();
    for (const QChar unit : kGroups[group].characters) {
        auto *item = new QListWidgetItem(QString(unit), m_list);
        item->setTextAlignment(Qt::AlignCenter);
        item->setSizeHint({kCell, kCell});
        item->setToolTip(codeOf(item->text()));
    }
    m_list->setCurrentRow(0);
}

} // namespace syngraph::ui
