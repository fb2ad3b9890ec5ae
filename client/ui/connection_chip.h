// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection_words.h"

#include <QAbstractButton>

namespace syngraph::ui {

// The state of the connection in a shape, a word and a colour; a click shows who is here. The tooltip has the
// whole sentence.
class ConnectionChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ConnectionChip(QWidget *parent = nullptr);

    void show(const ConnectionWords &words, qint64 people);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString label() const;
    void paintShape(QPainter &painter, const QRectF &box, const QColor &color) const;

    ConnectionWords m_words;
    qint64 m_people = 0;
};

} // namespace syngraph::ui
