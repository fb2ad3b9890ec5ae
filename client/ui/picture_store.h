// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "convert/picture.h"
#include "editor/picture_intake.h"

#include <QCache>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>

namespace syngraph::ui {

// Pictures of all documents that this program shows: ready to be painted in memory, their files in a folder, where
// they are still there when a server is not. Files are named by the hash of their bytes and looked at again when they
// are read; the oldest go when there are too many, unless a document needs them still. One for all windows; what takes long is done on a thread of its own.
class PictureStore : public QObject
{
    Q_OBJECT

public:
    using Taken = std::function<void(const Result<convert::Picture> &picture)>;

    // `mostBytes`: what the folder may hold.
    explicit PictureStore(const QString &folder, qint64 mostBytes = qint64(1) << 30);
    ~PictureStore() override;

    // Null where it is not at hand, see load().
    QImage image(const QByteArray &id) const;
    // Its file at once; null where it is not in the folder.
    convert::Picture file(const QByteArray &id) const;
    // Looks for it in the folder and, where it is there, makes it ready: shown() follows before the answer.
    void load(const QByteArray &id, QObject *asker, std::function<void(bool isThere)> answer);
    // Keeps a picture that has come, or was made here, and makes it ready; shown() follows.
    void keep(const convert::Picture &picture);
    // No server has it yet, and this document shows it: its file stays until release(), this program's end included.
    void hold(const QByteArray &id, DocumentId document);
    void release(const QByteArray &id, DocumentId document);
    // Its file; NotFound where it is not in the folder.
    void read(const QByteArray &id, QObject *asker, Taken answer);
    // Makes a picture for documents of what `open` gives, on the thread, and writes its file.
    void take(std::function<Result<convert::Picture>()> open, QObject *asker, Taken answer);

Q_SIGNALS:
    // It is ready to be painted.
    void shown(const QByteArray &id);

private:
    template<typename Work, typename Done>
    void run(QObject *asker, Work work, Done done);
    void putAtHand(const QByteArray &id, const QImage &image);

    QString m_folder;
    QCache<QByteArray, QImage> m_images; // cost in KiB
    QThread m_thread;
    QObject *m_worker; // lives on the thread
};

} // namespace syngraph::ui
