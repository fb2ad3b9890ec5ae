// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/open_document.h"

#include <QPointer>

namespace syngraph::ui {

// Asks the server for something that concerns the document as it is now, as soon as everything written here has arrived
// there. Deletes itself when it is done, and is gone, unanswered, with the document.
class SettledRequest : public QObject
{
    Q_OBJECT

public:
    // Puts the question; the document is at this revision.
    using Ask = std::function<void(client_net::RequestClient &requests, Revision revision,
                                   client_net::RequestClient::Answered answered)>;

    SettledRequest(OpenDocument &document, Ask ask);

Q_SIGNALS:
    void done(const syngraph::Result<void> &result);

private:
    void look();

    OpenDocument &m_document;
    Ask m_ask;
    bool m_isAsked = false;
};

} // namespace syngraph::ui
