// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/script.h"

#include "editor/document_reader.h"
#include "model/delta_json.h"
#include "ui/action_table.h"
#include "ui/card_button.h"

#include <QCoreApplication>
#include <QFile>
#include <QKeyEvent>
#include <QScreen>

#include <algorithm>
#include <cstdio>

namespace syngraph::app {
namespace {

constexpr int kStepMs = 15;
constexpr int kTooLongMs = 180'000;

void pressKey(QWidget &widget, QChar unit)
{
    const int key = unit == u'\n' ? int(Qt::Key_Return) : 0;
    const QString text = unit == u'\n' ? QStringLiteral("\r") : QString(unit);
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&widget, &press);
    QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&widget, &release);
}

} // namespace

Script::Script(const QStringList &lines, std::function<ui::DocumentWindow *()> window, QObject *parent)
    : QObject(parent), m_lines(lines), m_findWindow(std::move(window))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Script::next);
}

void Script::start()
{
    m_inStep.start();
    m_timer.start(0);
}

void Script::fail(const QString &why)
{
    std::fprintf(stderr, "script, line %lld: %s\n", qint64(m_line + 1), qPrintable(why));
    QCoreApplication::exit(1);
}

void Script::next()
{
    if (!m_window)
        m_window = m_findWindow();
    if (m_line >= m_lines.size() || !m_window)
        return;
    const QString line = m_lines[m_line].trimmed();
    const QString verb = line.section(u' ', 0, 0);
    const QString operand = line.section(u' ', 1);
    const Step step = verb.isEmpty() || verb.startsWith(u'#') ? Step::Done : play(verb, operand);
    if (step == Step::Done) {
        ++m_line;
        m_typed = 0;
        m_inStep.start();
    } else if (verb != u"type" && m_inStep.hasExpired(kTooLongMs)) {
        fail(QStringLiteral("waited in vain: %1").arg(line));
        return;
    }
    m_timer.start(verb == u"type" ? m_paceMs : kStepMs);
}

Script::Step Script::play(const QString &verb, const QString &operand)
{
    if (verb == u"quit") {
        m_window->actions()[ui::ActionId::Quit].trigger();
        return Step::Done;
    }
    if (verb == u"pace") {
        m_paceMs = operand.toInt();
        return Step::Done;
    }
    if (verb == u"grab") {
        m_window->grab().save(operand);
        return Step::Done;
    }
    if (verb == u"grab-screen") {
        m_window->screen()->grabWindow(0).save(operand);
        return Step::Done;
    }
    if (verb == u"touch") {
        QFile file(operand);
        return file.open(QIODevice::WriteOnly) ? Step::Done : Step::Again;
    }
    if (verb == u"action") {
        trigger(operand);
        return Step::Done;
    }
    if (verb == u"reopen")
        return reopen();
    if (verb == u"wait")
        return m_inStep.hasExpired(operand.toInt()) ? Step::Done : Step::Again;
    if (verb == u"wait-file")
        return QFile::exists(operand) ? Step::Done : Step::Again;
    ui::DocumentPane *pane = m_window->pane();
    if (!pane || !pane->document().session().hasDocument())
        return Step::Again;
    return verb.startsWith(u"wait-") ? playWait(verb, operand) : playEdit(verb, operand);
}

Script::Step Script::playWait(const QString &verb, const QString &operand)
{
    ui::DocumentPane &pane = *m_window->pane();
    bool isThere = false;
    if (verb == u"wait-document") {
        isThere = !pane.edit().isReadOnly();
    } else if (verb == u"wait-text") {
        isThere = pane.edit().toPlainText().contains(operand);
    } else if (verb == u"wait-state") {
        isThere = pane.words().chip == operand;
    } else if (verb == u"wait-shared") {
        const ui::ConnectionFacts facts = pane.document().facts();
        isThere = facts.pending == 0 && std::holds_alternative<session::Live>(facts.link);
    } else {
        fail(QStringLiteral("%1 is not known").arg(verb));
    }
    return isThere ? Step::Done : Step::Again;
}

Script::Step Script::playEdit(const QString &verb, const QString &operand)
{
    if (verb == u"type")
        return type(QString(operand).replace(QLatin1StringView("\\n"), QLatin1StringView("\n")));
    if (verb == u"caret" || verb == u"select")
        select(operand, verb == u"caret");
    else if (verb == u"dump")
        dump(operand);
    else
        fail(QStringLiteral("%1 is not known").arg(verb));
    return Step::Done;
}

Script::Step Script::type(const QString &text)
{
    if (m_typed < text.size())
        pressKey(m_window->pane()->edit(), text[m_typed++]);
    return m_typed < text.size() ? Step::Again : Step::Done;
}

Script::Step Script::reopen()
{
    const auto cards = m_window->startPage().findChildren<ui::CardButton *>();
    const auto first = std::ranges::find_if(cards, &ui::CardButton::isRaised);
    if (first == cards.end())
        return Step::Again;
    (*first)->click();
    return Step::Done;
}

void Script::select(const QString &text, bool isCaret)
{
    editor::DocumentBinding &binding = m_window->pane()->edit().binding();
    binding.flush();
    const qint64 at = binding.mirror().text(0, binding.mirror().length()).indexOf(text);
    if (at < 0) {
        fail(QStringLiteral("the document does not say: %1").arg(text));
        return;
    }
    const qint64 end = at + text.size();
    binding.setSelection(isCaret ? editor::Selection::caret(end) : editor::Selection{at, end});
}

void Script::trigger(const QString &name)
{
    for (const ui::ActionRow &row : ui::actionTable()) {
        QString text = QString::fromUtf8(row.text).remove(u'&').remove(u'…');
        if (text == name) {
            m_window->actions()[row.id].trigger();
            return;
        }
    }
    fail(QStringLiteral("there is no action %1").arg(name));
}

void Script::dump(const QString &path)
{
    editor::RichTextEdit &edit = m_window->pane()->edit();
    edit.binding().flush();
    edit.binding().settle();
    const editor::DocumentReader reader(*edit.document(), edit.binding().formats());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(model::toJson(editor::toDelta(reader.readAll())) + '\n') < 0)
        fail(QStringLiteral("%1 can't be written").arg(path));
}

} // namespace syngraph::app
