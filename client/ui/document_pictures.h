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
    // The next change may insert it: kept here, and brought to the server ahead of that change, now or when there is a
    // connection again.
    void add(const convert::Picture &picture);
    // The files of these; those that can't be had are missing.
    void collect(const std::vector<QByteArray> &ids, QObject *asker, std::function<void(const convert::Pictures &pictures)> answer);

Q_SIGNALS:
    // Ready to be painted.
    void shown(const QByteArray &id);

private:
    void look(const QByteArray &id);
    void fetch(const QByteArray &id);
    void retry();
    void bring();
    void put(const convert::Picture &picture);
    void brought(const QByteArray &id, const Result<void> &stored);
    void have(const QByteArray &id, std::function<void(const Result<convert::Picture> &picture)> answer);

    client_net::SessionDriver &m_driver;
    PictureStore &m_store;
    client_net::PictureTransfer m_transfer;
    QHash<QByteArray, convert::Picture> m_unsent; // of this program's run: also where the disk took no file
    QSet<QByteArray> m_bringing;
    QTimer m_bringAgain;
    QSet<QByteArray> m_looking; // asked for
    QSet<QByteArray> m_missing; // the server was not there, or did not have it
    bool m_wasConnected = false;
};

} // namespace syngraph::ui
