// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_pictures.h"

namespace syngraph::ui {
namespace {

using convert::Picture;
using convert::Pictures;

constexpr int kBringAgainMs = 2000;

// Answers of several questions, and how many are still to come.
struct Gathering
{
    Pictures collected;
    std::size_t open = 0;
};

// What another try can't mend: the server refuses the change that shows it, and the person hears of that.
bool isFinal(ErrorCode code)
{
    return code == ErrorCode::NotFound || code == ErrorCode::Damaged || code == ErrorCode::Malformed
        || code == ErrorCode::TooLarge || code == ErrorCode::NotAllowed;
}

} // namespace

DocumentPictures::DocumentPictures(client_net::SessionDriver &driver, PictureStore &store, QObject *parent)
    : QObject(parent), m_driver(driver), m_store(store), m_transfer(driver)
{
    m_bringAgain.setSingleShot(true);
    connect(&m_bringAgain, &QTimer::timeout, this, &DocumentPictures::bring);
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
        // the connection may have come while word of its absence was on its way
        if (!bytes && bytes.error().code == ErrorCode::ConnectionLost && m_transfer.isConnected()) {
            fetch(id);
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
        bring();
    }
}

void DocumentPictures::add(const Picture &picture)
{
    m_unsent.insert(picture.id, picture);
    m_store.hold(picture.id, m_driver.session().document());
    m_store.keep(picture);
    m_driver.pictureAdded(picture.id);
    bring();
}

void DocumentPictures::bring()
{
    if (!m_transfer.isConnected())
        return;
    const QSet<QByteArray> due = m_driver.session().picturesToStore() - m_bringing;
    m_bringing.unite(due);
    for (const QByteArray &id : due) {
        if (m_unsent.contains(id)) {
            put(m_unsent.value(id));
            continue;
        }
        m_store.read(id, this, [this, id](const Result<Picture> &here) {
            here ? put(*here) : brought(id, here.error());
        });
    }
}

void DocumentPictures::put(const Picture &picture)
{
    m_transfer.put(picture.id, picture.mime, picture.bytes,
                   [self = QPointer<DocumentPictures>(this), id = picture.id](const Result<void> &stored) {
                       if (self)
                           self->brought(id, stored);
                   });
}

void DocumentPictures::brought(const QByteArray &id, const Result<void> &stored)
{
    m_bringing.remove(id);
    if (stored || isFinal(stored.error().code)) {
        m_unsent.remove(id);
        m_store.release(id, m_driver.session().document());
        m_driver.pictureStored(id);
    } else {
        m_bringAgain.start(kBringAgainMs);
    }
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
    auto all = std::make_shared<Gathering>(Gathering{{}, ids.size()});
    for (const QByteArray &id : ids) {
        have(id, [all, id, answer, who = QPointer<QObject>(asker)](const Result<Picture> &picture) {
            if (picture && !picture->id.isEmpty())
                all->collected.emplace(id, *picture);
            if (--all->open == 0 && who)
                answer(all->collected);
        });
    }
}

} // namespace syngraph::ui
