// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <optional>

class QLineEdit;
class QPushButton;

namespace syngraph::ui {

// Asks where a link leads. An address without a scheme becomes https, a mail address mailto.
class LinkDialog : public QDialog
{
    Q_OBJECT

public:
    LinkDialog(const QString &now, QWidget *parent);

    // Empty: no link any more. Nothing: cancelled.
    static std::optional<QString> ask(const QString &now, QWidget *parent);
    // As it is stored; empty where it can't be a link.
    static QString targetOf(const QString &typed);

private:
    void check();

    QLineEdit *m_address;
    QPushButton *m_accept;
    bool m_isRemoved = false;
};

} // namespace syngraph::ui
