// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Application that lists the documents of a person, and does with one what is asked for there.
#include "app/application.h"

#include "ui/error_words.h"
#include "ui/file_names.h"

#include <algorithm>

namespace syngraph::app {

using client_net::Reply;
using ui::DocumentsDialog;
using ui::DocumentWindow;
using ui::ListedDocument;

void Application::showDocuments(DocumentWindow *window)
{
    const QPointer<DocumentWindow> asker(window);
    auto *dialog = new DocumentsDialog(window);
    const QPointer<DocumentsDialog> shown(dialog);
    const Done settled = [=, this](const Result<void> &result) {
        fillDocuments(shown);
        if (!result && shown)
            shown->showProblem(ui::wordsOf(result.error()));
    };
    connect(dialog, &DocumentsDialog::openRequested, this, [=, this](const ui::Recent &recent) { openRecent(asker, recent); });
    connect(dialog, &DocumentsDialog::renameRequested, this,
            [=, this](DocumentId document, const QString &title) { giveTitle(document, title, settled); });
    connect(dialog, &DocumentsDialog::moveRequested, this,
            [=, this](DocumentId document, const QString &path) { giveFile(document, path, settled); });
    connect(dialog, &DocumentsDialog::duplicateRequested, this,
            [=, this](DocumentId document, const QString &path) { duplicate(document, path, settled); });
    connect(dialog, &DocumentsDialog::trashRequested, this, [=, this](DocumentId document) { giveUp(document, settled); });
    fillDocuments(shown);
    dialog->open();
}

void Application::fillDocuments(const QPointer<DocumentsDialog> &dialog)
{
    m_library.ask(protocol::ListDocuments{}, [=, this](const Result<Reply> &reply) {
        const auto *own = reply ? std::get_if<protocol::Documents>(&reply->message) : nullptr;
        if (!dialog)
            return;
        dialog->showDocuments(listed(own ? own->documents : std::vector<protocol::DocumentEntry>()));
        if (!reply)
            dialog->showProblem(ui::wordsOf(reply.error()));
    });
}

// Those of one's own, and those of others that were open here.
std::vector<ListedDocument> Application::listed(const std::vector<protocol::DocumentEntry> &own) const
{
    const std::vector<ui::Recent> recents = m_preferences.recents();
    std::vector<ListedDocument> all;
    for (const protocol::DocumentEntry &entry : own) {
        const auto known = std::ranges::find(recents, entry.document, &ui::Recent::document);
        ListedDocument document{known == recents.end() ? ui::Recent{} : *known, entry.modified, entry.people};
        document.recent.server.clear();
        document.recent.document = entry.document;
        document.recent.title = entry.title;
        all.push_back(std::move(document));
    }
    for (const ui::Recent &recent : recents) {
        if (!recent.server.isEmpty())
            all.push_back({recent, recent.openedMs, 0});
    }
    for (ListedDocument &document : all)
        document.recent.isOpen = windowOf(document.recent.document) != nullptr;
    return all;
}

void Application::giveTitle(DocumentId document, const QString &title, const Done &done)
{
    m_library.ask(protocol::RenameDocument{0, document, title}, [=, this](const Result<Reply> &renamed) {
        if (renamed)
            m_preferences.renameRecent(document, title);
        done(renamed ? Result<void>() : renamed.error());
    });
}

// Named as its file from then on.
void Application::giveFile(DocumentId document, const QString &path, const Done &done)
{
    m_library.ask(protocol::MoveDocument{0, document, path}, [=, this](const Result<Reply> &moved) {
        if (!moved) {
            done(moved.error());
            return;
        }
        for (DocumentWindow *window : windowsOf(document))
            window->pane()->document().setIsNew(false);
        giveTitle(document, ui::titleOfFile(path), done);
    });
}

// As it is now, without its past.
void Application::duplicate(DocumentId document, const QString &path, const Done &done)
{
    m_library.ask(protocol::CopyDocument{0, document, path, false}, [=, this](const Result<Reply> &copied) {
        if (!copied) {
            done(copied.error());
            return;
        }
        m_library.ask(protocol::OpenFile{0, path}, [=, this](const Result<Reply> &known) {
            const auto *opened = known ? std::get_if<protocol::Opened>(&known->message) : nullptr;
            if (opened)
                giveTitle(opened->document, ui::titleOfFile(path), done);
            else
                done(known ? Error{} : known.error());
        });
    });
}

// Over the library's connection: the document's own ends with it.
void Application::giveUp(DocumentId document, const Done &done)
{
    m_library.ask(protocol::TrashDocument{0, document}, [=, this](const Result<Reply> &trashed) {
        if (trashed) {
            m_preferences.removeRecent(document);
            for (DocumentWindow *window : windowsOf(document))
                window->close();
        }
        done(trashed ? Result<void>() : trashed.error());
    });
}

} // namespace syngraph::app
