// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/application.h"

#include <QTemporaryDir>

#include <memory>

namespace syngraph::test {

// A person of their own on this computer, gone afterwards together with the server: settings, documents, windows.
class Profile
{
public:
    explicit Profile(const QString &name = QStringLiteral("Anna"));
    ~Profile();

    app::Application &program() { return *m_program; }
    ui::DocumentWindow *window(int index = 0) { return m_program->windows().value(index); }
    ui::DocumentPane *pane(int index = 0) { return window(index) ? window(index)->pane() : nullptr; }
    // A new document in the first window, ready to be written in.
    bool openNew();
    void trigger(ui::ActionId id, int index = 0) { window(index)->actions()[id].trigger(); }
    // What the window shows, read out of its QTextDocument, as Delta JSON.
    QByteArray shown(int index = 0) { return shownIn(*pane(index)); }
    static QByteArray shownIn(ui::DocumentPane &pane);
    QString folder() const { return m_folder.path(); }
    // Process of the server that holds the documents now; 0 where none lives.
    qint64 serverPid() const;
    // Its windows are not closed: to documents and connections that is like a crash.
    void endProgram();
    void startProgram();
    // A second editor of the same profile.
    std::unique_ptr<app::Application> makeProgram() const;
    QString dataFolder() const { return m_places.dataFolder; }

private:
    QTemporaryDir m_folder;
    QString m_name;
    app::Application::Places m_places;
    std::unique_ptr<app::Application> m_program;
};

// Processes of syngraphd that serve this data folder.
QList<qint64> serversOf(const QString &dataFolder);
// By key events.
void type(QWidget &widget, const QString &text);

} // namespace syngraph::test
