// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "client_net/library_client.h"
#include "ui/copied_format.h"
#include "ui/document_window.h"
#include "ui/documents_dialog.h"
#include "ui/picture_store.h"
#include "ui/spelling_book.h"

#include <QList>
#include <QPointer>

namespace syngraph::app {

// The running program: its windows, the profile they belong to, and what they ask for that concerns more than
// themselves. Made in main; ends with its last window.
class Application : public QObject
{
    Q_OBJECT

public:
    // Where everything of a profile lives.
    struct Places
    {
        QString settingsFile;
        QString dataFolder;
        QString runtimeFolder;
        QString firstInstanceSocket;
        QString serverProgram; // empty: beside this program, else in PATH
        QString shareOn;       // address:port where others get in while something is shared; empty: everywhere
    };
    static Result<Places> placesFor(const QString &profile);

    Application(ui::Look &look, const Places &places, const QString &profile);
    ~Application() override;

    ui::Preferences &preferences() { return m_preferences; }
    // Opens what the command line asks for; at least one window.
    void open(const Arguments &arguments);
    // What a second program of this profile was asked for; something always comes to the front.
    void takeOver(const Arguments &arguments);
    QList<ui::DocumentWindow *> windows() const;

Q_SIGNALS:
    // No window is open, and what was written in the last one has arrived, or is kept for the next time.
    void finished();

private:
    // A document without a window whose last changes are on their way.
    struct Leaving
    {
        std::unique_ptr<ui::OpenDocument> document;
        qint64 sinceMs = 0;
        bool isStopped = false;
    };

    void watchNetwork();
    // Files, addresses and a new document; nothing where nothing is asked for.
    void openTargets(const Arguments &arguments);
    ui::DocumentWindow *makeWindow();
    // Shows the document in the window, or in a new one where that shows another already.
    void show(ui::DocumentWindow *window, const ui::DocumentPlace &place, const model::Delta &beginning, bool isNew,
              const convert::Pictures &pictures = {});
    using Created = std::function<void(const ui::DocumentPlace &place)>;
    // On this person's own server.
    void createDocument(ui::DocumentWindow *asker, const QString &title, Created done);
    // Asks the own server for something that answers with a document.
    template<typename Request>
    void askForDocument(ui::DocumentWindow *asker, const Request &request, const QString &title, Created done);
    void createUntitled(ui::DocumentWindow *window, const model::Delta &beginning = {});
    void openFile(ui::DocumentWindow *window, const QString &path);
    void importFile(ui::DocumentWindow *window, const QString &path);
    // `said`: what the network told of it.
    void join(ui::DocumentWindow *window, const QString &address, const announcement::Announcement &said = {});
    void openRecent(ui::DocumentWindow *window, const ui::Recent &recent);
    void openWelcome(ui::DocumentWindow *window);
    void openSecond(ui::DocumentWindow *window);
    void rename(ui::DocumentWindow *window, const QString &title);
    void move(ui::DocumentWindow *window, const QString &path);
    void showDocuments(ui::DocumentWindow *window);
    void fillDocuments(const QPointer<ui::DocumentsDialog> &dialog);
    std::vector<ui::ListedDocument> listed(const std::vector<protocol::DocumentEntry> &own) const;
    using Done = std::function<void(const Result<void> &result)>;
    // Of this person's own server, whether a window shows it or not.
    void giveTitle(DocumentId document, const QString &title, const Done &done);
    void giveFile(DocumentId document, const QString &path, const Done &done);
    void duplicate(DocumentId document, const QString &path, const Done &done);
    void giveUp(DocumentId document, const Done &done);
    void copy(ui::DocumentWindow *window, const QString &path);
    void createWithContent(ui::DocumentWindow *window, const QString &title, const model::Delta &content);
    void makeCopy(const QPointer<ui::DocumentWindow> &asker, const QString &path, const model::Delta &content,
                  const convert::Pictures &pictures);
    void trash(ui::DocumentWindow *window);
    // Goes on with what is kept here of the document.
    std::unique_ptr<ui::OpenDocument> openDocument(const ui::DocumentPlace &place);
    void left(ui::OpenDocument *document);
    void noteOpen();
    // What was open at the end of the last start, where the person wants that.
    void reopen();
    void endLeaving();
    void end(Leaving &one);
    // Documents that were open when the program ended without closing them, with what they had unsent.
    std::vector<ui::Recent> readRescued() const;
    ui::DocumentPlace placeOf(const ui::Recent &recent) const;
    bool isShown(const ui::DocumentPlace &place) const;
    // Of this program; null where none shows it.
    ui::DocumentWindow *windowOf(DocumentId document) const;
    QList<ui::DocumentWindow *> windowsOf(DocumentId document) const;
    // Brings the window that shows it already to the front, or shows it as show() does.
    void raiseOrShow(ui::DocumentWindow *window, const ui::DocumentPlace &place);
    void tell(const QPointer<ui::DocumentWindow> &window, const Error &reason);
    void connectWindow(ui::DocumentWindow *window);

    ui::Look &m_look;
    ui::Preferences m_preferences;
    ui::SpellingBook m_spelling;
    ui::CopiedFormat m_copiedFormat;
    client_net::TransportFactory m_makeTransport;
    std::optional<trust::IdentityKey> m_identity; // nothing where it can't be kept: nobody knows this person again then
    client_net::PersonalServer m_server;
    client_net::LibraryClient m_library;
    client_net::DiscoveryBrowser m_nearby;
    replica::SyncThread m_sync;
    replica::ReplicaStore m_replicas;
    ui::PictureStore m_pictures;
    QList<QPointer<ui::DocumentWindow>> m_windows;
    bool m_isQuitting = false;
    std::vector<Leaving> m_leaving;
    QElapsedTimer m_clock;
    QTimer m_leavingLook;
};

} // namespace syngraph::app
