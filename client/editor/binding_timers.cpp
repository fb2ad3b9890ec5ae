// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentBinding that decides when things happen.
#include "editor/document_binding.h"

#include <QEvent>
#include <QTextEdit>

namespace syngraph::editor {
namespace {

// After the last change, and between two portions of a pass.
constexpr int kVerifyAfterMs = 3000;
constexpr int kVerifyEveryMs = 25;
constexpr int kVerifyBlocks = 300;

} // namespace

void DocumentBinding::setTimersOn(bool on)
{
    m_timersOn = on;
    if (!on) {
        m_frameTimer.stop();
        m_verifyTimer.stop();
        m_rejoinTimer.stop();
    }
}

void DocumentBinding::scheduleTimers()
{
    m_verifyBlock = 0;
    if (m_timersOn)
        m_verifyTimer.start(kVerifyAfterMs);
}

void DocumentBinding::verifyTick()
{
    if (verifySome(kVerifyBlocks))
        m_verifyTimer.stop();
    else
        m_verifyTimer.start(kVerifyEveryMs);
}

// What the person does next meets the document that is about to be drawn, and settled formats.
bool DocumentBinding::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::Drop:
    case QEvent::ContextMenu:
        flushPart();
        settle();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace syngraph::editor
