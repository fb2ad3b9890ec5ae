// SPDX-License-Identifier: GPL-3.0-or-later
#include "undo_world.h"

#include "model/delta_json.h"
#include "model/op_cursor.h"

namespace syngraph::test {

using namespace model;
using session::PendingEdits;

namespace {

Document startDocument(support::Random &random)
{
    Delta content;
    char16_t letter = u'a';
    const qint64 lines = random.between(1, 3);
    for (qint64 line = 0; line < lines; ++line) {
        QString text;
        for (qint64 count = random.between(line == 0 ? 2 : 0, 6); count > 0; --count)
            text += QChar(letter++);
        content.insert(text);
        content.insert(u"\n", random.chance(30) ? Attributes{{"block", Value::string(u"h1")}} : Attributes());
    }
    return *Document::fromDelta(content);
}

template<typename Each>
void eachCharacter(QStringView text, Each each)
{
    for (const char32_t character : text.toUcs4()) {
        if (character != U'\n')
            each(character);
    }
}

// What `change` inserts and deletes on `before`.
template<typename Inserted, typename Deleted>
void eachChanged(const Document &before, const Delta &change, Inserted inserted, Deleted deleted)
{
    eachCharacter(change.text(), inserted);
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isDelete())
            eachCharacter(before.text(position, position + op.length), deleted);
        if (!op.isInsert())
            position += op.length;
    }
}

Value blockAt(const Document &document, qint64 lineEnd)
{
    const Attributes attributes = document.runAt(lineEnd).attributes;
    const Value *value = attributes.find("block");
    return value ? *value : Value::null();
}

Attributes lineAttributes(const Value &block)
{
    return block.isNull() ? Attributes() : Attributes{{"block", block}};
}

qint64 lineEndFrom(const Document &document, qint64 position)
{
    return document.lineStart(document.lineAt(position) + 1) - 1;
}

} // namespace

UndoWorld::UndoWorld(support::Random random, Options options)
    : m_random(random)
    , m_options(options)
    , m_start(startDocument(m_random))
    , m_trunk(m_start)
{
    for (qint64 count = m_random.between(2, 3); count > 0; --count)
        m_people.push_back({PendingEdits(m_start, m_options.limits), 0, {}, 0, 0, true, {}, {}});
}

void UndoWorld::run()
{
    for (qint64 count = m_random.between(8, 60); count > 0 && m_fault.isEmpty(); --count)
        event();
    settle();
}

void UndoWorld::event()
{
    Person &person = m_people[static_cast<std::size_t>(m_random.below(std::ssize(m_people)))];
    const qint64 what = m_random.below(100);
    if (what < 30)
        edit(person);
    else if (what < 44)
        undo(person);
    else if (what < 52)
        redo(person);
    else if (what < 70)
        commit(person);
    else if (what < 96)
        deliver(person);
    else if (m_options.disconnects && person.online)
        person.online = false;
    else if (!person.online)
        reconnect(person);
    if (m_options.restarts && m_random.chance(10))
        restart(person);
    if (m_random.chance(80))
        send(person);
    check(person);
}

void UndoWorld::edit(Person &person)
{
    const Document before = person.edits.visible();
    const Delta change = randomChange(before);
    const auto grouping = m_random.chance(25) ? PendingEdits::Grouping::Continue : PendingEdits::Grouping::New;
    const auto done = person.edits.edit(change, grouping);
    if (!done)
        fail(QStringLiteral("edit refused: ") + QString::fromUtf8(toJson(change)));
    const auto index = &person - m_people.data();
    eachCharacter(change.text(), [&](char32_t character) { m_writer[character] = index; });
    note(person, before, change);
}

bool UndoWorld::undo(Person &person)
{
    const Document before = person.edits.visible();
    const auto change = person.edits.undo();
    if (!change)
        return false;
    ++m_undone;
    checkTakenBack(person, before, *change, true);
    return true;
}

void UndoWorld::redo(Person &person)
{
    const Document before = person.edits.visible();
    if (const auto change = person.edits.redo())
        checkTakenBack(person, before, *change, false);
}

void UndoWorld::note(Person &person, const Document &before, const Delta &change)
{
    eachChanged(
        before, change, [&](char32_t character) { person.inserted.insert(character); },
        [&](char32_t character) { person.deleted.insert(character); });
}

void UndoWorld::checkTakenBack(Person &person, const Document &before, const Delta &change, bool isUndo)
{
    const auto index = &person - m_people.data();
    eachChanged(
        before, change,
        [&](char32_t character) {
            if (!person.deleted.contains(character) && (isUndo || !person.inserted.contains(character)))
                fail(u"brought back what this person had not deleted"_qs);
            if (m_writer.contains(character) && m_writer[character] != index)
                m_broughtBack.insert(character);
        },
        [&](char32_t character) {
            if (!person.inserted.contains(character) && (isUndo || !person.deleted.contains(character)))
                fail(u"removed another person's character"_qs);
        });
    // line ends are all alike, so whose they are cannot be told
    m_lineEndBroughtBack = m_lineEndBroughtBack || change.text().contains(u'\n');
    note(person, before, change);
}

void UndoWorld::send(Person &person)
{
    if (!person.online)
        return;
    if (const auto outgoing = person.edits.send()) {
        person.sent = outgoing->change;
        person.sentAt = person.revision;
        person.committedAs = 0;
    }
}

void UndoWorld::commit(Person &person)
{
    if (!person.online || !person.edits.hasInFlight() || person.committedAs != 0)
        return;
    if (m_options.refusals && m_random.chance(15) && person.edits.inFlight()->kind != protocol::ChangeKind::Undo)
        return refuse(person);
    const auto revision = m_trunk.commit(person.sent, person.sentAt);
    if (revision)
        person.committedAs = *revision;
    else
        fail(u"the server cannot apply a change"_qs);
}

void UndoWorld::refuse(Person &person)
{
    Document before = person.edits.visible();
    const session::PendingEdits::Dropped dropped = person.edits.refuse();
    if (!before.apply(dropped.visibleChange, Filter::Classes) || !(before == person.edits.visible()))
        fail(u"refuse returned something else than it did"_qs);
    person.committedAs = 0;
}

bool UndoWorld::deliver(Person &person)
{
    if (!person.online || person.revision == m_trunk.head())
        return false;
    const qint64 revision = ++person.revision;
    if (revision == person.committedAs)
        acknowledge(person, revision);
    else
        receive(person, m_trunk.committed(revision));
    return true;
}

// Single changes up to my own commit, everything behind it as one; without a commit, all as one.
void UndoWorld::reconnect(Person &person)
{
    person.online = true;
    while (person.edits.hasInFlight() && person.committedAs > person.revision)
        deliver(person);
    const qint64 head = m_trunk.head();
    if (head > person.revision)
        receive(person, m_trunk.composed(person.revision, head));
    person.revision = head;
    if (const session::Outgoing *again = person.edits.resend()) {
        person.sent = again->change;
        person.sentAt = head;
        person.committedAs = 0;
    }
}

// What a journal keeps gives the same steps, now and later.
void UndoWorld::restart(Person &person)
{
    auto again = PendingEdits::restore(person.edits.base(), person.edits.state());
    if (!again || !again->restoreSteps(person.edits.computeSteps()) || again->computeSteps() != person.edits.computeSteps()) {
        fail(u"restored to other steps"_qs);
        return;
    }
    PendingEdits before = person.edits;
    person.edits = *again;
    for (int step = 0; step < 6; ++step) {
        if (step < 3 ? before.undo() != again->undo() : before.redo() != again->redo())
            fail(u"a restart alters what undo and redo do"_qs);
    }
}

void UndoWorld::receive(Person &person, const Delta &remote)
{
    Document before = person.edits.visible();
    const auto change = person.edits.receive(remote);
    if (!change)
        fail(u"diverged: a remote change does not apply"_qs);
    else if (!before.apply(*change, Filter::Classes) || !(before == person.edits.visible()))
        fail(u"receive returned something else than it did"_qs);
}

void UndoWorld::acknowledge(Person &person, qint64 revision)
{
    if (!person.edits.acknowledge(m_trunk.committed(revision)))
        fail(u"the change was committed in another form than predicted"_qs);
    person.committedAs = 0;
}

void UndoWorld::settle()
{
    for (bool busy = true; busy && m_fault.isEmpty();) {
        busy = false;
        for (Person &person : m_people) {
            if (!person.online)
                reconnect(person);
            send(person);
            commit(person);
            while (m_fault.isEmpty() && deliver(person))
                busy = true;
            busy = busy || person.edits.pendingCount() > 0 || person.revision < m_trunk.head();
        }
    }
    for (const Person &person : m_people) {
        if (!(person.edits.visible() == m_trunk.document()) || !(person.edits.base() == m_trunk.document()))
            fail(u"not the same document for everybody"_qs);
    }
}

void UndoWorld::undoEverything()
{
    for (bool more = true; more && m_fault.isEmpty();) {
        more = false;
        for (Person &person : m_people) {
            while (m_fault.isEmpty() && undo(person)) {
                more = true;
                send(person);
                if (!m_options.crossing)
                    settle();
                else
                    for (qint64 count = m_random.below(4); count > 0; --count) {
                        Person &other = m_people[static_cast<std::size_t>(m_random.below(std::ssize(m_people)))];
                        m_random.chance(50) ? commit(other) : void(deliver(other));
                        send(other);
                    }
                if (m_options.crossing && m_random.chance(40))
                    break;
            }
        }
        if (!more)
            settle();
        for (const Person &person : m_people)
            more = more || person.edits.canUndo();
    }
}

void UndoWorld::checkStart()
{
    QSet<char32_t> left;
    eachCharacter(m_trunk.document().text(0, m_trunk.document().length()), [&](char32_t character) {
        if (m_writer.contains(character) && !m_broughtBack.contains(character))
            fail(u"a character stayed though its writer has undone everything"_qs);
        left.insert(character);
    });
    eachCharacter(m_start.text(0, m_start.length()), [&](char32_t character) {
        if (!left.contains(character))
            fail(u"a character of the start is lost"_qs);
    });
    if (m_broughtBack.isEmpty() && !m_lineEndBroughtBack && m_trunk.document().lineCount() != m_start.lineCount())
        fail(u"another number of lines than at the start"_qs);
}

// What must hold at any time.
void UndoWorld::check(const Person &person)
{
    QSet<char32_t> seen;
    const Document &visible = person.edits.visible();
    eachCharacter(visible.text(0, visible.length()), [&](char32_t character) {
        if (seen.contains(character))
            fail(u"a character stands there twice"_qs);
        seen.insert(character);
    });
    const session::PendingState state = person.edits.state();
    Document built = person.edits.base();
    for (const session::PendingState::Part &part : state.groups) {
        if (!built.apply(part.change, Filter::Classes))
            fail(u"a pending group does not apply"_qs);
    }
    if (!(built == visible))
        fail(u"visible is not base and groups"_qs);
    const auto restored = PendingEdits::restore(person.edits.base(), state);
    if (!restored || !(restored->visible() == visible) || !(restored->state().inFlight == state.inFlight))
        fail(u"restored to something else"_qs);
}

void UndoWorld::fail(const QString &what)
{
    if (m_fault.isEmpty())
        m_fault = what;
}

Delta UndoWorld::randomChange(const Document &document)
{
    const qint64 what = m_random.below(100);
    if (what < 35)
        return typing(document);
    if (what < 50)
        return enter(document);
    if (what < 72)
        return removal(document);
    if (what < 82)
        return lineFormat(document);
    if (what < 92)
        return inlineFormat(document);
    return paste(document);
}

Delta UndoWorld::typing(const Document &document)
{
    const qint64 at = placeIn(document);
    const bool bold = m_random.chance(20);
    const Attributes formats = bold ? Attributes{{"bold", Value::boolean(true)}} : Attributes();
    return Delta().retain(at).insert(freshText(3), formats);
}

// Inside a line, or opening one at its end.
Delta UndoWorld::enter(const Document &document)
{
    const qint64 at = placeIn(document);
    const qint64 end = lineEndFrom(document, at);
    const Value block = blockAt(document, end);
    if (m_random.chance(50))
        return Delta().retain(at).insert(u"\n", lineAttributes(block));
    return Delta().retain(end).insert(u"\n", lineAttributes(block)).retain(1, {{"block", Value::null()}});
}

// A few characters, or a join that keeps the first line's format.
Delta UndoWorld::removal(const Document &document)
{
    const qint64 from = placeIn(document);
    qint64 to = std::min(from + m_random.between(1, 5), document.length() - 1);
    if (document.splitsPair(to))
        --to;
    if (to <= from)
        return typing(document);
    const qint64 first = lineEndFrom(document, from);
    const Value block = blockAt(document, first);
    const qint64 last = lineEndFrom(document, to);
    if (first >= to || block == blockAt(document, last))
        return Delta().retain(from).remove(to - from);
    const qint64 start = document.lineStart(document.lineAt(from));
    const Attributes whole{{"block", block}};
    return Delta().retain(start).retain(from - start, whole).remove(to - from).retain(last + 1 - to, whole);
}

Delta UndoWorld::lineFormat(const Document &document)
{
    const qint64 line = m_random.below(document.lineCount());
    const qint64 start = document.lineStart(line);
    const qint64 end = document.lineStart(std::min(line + m_random.between(1, 2), document.lineCount()));
    const char16_t *const kinds[] = {u"h1", u"bullet", u"quote"};
    const Value block = m_random.chance(30) ? Value::null() : Value::string(m_random.pick(kinds));
    return Delta().retain(start).retain(end - start, {{"block", block}});
}

Delta UndoWorld::inlineFormat(const Document &document)
{
    const qint64 from = placeIn(document);
    qint64 to = std::min(from + m_random.between(1, 5), document.length() - 1);
    if (document.splitsPair(to))
        --to;
    if (to <= from)
        return typing(document);
    const char *const keys[] = {"bold", "italic"};
    const Value value = m_random.chance(30) ? Value::null() : Value::boolean(true);
    return Delta().retain(from).retain(to - from, {{m_random.pick(keys), value}});
}

Delta UndoWorld::paste(const Document &document)
{
    const qint64 at = placeIn(document);
    Delta change;
    change.retain(at);
    for (qint64 lines = m_random.between(1, 2); lines > 0; --lines)
        change.insert(freshText(2)).insert(u"\n", m_random.chance(50) ? lineAttributes(Value::string(u"bullet")) : Attributes());
    return change;
}

QString UndoWorld::freshText(int most)
{
    QString text;
    for (qint64 count = m_random.between(1, most); count > 0; --count) {
        // every fourth one needs a surrogate pair
        const char32_t character = m_nextCharacter + (m_nextCharacter % 4 == 0 ? 0x1B200 : 0);
        ++m_nextCharacter;
        text += QString::fromUcs4(&character, 1);
    }
    return text;
}

qint64 UndoWorld::placeIn(const Document &document)
{
    const qint64 at = m_random.below(document.length());
    return document.splitsPair(at) ? at - 1 : at;
}

} // namespace syngraph::test
