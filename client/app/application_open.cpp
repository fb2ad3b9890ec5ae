// SPDX-License-Identifier: GPL-3.0-or-later
// What a start of the program asks for.
#include "app/application.h"

#include <algorithm>

namespace syngraph::app {

using ui::DocumentWindow;

void Application::open(const Arguments &arguments)
{
    if (!arguments.name.isEmpty())
        m_preferences.setName(arguments.name);
    const bool isFirst = m_preferences.takeFirstStart();
    openTargets(arguments);
    if (windows().isEmpty() && m_preferences.reopens())
        reopen();
    if (!windows().isEmpty())
        return;
    DocumentWindow *window = makeWindow();
    if (isFirst)
        openWelcome(window);
}

// For the next start.
void Application::noteOpen()
{
    std::vector<DocumentId> open;
    for (const DocumentWindow *window : windows()) {
        if (window->pane())
            open.push_back(window->pane()->document().place().document);
    }
    m_preferences.setOpenAtEnd(open);
}

void Application::reopen()
{
    const std::vector<ui::Recent> recents = m_preferences.recents();
    for (const DocumentId document : m_preferences.openAtEnd()) {
        const auto known = std::ranges::find(recents, document, &ui::Recent::document);
        if (known != recents.end())
            openRecent(nullptr, *known);
    }
}

void Application::openTargets(const Arguments &arguments)
{
    for (const QString &target : arguments.targets) {
        const QString path = pathOf(target);
        if (path.isEmpty())
            join(makeWindow(), target);
        else
            openFile(makeWindow(), path);
    }
    if (arguments.isNew)
        createUntitled(makeWindow());
}

void Application::takeOver(const Arguments &arguments)
{
    if (!arguments.name.isEmpty()) {
        m_preferences.setName(arguments.name);
        for (DocumentWindow *window : windows())
            window->takePerson();
    }
    openTargets(arguments);
    if (!arguments.targets.isEmpty() || arguments.isNew)
        return;
    const auto isStart = [](const DocumentWindow *window) { return !window->pane(); };
    const QList<DocumentWindow *> open = windows();
    const auto found = std::ranges::find_if(open, isStart);
    DocumentWindow *window = found == open.end() ? makeWindow() : *found;
    window->raise();
    window->activateWindow();
}

} // namespace syngraph::app
