// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace syngraph::ui {

// A button as wide as its place, with a picture, a line of text and a quieter one below.
class CardButton : public QAbstractButton
{
    Q_OBJECT

public:
    CardButton(const QIcon &icon, const QString &text, const QString &hint, QWidget *parent);

    // Drawn with a frame of its own even where nobody points at it.
    void setRaised(bool raised);
    bool isRaised() const { return m_isRaised; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_hint;
    bool m_isRaised = false;
};

} // namespace syngraph::ui
