// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_pictures.h"

namespace syngraph::ui {
namespace {

using convert::Picture;
using convert::Pictures;

// Answers of several questions, and how many are still to come.
template<typename Collected>
struct Gathering
{
    Collected collected;
    std::size_t open = 0;
};

} // namespace

DocumentPictures::DocumentPictures(client_net::SessionDriver &driver, PictureStore &store, QObject *parent)
    : QObject(parent), m_store(store), m_transfer(driver)
{
    connect(&store, &PictureStore::shown, this, [this](const QByteArray &id) {
        m_looking.remove(id);
        m_missing.remove(id);
        Q_EMIT shown(id);
    });
    connect(&driver, &client_net::SessionDriver::changed, this, &DocumentPictures::retry);
}

DocumentPictures::~DocumentPictures() = default;

QImage DocumentPictures::image(const QByteArray &id)
{
    const QImage held = m_store.image(id);
    if (held.isNull() && !m_looking.contains(id) && !m_missing.contains(id))
        look(id);
    return held;
}

// Asked for while painting: nothing may happen before that is over.
void DocumentPictures::look(const QByteArray &id)
{
    m_looking.insert(id);
    m_store.load(id, this, [this, id](bool isThere) {
        if (!isThere)
            fetch(id);
    });
}

void DocumentPictures::fetch(const QByteArray &id)
{
    m_transfer.get(id, [this, id, self = QPointer<DocumentPictures>(this)](const Result<QByteArray> &bytes) {
        if (!self)
            return;
        const Picture picture = bytes ? convert::pictureOf(*bytes) : Picture{};
        if (!picture.id.isEmpty()) {
            m_store.keep(picture);
            return;
        }
        m_looking.remove(id);
        m_missing.insert(id);
    });
}

// When it comes back, once.
void DocumentPictures::retry()
{
    const bool isConnected = m_transfer.isConnected();
    if (!std::exchange(m_wasConnected, isConnected) && isConnected) {
        const QSet<QByteArray> missing = std::exchange(m_missing, {});
        for (const QByteArray &id : missing)
            look(id);
    }
}

void DocumentPictures::put(const Picture &picture, QObject *asker, client_net::PictureTransfer::Stored stored)
{
    m_store.keep(picture);
    m_transfer.put(picture.id, picture.mime, picture.bytes, [who = QPointer<QObject>(asker), stored = std::move(stored)](const Result<void> &done) {
        if (who)
            stored(done);
    });
}

void DocumentPictures::have(const QByteArray &id, std::function<void(const Result<Picture> &)> answer)
{
    m_store.read(id, this, [this, id, answer = std::move(answer)](const Result<Picture> &here) {
        if (here) {
            answer(here);
            return;
        }
        m_transfer.get(id, [answer](const Result<QByteArray> &bytes) {
            answer(bytes ? Result<Picture>(convert::pictureOf(*bytes)) : bytes.error());
        });
    });
}

void DocumentPictures::collect(const std::vector<QByteArray> &ids, QObject *asker, std::function<void(const Pictures &)> answer)
{
    if (ids.empty()) {
        answer({});
        return;
    }
    auto all = std::make_shared<Gathering<Pictures>>(Gathering<Pictures>{{}, ids.size()});
    for (const QByteArray &id : ids) {
        have(id, [all, id, answer, who = QPointer<QObject>(asker)](const Result<Picture> &picture) {
            if (picture && !picture->id.isEmpty())
                all->collected.emplace(id, *picture);
            if (--all->open == 0 && who)
                answer(all->collected);
        });
    }
}

void DocumentPictures::putAll(const Pictures &pictures, QObject *asker, std::function<void(const QSet<QByteArray> &)> answer)
{
    if (pictures.empty()) {
        answer({});
        return;
    }
    auto all = std::make_shared<Gathering<QSet<QByteArray>>>(Gathering<QSet<QByteArray>>{{}, pictures.size()});
    for (const auto &[id, picture] : pictures) {
        put(picture, asker, [all, key = id, answer](const Result<void> &stored) {
            if (stored)
                all->collected.insert(key);
            if (--all->open == 0)
                answer(all->collected);
        });
    }
}

} // namespace syngraph::ui
