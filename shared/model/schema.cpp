// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/schema.h"

#include "base/plant.h"
#include "model/delta_json.h"
#include "model/json_reader.h"
#include "model/schema_values.h"

#include <algorithm>

namespace syngraph::model {
namespace {

bool isForbidden(QChar unit)
{
    const char16_t u = unit.unicode();
    return u == 0 || u == u'\r' || u == 0x2029;
}

Result<void> checkText(QStringView text)
{
    if (!text.isValidUtf16() && !planted(Plant::PairSplit))
        return ErrorCode::SplitSurrogate;
    if (std::ranges::any_of(text, isForbidden))
        return ErrorCode::ForbiddenCharacter;
    return {};
}

Result<void> checkAttributes(const Attributes &attributes, bool inRetain)
{
    if (attributes.isEmpty())
        return {};
    if (attributes.entries().size() > std::size_t(kMaxKeysPerUnit))
        return ErrorCode::TooLarge;
    for (const Attribute &attribute : attributes.entries()) {
        if (auto done = checkAttribute(attribute, inRetain); !done)
            return done;
    }
    return {};
}

// Every key of an insert must fit every unit of it.
Result<void> checkPlaces(const Attributes &attributes, QStringView text)
{
    if (attributes.isEmpty())
        return {};
    const bool hasLineEnd = text.contains(u'\n');
    const bool hasOther = text.count(u'\n') < text.size();
    for (const Attribute &attribute : attributes.entries()) {
        const KeyClass keyClass = classOf(attribute.key);
        if ((hasLineEnd && !fits(keyClass, true)) || (hasOther && !fits(keyClass, false)))
            return ErrorCode::MisplacedAttribute;
    }
    return {};
}

Result<void> checkInsert(const Op &op, QStringView text)
{
    if (op.kind == Op::Kind::InsertEmbed) {
        if (auto done = checkEmbed(op.embed, false); !done)
            return done;
        return checkPlaces(op.attributes, u" ");
    }
    if (auto done = checkText(text); !done)
        return done;
    return checkPlaces(op.attributes, text);
}

// Whether the last paragraph end stays the last unit: not deleted, and nothing inserted behind it.
bool keepsLastLineEnd(const Delta &change, qint64 length)
{
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isInsert()) {
            if (position == length)
                return false;
            continue;
        }
        position += op.length;
        if (op.isDelete() && position == length)
            return false;
    }
    return true;
}

qint64 embedCount(const Document &document)
{
    qint64 count = 0;
    document.visit(0, document.length(), [&](QStringView, const rope::Run &run) {
        count += run.embed.isNull() ? 0 : 1;
    });
    return count;
}

Result<void> checkSizes(const Delta &change, const Document &document)
{
    if (document.length() + change.targetLength() - change.baseLength() > kMaxTextUnits)
        return ErrorCode::TooLarge;
    const auto inserted = std::ranges::count(change.ops(), Op::Kind::InsertEmbed, &Op::kind);
    if (inserted > 0 && embedCount(document) + inserted > kMaxEmbeds)
        return ErrorCode::TooLarge;
    return {};
}

// Whether a unit from `from` to `to` would have too many keys after `attributes` came on top of its own.
bool overflowsKeys(const Document &document, qint64 from, qint64 to, const Attributes &attributes)
{
    const ClassSplit split(attributes, Filter::Classes);
    bool overflows = false;
    document.visit(from, to, [&](QStringView text, const rope::Run &run) {
        const auto own = run.attributes.entries().size();
        if (overflows || own + attributes.entries().size() <= std::size_t(kMaxKeysPerUnit))
            return;
        const auto keysOn = [&](bool isLineEnd) {
            return composeAttributes(run.attributes, split.forUnit(isLineEnd), Nulls::Drop).entries().size();
        };
        const auto lineEnds = text.count(u'\n');
        overflows = (lineEnds > 0 && keysOn(true) > std::size_t(kMaxKeysPerUnit))
            || (lineEnds < text.size() && keysOn(false) > std::size_t(kMaxKeysPerUnit));
    });
    return overflows;
}

// Small changes add up: what a unit holds after this one is bounded as what one change gives it.
Result<void> checkGrowth(const Delta &change, const Document &document)
{
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isInsert())
            continue;
        if (op.kind == Op::Kind::ChangeEmbed) {
            const Embed grown = composeEmbed(document.runAt(position).embed, op.embed, Nulls::Drop);
            if (grown.value().json().size() > kMaxEmbedBytes)
                return ErrorCode::TooLarge;
        }
        if (op.isKeep() && !op.attributes.isEmpty()
            && overflowsKeys(document, position, position + op.length, op.attributes))
            return ErrorCode::TooLarge;
        position += op.length;
    }
    return {};
}

} // namespace

Result<void> checkAttribute(const Attribute &attribute, bool inRetain)
{
    if (attribute.key.size() > kMaxKeyBytes)
        return ErrorCode::TooLarge;
    if (classOf(attribute.key) == KeyClass::Unknown)
        return ErrorCode::UnknownAttribute;
    if (attribute.value.isNull())
        return inRetain ? Result<void>() : ErrorCode::BadAttributeValue;
    if (attribute.value.json().size() > kMaxValueBytes + 2)
        return ErrorCode::TooLarge;
    return isAllowedValue(attribute) ? Result<void>() : ErrorCode::BadAttributeValue;
}

Result<void> checkEmbed(const Embed &embed, bool isChange)
{
    if (embed.value().json().size() > kMaxEmbedBytes)
        return ErrorCode::TooLarge;
    if (embed.type() != "image" && embed.type() != "rule" && embed.type() != "pagebreak")
        return ErrorCode::UnknownEmbed;
    const auto members = attributesFromObject(embed.value());
    if (!members || !areAllowedMembers(embed.type(), *members, isChange))
        return ErrorCode::BadEmbed;
    return {};
}

Result<void> checkChangeForm(const Delta &change)
{
    if (qint64(change.ops().size()) > kMaxComponents && checks(Check::Components))
        return ErrorCode::TooLarge;
    qsizetype taken = 0;
    for (const Op &op : change.ops()) {
        if (auto done = checkAttributes(op.attributes, op.isKeep()); !done)
            return done;
        if (op.isInsert()) {
            const bool isText = op.kind == Op::Kind::InsertText;
            const QStringView text = isText ? change.text().sliced(taken, op.length) : QStringView();
            taken += text.size();
            if (auto done = checkInsert(op, text); !done)
                return done;
        } else if (op.kind == Op::Kind::ChangeEmbed) {
            if (auto done = checkEmbed(op.embed, true); !done)
                return done;
        }
    }
    return {};
}

Result<void> checkChange(const Delta &change, const Document &document)
{
    auto done = checkChangeForm(change);
    return done ? checkEffect(change, document) : done;
}

Result<void> checkEffect(const Delta &change, const Document &document)
{
    if (auto done = document.check(change); !done)
        return done;
    if (!keepsLastLineEnd(change, document.length()) && !planted(Plant::LastLineEndDeletable))
        return ErrorCode::LastNewline;
    if (auto done = checkGrowth(change, document); !done && checks(Check::Growth))
        return done;
    return checkSizes(change, document);
}

Result<void> checkDocument(const Delta &content)
{
    if (!content.isDocument() || content.isEmpty())
        return ErrorCode::NotADocument;
    const Op &last = content.ops().back();
    if (last.kind != Op::Kind::InsertText || content.text().back() != u'\n')
        return ErrorCode::NotADocument;
    qsizetype taken = 0;
    qint64 embeds = 0;
    for (const Op &op : content.ops()) {
        const bool isText = op.kind == Op::Kind::InsertText;
        const QStringView text = isText ? content.text().sliced(taken, op.length) : QStringView();
        taken += text.size();
        embeds += isText ? 0 : 1;
        if (auto done = checkAttributes(op.attributes, false); !done)
            return done;
        if (auto done = checkInsert(op, text); !done)
            return done;
    }
    if (content.targetLength() > kMaxTextUnits || embeds > kMaxEmbeds)
        return ErrorCode::TooLarge;
    return {};
}

QByteArray imageOf(const Embed &embed)
{
    if (embed.type() != "image")
        return {};
    const auto members = attributesFromObject(embed.value());
    return members && members->contains("id") ? members->find("id")->toString().toLatin1() : QByteArray();
}

std::vector<QByteArray> imagesIn(const Delta &change)
{
    std::vector<QByteArray> ids;
    for (const Op &op : change.ops()) {
        const QByteArray id = op.kind == Op::Kind::InsertEmbed ? imageOf(op.embed) : QByteArray();
        if (!id.isEmpty())
            ids.push_back(id);
    }
    return ids;
}

} // namespace syngraph::model
