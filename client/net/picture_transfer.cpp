// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/picture_transfer.h"

#include <QCryptographicHash>
#include <QPointer>

namespace syngraph::client_net {
namespace {

constexpr int kAtOnce = 3; // the server takes four

} // namespace

PictureTransfer::PictureTransfer(SessionDriver &driver, QObject *parent) : QObject(parent), m_driver(driver) { }

PictureTransfer::~PictureTransfer() = default;

bool PictureTransfer::isConnected() const
{
    return std::holds_alternative<session::Live>(m_driver.session().link());
}

void PictureTransfer::begin(std::function<void()> question)
{
    if (m_open >= kAtOnce) {
        m_waiting.push_back(std::move(question));
        return;
    }
    ++m_open;
    question();
}

void PictureTransfer::finished()
{
    --m_open;
    if (m_waiting.empty())
        return;
    const auto next = std::move(m_waiting.front());
    m_waiting.pop_front();
    ++m_open;
    next();
}

// From the event loop, however many wait.
void PictureTransfer::refuse(std::function<void()> answer)
{
    QMetaObject::invokeMethod(this, [this, answer = std::move(answer), self = QPointer<PictureTransfer>(this)] {
        answer();
        if (self)
            finished();
    }, Qt::QueuedConnection);
}

void PictureTransfer::put(const QByteArray &hash, const QByteArray &mime, const QByteArray &bytes, Stored stored)
{
    begin([=, this, self = QPointer<PictureTransfer>(this)] {
        if (!isConnected()) {
            refuse([stored] { stored(Error{ErrorCode::ConnectionLost, {}}); });
            return;
        }
        protocol::PutBlob request;
        request.transfer = ++m_lastTransfer;
        request.hash = QString::fromLatin1(hash);
        request.mime = QString::fromLatin1(mime);
        request.bytes = bytes.size();
        m_driver.requests().ask(request, [=, this](const Result<Reply> &reply) {
            stored(reply ? Result<void>() : reply.error());
            if (self)
                finished();
        });
        m_driver.sendTransfer(m_lastTransfer, bytes);
    });
}

void PictureTransfer::get(const QByteArray &hash, Got got)
{
    begin([=, this, self = QPointer<PictureTransfer>(this)] {
        if (!isConnected()) {
            refuse([got] { got(Error{ErrorCode::ConnectionLost, {}}); });
            return;
        }
        protocol::GetBlob request;
        request.hash = QString::fromLatin1(hash);
        m_driver.requests().ask(request, [=, this](const Result<Reply> &reply) {
            if (!reply)
                got(reply.error());
            else if (QCryptographicHash::hash(reply->payload, QCryptographicHash::Sha256).toHex() != hash)
                got(Error{ErrorCode::Damaged, {}});
            else
                got(reply->payload);
            if (self)
                finished();
        });
    });
}

} // namespace syngraph::client_net
