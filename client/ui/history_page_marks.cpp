// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryPage that lays two contents over each other and says whose doing each difference is.
#include "ui/author_colors.h"
#include "ui/history_page.h"
#include "ui/step_names.h"

#include <QLocale>
#include <QTextBlock>

#include <algorithm>

namespace syngraph::ui {
namespace {

using history::Part;
using model::Attributes;
using model::Value;

constexpr char16_t kPilcrow = u'¶';
constexpr float kRemovedGround = 0.12F;

Attributes struck(const Attributes &attributes)
{
    return attributes.with(QByteArrayLiteral("strike"), Value::boolean(true));
}

} // namespace

QString HistoryPage::countsText() const
{
    qint64 added = 0;
    qint64 removed = 0;
    bool isFormatted = false;
    for (const Part &part : m_comparison.parts) {
        added += part.isBefore() ? 0 : part.length;
        removed += part.isAfter() ? 0 : part.length;
        isFormatted = isFormatted || part.kind == Part::Kind::Formatted;
    }
    if (added == 0 && removed == 0)
        return isFormatted ? tr("Only formats differ") : tr("No difference");
    return QStringLiteral("+%1  −%2").arg(QLocale().toString(added), QLocale().toString(removed));
}

// Deleted paragraph ends are shown as such, so that two paragraphs made one are not taken for two.
model::Document HistoryPage::lay()
{
    m_pieces.clear();
    model::Delta shown;
    qint64 before = 0;
    qint64 after = 0;
    qint64 length = 0;
    for (const Part &part : m_comparison.parts) {
        const bool isRemoved = part.kind == Part::Kind::Removed;
        const qint64 from = isRemoved ? before : after;
        const qint64 began = length;
        (isRemoved ? m_comparison.before : m_comparison.after)
            .visit(from, from + part.length, [&](QStringView text, const model::rope::Run &run) {
                if (!run.embed.isNull()) {
                    shown.insert(run.embed, run.attributes);
                    ++length;
                    return;
                }
                if (!isRemoved) {
                    shown.insert(text, run.attributes);
                    length += text.size();
                    return;
                }
                for (qsizetype at = 0; at < text.size();) {
                    const qsizetype end = text.indexOf(u'\n', at);
                    const qsizetype words = (end < 0 ? text.size() : end) - at;
                    if (words > 0)
                        shown.insert(text.sliced(at, words), struck(run.attributes));
                    if (end >= 0) {
                        shown.insert(QStringView(&kPilcrow, 1), struck({}));
                        shown.insert(u"\n", run.attributes);
                    }
                    length += words + (end < 0 ? 0 : 2);
                    at += words + 1;
                }
            });
        m_pieces.push_back({part.kind, began, length - began, before, after, part.by});
        before += part.isBefore() ? part.length : 0;
        after += part.isAfter() ? part.length : 0;
    }
    auto document = model::Document::fromDelta(shown);
    Q_ASSERT(document);
    return std::move(*document);
}

std::vector<editor::Tint> HistoryPage::tintsIn(qint64 from, qint64 to) const
{
    std::vector<editor::Tint> tints;
    auto piece = std::ranges::upper_bound(m_pieces, from, {}, &Piece::shown);
    if (piece != m_pieces.begin())
        --piece;
    for (; piece != m_pieces.end() && piece->shown < to; ++piece) {
        if (piece->kind == Part::Kind::Kept)
            continue;
        const QColor color = m_writers(piece->by).color;
        if (piece->kind == Part::Kind::Formatted) {
            // an end of a paragraph has no width of its own: the look of all of it has changed
            const bool isParagraph = piece->shown + piece->length >= to;
            tints.push_back({isParagraph ? from : piece->shown, piece->shown + piece->length, {}, color, editor::Tint::Line::Dotted});
            continue;
        }
        QColor ground = authorGround(color);
        if (piece->kind == Part::Kind::Removed)
            ground.setAlphaF(kRemovedGround);
        tints.push_back({piece->shown, piece->shown + piece->length, ground,
                         piece->kind == Part::Kind::Added ? color : QColor()});
    }
    return tints;
}

const HistoryPage::Piece *HistoryPage::pieceAt(qint64 shown) const
{
    const auto behind = std::ranges::upper_bound(m_pieces, shown, {}, &Piece::shown);
    return behind == m_pieces.begin() ? nullptr : &*std::prev(behind);
}

QString HistoryPage::wordsAt(qint64 shown) const
{
    const Piece *piece = pieceAt(shown);
    // of what is as it was, the paragraph may look otherwise
    if (piece && piece->kind == Part::Kind::Kept) {
        const QTextBlock block = m_edit->document()->findBlock(int(shown));
        shown = block.position() + block.length() - 1;
        piece = pieceAt(shown);
    }
    if (!piece)
        return {};
    const auto by = [&](const QString &text) { return text.arg(m_writers(piece->by).name, m_writers(piece->by).when); };
    switch (piece->kind) {
    case Part::Kind::Added: return by(tr("%1 wrote this · %2"));
    case Part::Kind::Removed: return by(tr("%1 deleted this · %2"));
    case Part::Kind::Formatted: return by(tr("%1 changed the format · %2")) + u'\n' + formatWordsAt(*piece, shown);
    case Part::Kind::Kept: break;
    }
    return {};
}

// What the look of this unit has gained and lost.
QString HistoryPage::formatWordsAt(const Piece &piece, qint64 shown) const
{
    const qint64 inside = std::clamp<qint64>(shown - piece.shown, 0, piece.length - 1);
    const Attributes before = m_comparison.before.runAt(piece.before + inside).attributes;
    const Attributes after = m_comparison.after.runAt(piece.after + inside).attributes;
    const Attributes changed = model::diffAttributes(before, after);
    QStringList words;
    for (const model::Attribute &one : changed.entries()) {
        const QString name = formatName(one);
        words << (!one.value.isNull() ? name : tr("without %1").arg(name));
    }
    words.removeDuplicates();
    return words.isEmpty() ? tr("Picture") : words.join(QStringLiteral(", "));
}

} // namespace syngraph::ui
