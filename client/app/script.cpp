// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/script.h"

#include "app/hands.h"
#include "editor/document_reader.h"
#include "model/delta_json.h"
#include "ui/action_table.h"
#include "ui/card_button.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QSaveFile>
#include <QScreen>

#include <algorithm>
#include <cstdio>

namespace syngraph::app {
namespace {

constexpr int kStepMs = 15;
constexpr int kTooLongMs = 180'000;

} // namespace

Script::Script(const QStringList &lines, Windows windows, QObject *parent)
    : QObject(parent), m_lines(lines), m_windows(std::move(windows))
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
        m_window = m_windows().value(0);
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
    m_untilNextMs = verb == u"type" ? m_paceMs : kStepMs;
    m_sinceLast.start();
    m_timer.start(m_untilNextMs);
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
    if (verb == u"newest-window") {
        m_window = m_windows().last();
        return Step::Done;
    }
    if (verb == u"reopen")
        return reopen();
    if (verb == u"wait")
        return m_inStep.hasExpired(operand.toInt()) ? Step::Done : Step::Again;
    if (verb == u"wait-file")
        return QFile::exists(operand) ? Step::Done : Step::Again;
    if (const auto step = playHands(verb, operand))
        return *step;
    ui::DocumentPane *pane = m_window->pane();
    if (!pane || !pane->document().session().hasDocument())
        return Step::Again;
    return verb.startsWith(u"wait-") ? playWait(verb, operand) : playEdit(verb, operand);
}

std::optional<Script::Step> Script::playHands(const QString &verb, const QString &operand)
{
    const auto when = [](bool isDone) { return isDone ? Step::Done : Step::Again; };
    if (verb == u"click") {
        QAbstractButton *button = buttonSaying(operand);
        if (button)
            button->click();
        return when(button);
    }
    if (verb == u"where") {
        const QAbstractButton *button = buttonSaying(operand.section(u' ', 0, -2));
        if (button) {
            const QPoint middle = button->mapToGlobal(button->rect().center());
            write(operand.section(u' ', -1), QByteArray::number(middle.x()) + ' ' + QByteArray::number(middle.y()));
        }
        return when(button);
    }
    if (verb == u"choose")
        return when(chooseRow(operand));
    if (verb == u"fill") {
        QFile file(operand);
        return when(file.open(QIODevice::ReadOnly) && fillField(QString::fromUtf8(file.readAll()).trimmed()));
    }
    if (verb == u"wait-said")
        return when(saidOnScreen().join(u'\n').contains(operand));
    if (verb == u"said")
        write(operand, saidOnScreen().join(u'\n').toUtf8());
    else if (verb == u"clipboard")
        write(operand, QApplication::clipboard()->text().toUtf8());
    else
        return std::nullopt;
    return Step::Done;
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
    else if (verb == u"measure")
        m_watch = std::make_unique<KeyWatch>(*m_window->pane()->edit().viewport());
    else if (verb == u"measured")
        writeTimes(operand);
    else
        fail(QStringLiteral("%1 is not known").arg(verb));
    return Step::Done;
}

Script::Step Script::type(const QString &text)
{
    if (m_typed < text.size()) {
        if (m_watch)
            m_watch->press(std::max(0.0, double(m_sinceLast.nsecsElapsed()) / 1e6 - m_untilNextMs));
        pressKey(m_window->pane()->edit(), text[m_typed++]);
    }
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
    write(path, model::toJson(editor::toDelta(reader.readAll())));
}

void Script::writeTimes(const QString &path)
{
    QByteArray lines;
    for (const double ms : m_watch ? m_watch->times() : std::vector<double>())
        lines += QByteArray::number(ms, 'f', 2) + '\n';
    write(path, lines.trimmed());
}

// Who waits for the file finds it whole.
void Script::write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content + '\n') < 0 || !file.commit())
        fail(QStringLiteral("%1 can't be written").arg(path));
}

} // namespace syngraph::app
