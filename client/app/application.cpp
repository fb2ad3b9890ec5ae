// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/templates.h"
#include "app/welcome.h"
#include "client_net/identity_file.h"
#include "client_net/web_socket_transport.h"
#include "ui/error_words.h"
#include "ui/file_names.h"
#include "ui/join_dialog.h"
#include "ui/untitled.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QNetworkInformation>
#include <QScopedValueRollback>
#include <QStandardPaths>

#include <algorithm>

namespace syngraph::app {

namespace {

constexpr qint64 kLeaveMs = 5000;
constexpr int kIdleSeconds = 60; // of the personal server
constexpr qint64 kGoodbyeMs = 100;
constexpr int kLookMs = 20;

} // namespace

using client_net::PersonalServer;
using client_net::Reply;
using ui::DocumentPlace;
using ui::DocumentWindow;

Result<Application::Places> Application::placesFor(const QString &profile)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    Places places;
    places.dataFolder = QStringLiteral("%1/syngraph/profiles/%2").arg(data, profile);
    places.settingsFile = QStringLiteral("%1/syngraph/%2.conf").arg(config, profile);
    if (!QDir().mkpath(places.dataFolder))
        return Error{ErrorCode::NotWritable, QStringLiteral("%1 can't be made.").arg(places.dataFolder)};
    auto runtime = PersonalServer::makeRuntimeFolder(places.dataFolder);
    if (!runtime)
        return runtime.error();
    places.runtimeFolder = *runtime;
    places.firstInstanceSocket = QStringLiteral("%1/%2.editor").arg(*runtime, profile);
    return places;
}

Application::Application(ui::Look &look, const Places &places, const QString &profile)
    : m_look(look), m_preferences(places.settingsFile), m_spelling(places.dataFolder + QStringLiteral("/words.txt")),
      m_makeTransport([] { return std::make_unique<client_net::WebSocketTransport>(); }),
      m_server({places.dataFolder, places.runtimeFolder, profile, places.serverProgram, kIdleSeconds, places.shareOn}),
      m_library(m_server, m_makeTransport), m_replicas(places.dataFolder + QStringLiteral("/replicas"), m_sync),
      m_pictures(places.dataFolder + QStringLiteral("/pictures"))
{
    if (auto identity = client_net::openIdentity(places.dataFolder + QStringLiteral("/identity")))
        m_identity = *identity;
    m_look.setScheme(m_preferences.scheme());
    m_nearby.start();
    m_clock.start();
    m_leavingLook.setInterval(kLookMs);
    connect(&m_leavingLook, &QTimer::timeout, this, &Application::endLeaving);
    watchNetwork();
}

void Application::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability now) {
                if (now < QNetworkInformation::Reachability::Local)
                    return;
                for (DocumentWindow *window : windows()) {
                    if (window->pane())
                        window->pane()->document().hurry();
                }
            });
}

Application::~Application()
{
    for (const QPointer<DocumentWindow> &window : std::as_const(m_windows))
        delete window;
}

QList<DocumentWindow *> Application::windows() const
{
    QList<DocumentWindow *> open;
    for (const QPointer<DocumentWindow> &window : m_windows) {
        if (window)
            open << window;
    }
    return open;
}

DocumentWindow *Application::makeWindow()
{
    auto *window = new DocumentWindow(m_preferences, m_look, m_spelling, m_copiedFormat);
    m_windows.removeAll(nullptr);
    m_windows << window;
    connectWindow(window);
    window->startPage().showRescued(readRescued());
    window->startPage().showNearby(m_nearby, [this] { return m_server.readFingerprint(); });
    connect(&window->startPage(), &ui::StartPage::nearbyRequested, this,
            [=, this](const QString &address, const announcement::Announcement &said) { join(window, address, said); });
    connect(&window->startPage(), &ui::StartPage::templateRequested, this,
            [=, this](const QString &name) { createUntitled(window, templateContent(name, QLocale(), QDate::currentDate())); });
    // a window without a document has nobody to tell that it goes
    connect(window, &QObject::destroyed, this, [this] { m_leavingLook.start(); });
    window->show();
    return window;
}

void Application::connectWindow(DocumentWindow *window)
{
    using Window = DocumentWindow;
    connect(window, &Window::newRequested, this, [=, this] { createUntitled(window); });
    connect(window, &Window::fileRequested, this, [=, this](const QString &path) { openFile(window, path); });
    connect(window, &Window::importRequested, this, [=, this](const QString &path) { importFile(window, path); });
    connect(window, &Window::joinRequested, this, [=, this] { join(window, {}); });
    connect(window, &Window::recentRequested, this, [=, this](const ui::Recent &recent) { openRecent(window, recent); });
    connect(window, &Window::startPageRequested, this, [this] { makeWindow(); });
    connect(window, &Window::secondWindowRequested, this, [=, this] { openSecond(window); });
    connect(window, &Window::welcomeRequested, this, [=, this] { openWelcome(window); });
    connect(window, &Window::renameRequested, this, [=, this](const QString &title) { rename(window, title); });
    connect(window, &Window::moveRequested, this, [=, this](const QString &path) { move(window, path); });
    connect(window, &Window::copyRequested, this, [=, this](const QString &path) { copy(window, path); });
    connect(window, &Window::newWithContentRequested, this,
            [=, this](const QString &title, const model::Delta &content) { createWithContent(window, title, content); });
    connect(window, &Window::trashRequested, this, [=, this] { trash(window); });
    connect(window, &Window::documentsRequested, this, [=, this] { showDocuments(window); });
    connect(window, &Window::documentLeft, this, &Application::left);
    connect(window, &Window::personChosen, this, [this] {
        for (DocumentWindow *open : windows())
            open->takePerson();
    });
    connect(window, &Window::switched, this, [this](ui::ActionId id, bool isOn) {
        for (DocumentWindow *open : windows())
            open->actions()[id].setChecked(isOn);
    });
    connect(window, &Window::quitRequested, this, [this] {
        noteOpen();
        const QScopedValueRollback quitting(m_isQuitting, true);
        for (DocumentWindow *open : windows())
            open->close();
    });
}

void Application::show(DocumentWindow *window, const DocumentPlace &place, const model::Delta &beginning, bool isNew,
                       const convert::Pictures &pictures)
{
    DocumentWindow *target = window && !window->pane() ? window : makeWindow();
    auto document = openDocument(place);
    document->setBeginning(beginning, pictures);
    document->setIsNew(isNew);
    m_preferences.addRecent({place.server, place.document, place.title, place.serverName,
                             QDateTime::currentMSecsSinceEpoch(), document->facts().pending, true});
    target->show(std::move(document));
}

// Other editors of this profile may have died with something unsent: that is sent without a window.
std::unique_ptr<ui::OpenDocument> Application::openDocument(const DocumentPlace &place)
{
    // of what a window has just left, the words are wanted in this one
    for (Leaving &one : m_leaving) {
        if (!one.isStopped && one.document->place().document == place.document)
            end(one);
    }
    const ui::OpenDocument::Parts parts{m_server, m_makeTransport, m_replicas, m_pictures, m_preferences.name(), m_preferences.color(), m_identity};
    std::unique_ptr<ui::OpenDocument> first;
    for (auto &kept : m_replicas.open(place.replicaServer(), place.document)) {
        auto document = std::make_unique<ui::OpenDocument>(place, std::move(kept), parts);
        if (!first) {
            first = std::move(document);
            continue;
        }
        document->start();
        m_leaving.push_back({std::move(document), m_clock.elapsed()});
        m_leavingLook.start();
    }
    return first;
}

void Application::tell(const QPointer<DocumentWindow> &window, const Error &reason)
{
    if (!window)
        return;
    if (!window->pane())
        window->startPage().showProblem(ui::wordsOf(reason));
    else
        QMessageBox::warning(window, QStringLiteral("Syngraph"), ui::wordsOf(reason));
}

template<typename Request>
void Application::askForDocument(DocumentWindow *window, const Request &request, const QString &title, Created done)
{
    const QPointer<DocumentWindow> asker(window);
    m_library.ask(request, [=, this](const Result<Reply> &reply) {
        const auto *opened = reply ? std::get_if<protocol::Opened>(&reply->message) : nullptr;
        if (!opened) {
            tell(asker, reply ? Error{} : reply.error());
            return;
        }
        DocumentPlace place;
        place.document = opened->document;
        place.title = title;
        done(place);
    });
}

void Application::createDocument(DocumentWindow *asker, const QString &title, Created done)
{
    askForDocument(asker, protocol::CreateDocument{0, title}, title, std::move(done));
}

void Application::createUntitled(DocumentWindow *window, const model::Delta &beginning)
{
    QPointer<DocumentWindow> asker(window);
    m_library.ask(protocol::ListDocuments{}, [=, this](const Result<Reply> &reply) {
        const auto *list = reply ? std::get_if<protocol::Documents>(&reply->message) : nullptr;
        if (!list) {
            tell(asker, reply ? Error{} : reply.error());
            return;
        }
        QSet<QString> titles;
        for (const protocol::DocumentEntry &entry : list->documents)
            titles.insert(entry.title);
        int number = 1;
        while (titles.contains(ui::untitledTitle(number)))
            ++number;
        createDocument(asker, ui::untitledTitle(number),
                       [=, this](const DocumentPlace &place) { show(asker, place, beginning, beginning.isEmpty()); });
    });
}

void Application::openWelcome(DocumentWindow *window)
{
    const QPointer<DocumentWindow> asker(window);
    createDocument(window, tr("Welcome to Syngraph"),
                   [=, this](const DocumentPlace &place) { show(asker, place, welcomeContent(), false); });
}

void Application::openFile(DocumentWindow *window, const QString &path)
{
    if (ui::isForeign(path)) {
        importFile(window, path);
        return;
    }
    const QPointer<DocumentWindow> asker(window);
    askForDocument(window, protocol::OpenFile{0, path}, QFileInfo(path).completeBaseName(),
                   [=, this](const DocumentPlace &place) { raiseOrShow(asker, place); });
}

void Application::join(DocumentWindow *window, const QString &address, const announcement::Announcement &said)
{
    QPointer<DocumentWindow> asker(window);
    auto *dialog = new ui::JoinDialog(m_preferences, m_makeTransport, m_identity, window);
    connect(dialog, &ui::JoinDialog::chosen, this, [=, this](const DocumentPlace &place) {
        m_replicas.keepInvitation(place.replicaServer(), place.document, place.token);
        raiseOrShow(asker, place);
    });
    dialog->open();
    if (!address.isEmpty())
        dialog->start(address, said);
}

void Application::openRecent(DocumentWindow *window, const ui::Recent &recent)
{
    raiseOrShow(window, placeOf(recent));
}

QList<DocumentWindow *> Application::windowsOf(DocumentId document) const
{
    QList<DocumentWindow *> open = windows();
    open.removeIf([document](const DocumentWindow *window) {
        return !window->pane() || window->pane()->document().place().document != document;
    });
    return open;
}

DocumentWindow *Application::windowOf(DocumentId document) const
{
    return windowsOf(document).value(0);
}

void Application::raiseOrShow(DocumentWindow *window, const DocumentPlace &place)
{
    DocumentWindow *open = windowOf(place.document);
    if (!open) {
        show(window, place, {}, false);
        return;
    }
    open->setWindowState(open->windowState() & ~Qt::WindowMinimized);
    open->raise();
    open->activateWindow();
}

DocumentPlace Application::placeOf(const ui::Recent &recent) const
{
    DocumentPlace place;
    place.document = recent.document;
    place.title = recent.title;
    place.server = recent.server;
    place.serverName = recent.serverName;
    if (!place.isOwn()) {
        place.endpoint.url = QUrl(recent.server);
        const auto address = client_net::parseAddress(recent.server);
        place.endpoint.pin = address ? m_preferences.pin(address->hostAndPort()) : QByteArray();
        place.token = m_replicas.readInvitation(place.replicaServer(), place.document);
    }
    return place;
}

std::vector<ui::Recent> Application::readRescued() const
{
    std::vector<ui::Recent> rescued;
    for (ui::Recent &recent : m_preferences.recents()) {
        const DocumentPlace place = placeOf(recent);
        if (!recent.isOpen || isShown(place))
            continue;
        recent.unsent = m_replicas.readUnsent(place.replicaServer(), place.document);
        rescued.push_back(std::move(recent));
    }
    return rescued;
}

// In a window of this program or of another one of the same profile.
bool Application::isShown(const DocumentPlace &place) const
{
    return windowOf(place.document) || m_replicas.isOpen(place.replicaServer(), place.document);
}

void Application::openSecond(DocumentWindow *window)
{
    show(nullptr, window->pane()->document().place(), {}, false);
}

// What was never touched leaves no trace; of anything else the list knows how it was left.
void Application::left(ui::OpenDocument *document)
{
    const DocumentPlace &place = document->place();
    // the last one that is closed, not by quitting, was open at the end
    const QList<DocumentWindow *> open = windows();
    if (std::ranges::none_of(open, &DocumentWindow::pane) && !m_isQuitting)
        m_preferences.setOpenAtEnd({place.document});
    if (document->isUntouched()) {
        m_preferences.removeRecent(place.document);
        protocol::TrashDocument request;
        request.document = place.document;
        m_library.ask(request, [](const Result<Reply> &) {});
    }
    m_leaving.push_back({std::unique_ptr<ui::OpenDocument>(document), m_clock.elapsed()});
    m_leavingLook.start();
}

// The last words get time to arrive, and the server to take leave; nobody waits for more.
void Application::endLeaving()
{
    const qint64 now = m_clock.elapsed();
    for (Leaving &one : m_leaving) {
        const ui::ConnectionFacts facts = one.document->facts();
        if (one.isStopped || (facts.pending > 0 && now - one.sinceMs < kLeaveMs))
            continue;
        end(one);
    }
    std::erase_if(m_leaving, [now](const Leaving &one) { return one.isStopped && now - one.sinceMs > kGoodbyeMs; });
    if (m_leaving.empty() && m_library.isIdle() && windows().isEmpty()) {
        m_leavingLook.stop();
        Q_EMIT finished();
    }
}

// What was removed from the list meanwhile stays out of it.
void Application::end(Leaving &one)
{
    const DocumentPlace &place = one.document->place();
    const bool isListed = std::ranges::any_of(m_preferences.recents(), [&](const ui::Recent &recent) {
        return recent.document == place.document;
    });
    const bool isUntouched = one.document->isUntouched();
    one.document->stop();
    one.isStopped = true;
    one.sinceMs = m_clock.elapsed();
    if (isListed && !isUntouched) {
        m_preferences.addRecent({place.server, place.document, one.document->title(), place.serverName,
                                 QDateTime::currentMSecsSinceEpoch(), m_replicas.readUnsent(place.replicaServer(), place.document),
                                 isShown(place)});
    }
}

} // namespace syngraph::app
