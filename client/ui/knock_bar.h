// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <QFrame>

#include <optional>

class QLabel;

namespace syngraph::ui {

class SharingLink;

// Above the page while somebody asks to be let into a document that this person shares: who it is, the words that
// both screens show, and the answers. One at a time.
class KnockBar : public QFrame
{
    Q_OBJECT

public:
    KnockBar(SharingLink &sharing, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void look();
    void answer(protocol::Role role, bool always);
    void color();

    SharingLink &m_sharing;
    QLabel *m_text;
    QLabel *m_words;
    std::optional<IdentityId> m_asking;
    bool m_isColoring = false;
};

} // namespace syngraph::ui
