// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that shows other people, and what comes from them.
#include "editor/caret_geometry.h"
#include "editor/lazy_layout.h"
#include "editor/outside_people.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"

#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr int kOutsideMs = 150;

} // namespace

void RichTextEdit::setRemoteCarets(RemoteCarets *carets)
{
    if (m_carets) {
        m_carets->disconnect(this);
        m_carets->attach(nullptr);
    }
    m_carets = carets;
    if (carets) {
        if (!m_marks) {
            m_marks = new CaretMarks(*this);
            for (const auto direction : {OutsideChip::Direction::Above, OutsideChip::Direction::Below}) {
                OutsideChip *chip = new OutsideChip(direction, *this);
                m_chips[std::size_t(direction)] = chip;
                connect(chip, &OutsideChip::personRequested, this, [this](const QByteArray &id) {
                    const auto people = m_carets ? m_carets->carets() : QList<RemoteCaret>();
                    for (const RemoteCaret &person : people) {
                        if (person.id == id)
                            scrollToPosition(person.selection.position);
                    }
                });
            }
            m_outside.setSingleShot(true);
            connect(&m_outside, &QTimer::timeout, this, &RichTextEdit::showOutsidePeople);
        }
        carets->attach(this);
        connect(carets, &RemoteCarets::updateNeeded, this, [this](const QRegion &area) { viewport()->update(area); });
        connect(carets, &RemoteCarets::moved, this, [this] {
            if (!m_outside.isActive())
                m_outside.start(kOutsideMs);
        });
    }
    if (m_marks)
        m_outside.start(0);
    viewport()->update();
}

void RichTextEdit::showOutsidePeople()
{
    const QList<RemoteCaret> people = m_carets ? m_carets->carets() : QList<RemoteCaret>();
    m_marks->show(people);
    std::array<QList<RemoteCaret>, 2> outside;
    const Selection visible = CaretGeometry(*this).visible();
    for (const RemoteCaret &person : people) {
        if (person.selection.position < visible.start())
            outside[0].append(person);
        else if (person.selection.position > visible.end())
            outside[1].append(person);
    }
    std::ranges::sort(outside[0], std::greater(), [](const RemoteCaret &one) { return one.selection.position; });
    std::ranges::sort(outside[1], std::less(), [](const RemoteCaret &one) { return one.selection.position; });
    for (std::size_t i = 0; i < outside.size(); ++i)
        m_chips[i]->show(outside[i]);
}

void RichTextEdit::scrollToPosition(qint64 position)
{
    QTextCursor there(document());
    there.setPosition(int(std::min<qint64>(position, document()->characterCount() - 1)));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(there).top() - viewport()->height() / 3);
    if (verticalScrollBar()->value() > verticalScrollBar()->minimum())
        m_anchor.keep(there);
}

void RichTextEdit::showImage(const QByteArray &id)
{
    const QString name = imageResourceName(id);
    QList<QTextBlock> shown;
    m_binding->layout().shaped().visit([&](const QTextBlock &block) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().stringProperty(QTextFormat::ImageName) == name) {
                shown.append(block);
                return;
            }
        }
    });
    for (const QTextBlock &block : std::as_const(shown))
        m_binding->layout().reshape(block);
}

} // namespace syngraph::editor
