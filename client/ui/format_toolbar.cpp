// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format_toolbar.h"

#include "ui/actions.h"
#include "ui/arrow_box.h"
#include "ui/color_menu.h"
#include "ui/icons.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFontComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWheelEvent>

namespace syngraph::ui {
namespace {

using editor::BlockStyle;

constexpr std::array kStyles{BlockStyle::Body, BlockStyle::Title, BlockStyle::H1, BlockStyle::H2, BlockStyle::H3,
                             BlockStyle::H4, BlockStyle::H5, BlockStyle::H6, BlockStyle::Quote, BlockStyle::Code};
constexpr double kMostPreviewPoints = 20;
constexpr int kPreviewWidth = 220;
constexpr std::array kSizes{8.0, 9.0, 10.0, 11.0, 11.5, 12.0, 14.0, 16.0, 18.0, 20.0, 24.0, 28.0, 36.0, 48.0, 72.0};

// Nothing is chosen by turning the wheel or by going through the list: what it says is done when it is chosen.
template<typename Box>
class ListBox final : public ArrowBox<Box>
{
public:
    using ArrowBox<Box>::ArrowBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
    void keyPressEvent(QKeyEvent *event) override
    {
        constexpr std::array opening{Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown};
        const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
        const bool isLetter = isPlain && !this->isEditable() && event->text().size() == 1 && event->text()[0].isPrint();
        if (isLetter || (isPlain && std::ranges::find(opening, event->key()) != opening.end())) {
            this->showPopup();
            if (isLetter)
                this->view()->keyboardSearch(event->text());
        } else {
            ArrowBox<Box>::keyPressEvent(event);
        }
    }
};

// In the list what the box shows is the current one, or none.
void showText(QComboBox &box, const QString &text)
{
    box.setCurrentIndex(box.findText(text, Qt::MatchFixedString));
    box.setEditText(text);
}

QString sizeText(double points)
{
    return QString::number(points);
}

} // namespace

QString styleName(BlockStyle style)
{
    switch (style) {
    case BlockStyle::Body: return FormatToolbar::tr("Body");
    case BlockStyle::Title: return FormatToolbar::tr("Title");
    case BlockStyle::Bullet: return FormatToolbar::tr("Bulleted list");
    case BlockStyle::Ordered: return FormatToolbar::tr("Numbered list");
    case BlockStyle::Check:
    case BlockStyle::Checked: return FormatToolbar::tr("Check list");
    case BlockStyle::Quote: return FormatToolbar::tr("Quote");
    case BlockStyle::Code: return FormatToolbar::tr("Code");
    default: return FormatToolbar::tr("Heading %1").arg(int(style) - int(BlockStyle::H1) + 1);
    }
}

FormatToolbar::FormatToolbar(const Actions &actions, QWidget *parent)
    : QToolBar(tr("Toolbar"), parent), m_styles(new ListBox<QComboBox>(this)),
      m_fonts(new ListBox<QFontComboBox>(this)), m_sizes(new ListBox<QComboBox>(this))
{
    using enum ActionId;
    setObjectName(QStringLiteral("toolbar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    const auto add = [&](std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids)
            addAction(&actions[id]);
        addSeparator();
    };
    add({Undo, Redo});
    addBoxes();
    for (const ActionId id : {Bold, Italic, Underline, Strike})
        addAction(&actions[id]);
    addColors(actions);
    addSeparator();
    add({Bullets, Numbers, Checks, IndentLess, IndentMore});
    add({AlignLeft, AlignCenter, AlignRight, AlignJustify});
    for (const ActionId id : {InsertLink, InsertPicture, AddComment, ClearFormat})
        addAction(&actions[id]);
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setFocusPolicy(Qt::TabFocus);
}

void FormatToolbar::addBoxes()
{
    m_styles->setAccessibleName(tr("Paragraph style"));
    m_styles->setToolTip(tr("Paragraph style"));
    m_styles->setFixedWidth(112);
    for (const BlockStyle style : kStyles)
        m_styles->addItem(styleName(style), int(style));
    m_fonts->setAccessibleName(tr("Font"));
    m_fonts->setToolTip(tr("Font"));
    m_fonts->setFixedWidth(128);
    m_fonts->setEditable(true);
    m_fonts->setInsertPolicy(QComboBox::NoInsert);
    addStandardFont();
    // which fills the list anew
    connect(qGuiApp, &QGuiApplication::fontDatabaseChanged, this, &FormatToolbar::addStandardFont, Qt::QueuedConnection);
    m_sizes->setAccessibleName(tr("Font size"));
    m_sizes->setToolTip(tr("Font size"));
    m_sizes->setEditable(true);
    m_sizes->setInsertPolicy(QComboBox::NoInsert);
    m_sizes->setFixedWidth(66);
    for (const double size : kSizes)
        m_sizes->addItem(sizeText(size));
    for (QComboBox *box : {m_styles, static_cast<QComboBox *>(m_fonts), m_sizes}) {
        box->setFocusPolicy(Qt::StrongFocus);
        addWidget(box);
    }
    addSeparator();
    connect(m_styles, &QComboBox::activated, this,
            [this](int index) { Q_EMIT styleChosen(BlockStyle(m_styles->itemData(index).toInt())); });
    connect(m_fonts, &QComboBox::textActivated, this, &FormatToolbar::takeFont);
    connect(m_sizes, &QComboBox::textActivated, this, &FormatToolbar::takeSize);
    connect(m_sizes->lineEdit(), &QLineEdit::returnPressed, this, [this] { takeSize(m_sizes->currentText()); });
    connect(m_fonts->lineEdit(), &QLineEdit::returnPressed, this, [this] { takeFont(m_fonts->currentText()); });
}

void FormatToolbar::addStandardFont()
{
    const QSignalBlocker quiet(m_fonts);
    if (m_fonts->findText(tr("Standard")) < 0)
        m_fonts->insertItem(0, tr("Standard"));
}

void FormatToolbar::takeFont(const QString &text)
{
    const QString family = text.trimmed();
    Q_EMIT fontChosen(family == tr("Standard") ? QString() : family);
}

void FormatToolbar::takeSize(const QString &text)
{
    bool ok = false;
    const double points = QString(text).replace(u',', u'.').toDouble(&ok);
    if (ok && points >= 1 && points <= 400)
        Q_EMIT sizeChosen(std::round(points * 2) / 2);
}

QToolButton *FormatToolbar::addColorButton(QAction &action, bool isHighlight)
{
    auto *button = new QToolButton(this);
    button->setToolTip(action.toolTip());
    button->setAccessibleName(action.text().remove(u'&').remove(u'…'));
    button->setStatusTip(action.statusTip());
    button->setIcon(action.icon());
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new ColorMenu(isHighlight ? ColorMenu::Kind::Highlight : ColorMenu::Kind::Text, button);
    button->setMenu(menu);
    connect(menu, &ColorMenu::chosen, this, isHighlight ? &FormatToolbar::highlightChosen : &FormatToolbar::textColorChosen);
    // from the menu bar the same choice opens under the button
    connect(&action, &QAction::triggered, button, [button] { button->showMenu(); });
    connect(&action, &QAction::enabledChanged, button, &QToolButton::setEnabled);
    addWidget(button);
    return button;
}

void FormatToolbar::addColors(const Actions &actions)
{
    QToolButton *text = addColorButton(actions[ActionId::TextColor], false);
    QToolButton *highlight = addColorButton(actions[ActionId::Highlight], true);
    connect(this, &FormatToolbar::textColorChosen, text, [this, text](const QColor &color) {
        m_textColor = color;
        text->setIcon(lineIcon(QStringLiteral("text-color"), color));
    });
    connect(this, &FormatToolbar::highlightChosen, highlight, [this, highlight](const QColor &color) {
        m_highlight = color;
        highlight->setIcon(lineIcon(QStringLiteral("highlight"), color));
    });
}

void FormatToolbar::showFormat(BlockStyle style, const model::Attributes &format, const editor::Theme &theme)
{
    if (m_isDark != theme.isDark)
        dressStyles(theme);
    const QSignalBlocker quiet[] = {QSignalBlocker(m_styles), QSignalBlocker(m_fonts), QSignalBlocker(m_sizes)};
    const bool isList = style >= BlockStyle::Bullet && style <= BlockStyle::Checked;
    m_styles->setCurrentIndex(m_styles->findData(int(isList ? BlockStyle::Body : style)));
    const model::Value *font = format.find("font");
    const model::Value *size = format.find("size");
    if (!m_fonts->hasFocus() && !m_fonts->lineEdit()->hasFocus())
        showText(*m_fonts, font ? font->toString() : tr("Standard"));
    if (!m_sizes->hasFocus() && !m_sizes->lineEdit()->hasFocus())
        showText(*m_sizes, sizeText(size ? size->json().toDouble() : theme.pointsOf(style)));
}

// Each in the list as it looks in the text, as far as the list has room.
void FormatToolbar::dressStyles(const editor::Theme &theme)
{
    m_isDark = theme.isDark;
    for (int i = 0; i < m_styles->count(); ++i) {
        const auto style = BlockStyle(m_styles->itemData(i).toInt());
        const bool isHeading = style >= BlockStyle::Title && style <= BlockStyle::H6;
        QFont font;
        font.setFamilies(style == BlockStyle::Code ? theme.codeFamilies : theme.bodyFamilies);
        font.setPointSizeF(std::min(theme.pointsOf(style), kMostPreviewPoints));
        font.setBold(isHeading);
        font.setItalic(style == BlockStyle::Quote);
        m_styles->setItemData(i, font, Qt::FontRole);
        const bool isFaint = style == BlockStyle::Quote || style == BlockStyle::H6;
        m_styles->setItemData(i, isFaint ? theme.faint : theme.heading, Qt::ForegroundRole);
    }
    m_styles->view()->setMinimumWidth(kPreviewWidth);
}

void FormatToolbar::setEditable(bool editable)
{
    for (QWidget *box : {static_cast<QWidget *>(m_styles), static_cast<QWidget *>(m_fonts), static_cast<QWidget *>(m_sizes)})
        box->setEnabled(editable);
}

} // namespace syngraph::ui
