// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/version_request.h"

namespace syngraph::ui {

VersionRequest::VersionRequest(OpenDocument &document, const QString &name)
    : QObject(&document), m_document(document), m_name(name)
{
    connect(&document, &OpenDocument::changed, this, &VersionRequest::look);
    // whoever waits for the answer connects first
    QMetaObject::invokeMethod(this, &VersionRequest::look, Qt::QueuedConnection);
}

void VersionRequest::look()
{
    const session::Session &session = m_document.session();
    if (m_isAsked || !std::holds_alternative<session::Live>(session.link()) || session.edits().pendingCount() > 0)
        return;
    m_isAsked = true;
    const QPointer<VersionRequest> self(this);
    m_document.driver().requests().ask(
        protocol::NameVersion{0, session.revision(), m_name},
        [self](const Result<client_net::Reply> &reply) {
            if (!self)
                return;
            Q_EMIT self->done(reply ? Result<void>() : Result<void>(reply.error()));
            self->deleteLater();
        });
}

} // namespace syngraph::ui
