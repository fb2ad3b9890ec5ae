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
    if (!windows().isEmpty())
        return;
    DocumentWindow *window = makeWindow();
    if (isFirst)
        openWelcome(window);
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
