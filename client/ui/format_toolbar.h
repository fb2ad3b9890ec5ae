// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/theme.h"
#include "model/attributes.h"

#include <QColor>
#include <QToolBar>

#include <optional>

class QComboBox;
class QFontComboBox;
class QToolButton;

namespace syngraph::ui {

class Actions;

// The one toolbar: a subset of the menus, and the boxes for style, font and size. Only shows and asks; what is
// chosen is done by FormatControl. Whatever does not fit is in the menu behind the arrows at its end.
class FormatToolbar : public QToolBar
{
    Q_OBJECT

public:
    FormatToolbar(const Actions &actions, QWidget *parent);

    // What the caret stands in.
    void showFormat(editor::BlockStyle style, const model::Attributes &format, const editor::Theme &theme);
    void setEditable(bool editable);
    QColor textColor() const { return m_textColor; }
    QColor highlight() const { return m_highlight; }

Q_SIGNALS:
    void styleChosen(syngraph::editor::BlockStyle style);
    void fontChosen(const QString &family);
    void sizeChosen(double points);
    // Invalid: none.
    void textColorChosen(const QColor &color);
    void highlightChosen(const QColor &color);

private:
    void addBoxes();
    void addColors(const Actions &actions);
    void dressStyles(const editor::Theme &theme);
    QToolButton *addColorButton(QAction &action, bool isHighlight);
    void addStandardFont();
    void takeFont(const QString &text);
    void takeSize(const QString &text);

    QComboBox *m_styles;
    QFontComboBox *m_fonts;
    QComboBox *m_sizes;
    std::optional<bool> m_isDark; // of the theme that the styles are shown in
    QColor m_textColor;
    QColor m_highlight;
};

// The name of a paragraph style, for people.
QString styleName(editor::BlockStyle style);

} // namespace syngraph::ui
