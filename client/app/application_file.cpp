// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Application that gives documents another name, place or end.
#include "app/application.h"

#include "convert/files.h"
#include "editor/picture_intake.h"
#include "ui/document_pictures.h"
#include "ui/file_names.h"
#include "ui/long_work.h"

namespace syngraph::app {

using client_net::Reply;
using ui::DocumentPlace;
using ui::DocumentWindow;

void Application::rename(DocumentWindow *window, const QString &title)
{
    QPointer<DocumentWindow> asker(window);
    protocol::RenameDocument request;
    request.document = window->pane()->document().place().document;
    request.title = title;
    window->pane()->document().driver().requests().ask(request, [=, this](const Result<Reply> &reply) {
        if (!reply)
            tell(asker, reply.error());
    });
}

// Nobody who writes in it notices.
void Application::move(DocumentWindow *window, const QString &path)
{
    const QPointer<DocumentWindow> asker(window);
    giveFile(window->pane()->document().place().document, path, [=, this](const Result<void> &moved) {
        if (!moved)
            tell(asker, moved.error());
        else if (asker)
            asker->tell(tr("Saved as %1; from now on everything is saved there as you write").arg(path));
    });
}

// The content as it is now, without its past, as a document of one's own.
void Application::copy(DocumentWindow *window, const QString &path)
{
    const QPointer<DocumentWindow> asker(window);
    ui::OpenDocument &document = window->pane()->document();
    const model::Document content = document.session().edits().visible();
    document.pictures().collect(convert::picturesIn(content), this,
                                [=, this](const convert::Pictures &pictures) { makeCopy(asker, path, content.toDelta(), pictures); });
}

void Application::makeCopy(const QPointer<DocumentWindow> &asker, const QString &path, const model::Delta &content,
                           const convert::Pictures &pictures)
{
    createDocument(asker, ui::titleOfFile(path), [=, this](const DocumentPlace &place) {
        m_library.ask(protocol::MoveDocument{0, place.document, path}, [=, this](const Result<Reply> &moved) {
            if (moved) {
                show(asker, place, content, false, pictures);
                return;
            }
            m_library.ask(protocol::TrashDocument{0, place.document}, [](const Result<Reply> &) {});
            tell(asker, moved.error());
        });
    });
}

void Application::createWithContent(DocumentWindow *window, const QString &title, const model::Delta &content)
{
    const QPointer<DocumentWindow> asker(window);
    createDocument(window, title, [=, this](const DocumentPlace &place) { show(asker, place, content, false); });
}

// Read in the background; a document of it exists only if that went well.
void Application::importFile(DocumentWindow *window, const QString &path)
{
    const QPointer<DocumentWindow> asker(window);
    auto *reading = new ui::LongWork(tr("Reading %1…").arg(path), this);
    window->showWork(*reading);
    struct Read
    {
        model::Delta content;
        convert::Pictures pictures;
    };
    const auto work = [path](ui::WorkState &) -> Result<Read> {
        const auto file = convert::readFile(path, convert::PictureWish::Taken);
        if (!file)
            return file.error();
        Read read{file->document.toDelta(), {}};
        read.pictures = editor::takePictures(file->pictures, read.content);
        return read;
    };
    reading->run(work, [=, this](const Result<Read> &read) {
        if (!read) {
            tell(asker, read.error());
            return;
        }
        createDocument(asker, ui::titleOfFile(path), [=, this, read = *read](const DocumentPlace &place) {
            show(asker, place, read.content, false, read.pictures);
        });
    });
}

void Application::trash(DocumentWindow *window)
{
    const QPointer<DocumentWindow> asker(window);
    giveUp(window->pane()->document().place().document, [=, this](const Result<void> &trashed) {
        if (!trashed)
            tell(asker, trashed.error());
    });
}

} // namespace syngraph::app
