// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/picture_transfer.h"
#include "ui/picture_store.h"

#include <QSet>

namespace syngraph::ui {

// The pictures of one open document: from this computer where they are here, else from the document's server, never
// from anywhere else. What could not be had is asked for again when the connection is back. Owned by the open
// document; driver and store must outlive it.
class DocumentPictures : public QObject
{
    Q_OBJECT

public:
    DocumentPictures(client_net::SessionDriver &driver, PictureStore &store, QObject *parent);
    ~DocumentPictures() override;

    PictureStore &store() { return m_store; }
    // Null where it is on its way; shown() tells when it is there.
    QImage image(const QByteArray &id);
    bool isConnected() const { return m_transfer.isConnected(); }
    // To the server, and kept here: then a change may show it.
    void put(const convert::Picture &picture, QObject *asker, client_net::PictureTransfer::Stored stored);
    // The files of these; those that can't be had are missing.
    void collect(const std::vector<QByteArray> &ids, QObject *asker, std::function<void(const convert::Pictures &pictures)> answer);
    // Puts all of these; the answer has those that the server has now.
    void putAll(const convert::Pictures &pictures, QObject *asker, std::function<void(const QSet<QByteArray> &stored)> answer);

Q_SIGNALS:
    // Ready to be painted.
    void shown(const QByteArray &id);

private:
    void look(const QByteArray &id);
    void fetch(const QByteArray &id);
    void retry();
    void have(const QByteArray &id, std::function<void(const Result<convert::Picture> &picture)> answer);

    PictureStore &m_store;
    client_net::PictureTransfer m_transfer;
    QSet<QByteArray> m_looking; // asked for
    QSet<QByteArray> m_missing; // the server was not there, or did not have it
    bool m_wasConnected = false;
};

} // namespace syngraph::ui
