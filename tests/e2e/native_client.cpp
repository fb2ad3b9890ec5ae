// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/native_client.h"

#include "client_net/web_socket_transport.h"
#include "model/caret.h"
#include "model/delta_json.h"

#include <QTest>

namespace syngraph::test {
namespace {

client_net::SessionDriver::Options options(const QUrl &url)
{
    client_net::SessionDriver::Options options;
    options.endpoint.url = url;
    options.credentials.name = QStringLiteral("Bob");
    options.makeTransport = [] { return std::make_unique<client_net::WebSocketTransport>(); };
    return options;
}

} // namespace

NativeClient::NativeClient(const QUrl &url, DocumentId document)
    : m_driver(session::Session(document), options(url))
{
    connect(&m_driver, &client_net::SessionDriver::applied, this, [this](const model::Delta &change) {
        m_caret = model::moveCaret(m_caret, change, this->document());
    });
    connect(&m_driver, &client_net::SessionDriver::noticed, this, [this](const session::Notice &notice) {
        m_notices << notice.reason.text() + u' ' + QString::fromUtf8(model::toJson(notice.content));
    });
    m_driver.start();
}

bool NativeClient::waitUntilJoined(int timeoutMs)
{
    return QTest::qWaitFor([this] { return m_driver.session().hasDocument(); }, timeoutMs);
}

bool NativeClient::isSettled() const
{
    const session::Session &session = m_driver.session();
    return std::holds_alternative<session::Live>(session.link()) && session.edits().pendingCount() == 0;
}

bool NativeClient::waitUntilSettled(qint64 revision, int timeoutMs)
{
    return QTest::qWaitFor([&] { return isSettled() && this->revision() >= revision; }, timeoutMs);
}

void NativeClient::edit(const model::Delta &change)
{
    m_driver.edit(change, session::PendingEdits::Grouping::New);
}

void NativeClient::type(const QString &text)
{
    model::Delta change;
    change.retain(m_caret).insert(text);
    m_caret += text.size();
    edit(change);
}

QByteArray NativeClient::visible() const
{
    return model::toJson(document().toDelta());
}

} // namespace syngraph::test
