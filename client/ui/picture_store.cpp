// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_store.h"

#include "convert/files.h"
#include "protocol/limits.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace syngraph::ui {
namespace {

static_assert(editor::kMostPictureBytes == protocol::kMaxBlobBytes);

constexpr int kMostAtHandKib = 192 * 1024;
const QString kHeld = QStringLiteral(".held-"); // behind the id, before the document, in the name of an empty file
// Nobody sees more of it on a page.
constexpr QSize kMostShown(2000, 2000);

using convert::Picture;

Result<Picture> readPicture(const QString &path, const QByteArray &id)
{
    const auto bytes = convert::readBytes(path, editor::kMostPictureBytes);
    if (!bytes)
        return bytes.error();
    Picture picture = convert::pictureOf(*bytes);
    if (picture.id != id)
        return Error{ErrorCode::Damaged, {}};
    return picture;
}

QImage shownPicture(const Picture &picture)
{
    const auto image = editor::decodePicture(picture.bytes, kMostShown);
    return image ? *image : QImage();
}

QString fileOf(const QString &folder, const QByteArray &id)
{
    return folder + u'/' + QString::fromLatin1(id);
}

// Who can't write it has it from the server when that has it.
void writeOnce(const QString &folder, const Picture &picture)
{
    const QString path = fileOf(folder, picture.id);
    if (!QFileInfo::exists(path) && convert::writeBytes(path, picture.bytes))
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
}

QString heldFileOf(const QString &folder, const QByteArray &id, DocumentId document)
{
    return fileOf(folder, id) + kHeld + document.toString();
}

// Whoever was not read for longest; nothing that is held.
void removeOldest(const QString &folder, qint64 mostBytes)
{
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files, QDir::Time);
    QSet<QString> held;
    for (const QFileInfo &file : files) {
        if (file.fileName().contains(kHeld))
            held << file.fileName() << file.fileName().section(u'.', 0, 0);
    }
    qint64 bytes = 0;
    for (const QFileInfo &file : files) {
        bytes += file.size();
        if (bytes > mostBytes && !held.contains(file.fileName()))
            QFile::remove(file.filePath());
    }
}

} // namespace

PictureStore::PictureStore(const QString &folder, qint64 mostBytes) : m_folder(folder), m_images(kMostAtHandKib), m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
    run(this, [folder, mostBytes] {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        removeOldest(folder, mostBytes);
        return true;
    }, [](bool) {});
}

PictureStore::~PictureStore()
{
    // what was asked for is done: a picture may be in no other place
    QMetaObject::invokeMethod(m_worker, [] {}, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

template<typename Work, typename Done>
void PictureStore::run(QObject *asker, Work work, Done done)
{
    const QPointer<QObject> who(asker);
    QMetaObject::invokeMethod(m_worker, [this, who, work = std::move(work), done = std::move(done)] {
        auto outcome = work();
        QMetaObject::invokeMethod(this, [who, done, outcome = std::move(outcome)] {
            if (who)
                done(outcome);
        });
    });
}


QImage PictureStore::image(const QByteArray &id) const
{
    const QImage *held = m_images.object(id);
    return held ? *held : QImage();
}

Picture PictureStore::file(const QByteArray &id) const
{
    const auto picture = readPicture(fileOf(m_folder, id), id);
    return picture ? *picture : Picture{};
}

void PictureStore::putAtHand(const QByteArray &id, const QImage &image)
{
    if (image.isNull())
        return;
    m_images.insert(id, new QImage(image), std::max<qsizetype>(1, image.sizeInBytes() / 1024));
    Q_EMIT shown(id);
}

void PictureStore::load(const QByteArray &id, QObject *asker, std::function<void(bool)> answer)
{
    const auto work = [path = fileOf(m_folder, id), id] {
        const auto picture = readPicture(path, id);
        return picture ? shownPicture(*picture) : QImage();
    };
    run(this, work, [this, id, who = QPointer<QObject>(asker), answer = std::move(answer)](const QImage &image) {
        putAtHand(id, image);
        if (who)
            answer(!image.isNull());
    });
}

void PictureStore::keep(const Picture &picture)
{
    const auto work = [folder = m_folder, picture] {
        writeOnce(folder, picture);
        return shownPicture(picture);
    };
    run(this, work, [this, id = picture.id](const QImage &image) { putAtHand(id, image); });
}

void PictureStore::hold(const QByteArray &id, DocumentId document)
{
    run(this, [path = heldFileOf(m_folder, id, document)] { return bool(convert::writeBytes(path, {})); }, [](bool) {});
}

void PictureStore::release(const QByteArray &id, DocumentId document)
{
    run(this, [path = heldFileOf(m_folder, id, document)] { return QFile::remove(path); }, [](bool) {});
}

void PictureStore::read(const QByteArray &id, QObject *asker, Taken answer)
{
    run(asker, [path = fileOf(m_folder, id), id] { return readPicture(path, id); }, std::move(answer));
}

void PictureStore::take(std::function<Result<Picture>()> open, QObject *asker, Taken answer)
{
    const auto work = [folder = m_folder, open = std::move(open)] {
        auto picture = open();
        if (picture)
            writeOnce(folder, *picture);
        return picture;
    };
    run(asker, work, std::move(answer));
}

} // namespace syngraph::ui
