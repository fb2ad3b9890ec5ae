// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settled_request.h"

namespace syngraph::ui {

SettledRequest::SettledRequest(OpenDocument &document, Ask ask)
    : QObject(&document), m_document(document), m_ask(std::move(ask))
{
    connect(&document, &OpenDocument::changed, this, &SettledRequest::look);
    // whoever waits for the answer connects first
    QMetaObject::invokeMethod(this, &SettledRequest::look, Qt::QueuedConnection);
}

void SettledRequest::look()
{
    const session::Session &session = m_document.session();
    if (m_isAsked || !std::holds_alternative<session::Live>(session.link()) || session.edits().pendingCount() > 0)
        return;
    m_isAsked = true;
    const QPointer<SettledRequest> self(this);
    m_ask(m_document.driver().requests(), session.revision(), [self](const Result<client_net::Reply> &reply) {
        if (!self)
            return;
        Q_EMIT self->done(reply ? Result<void>() : Result<void>(reply.error()));
        self->deleteLater();
    });
}

} // namespace syngraph::ui
