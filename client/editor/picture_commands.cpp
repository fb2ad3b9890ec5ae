// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/picture_commands.h"

#include "model/json_reader.h"

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Document;
using model::Embed;
using model::Value;

constexpr int kMostPixels = 20'000; // that the schema allows
constexpr qsizetype kLongestAlt = 1000;

Embed imageWith(const Attributes &members)
{
    return Embed("image", Value::fromCanonicalJson(members.toJson()));
}

Value pixels(int value)
{
    return Value::number(std::clamp(value, 1, kMostPixels));
}

Attributes sizeOf(const QSize &size)
{
    const bool isOwn = size.isEmpty();
    return {{"h", isOwn ? Value::null() : pixels(size.height())}, {"w", isOwn ? Value::null() : pixels(size.width())}};
}

Value altOf(const QString &alt)
{
    const QString text = alt.simplified().left(kLongestAlt);
    return text.isEmpty() ? Value::null() : Value::string(text);
}

Edit changeAt(const Document &document, qint64 position, const Attributes &members)
{
    if (!pictureAt(document, position))
        return {{}, Selection::caret(position), EditKind::Command};
    model::Delta change;
    change.retain(position).changeEmbed(imageWith(members));
    return {change.chop(), Selection{position, position + 1}, EditKind::Command};
}

} // namespace

std::optional<PlacedPicture> pictureAt(const Document &document, qint64 position)
{
    if (position < 0 || position >= document.length() || document.at(position) != QChar::ObjectReplacementCharacter)
        return std::nullopt;
    const model::rope::Run run = document.runAt(position);
    if (run.embed.isNull() || run.embed.type() != "image")
        return std::nullopt;
    const Attributes members = model::attributesFromObject(run.embed.value()).value_or(Attributes());
    const auto number = [&](QByteArrayView key) {
        const Value *value = members.find(key);
        return value ? int(value->toInteger().value_or(0)) : 0;
    };
    const auto text = [&](QByteArrayView key) {
        const Value *value = members.find(key);
        return value ? value->toString() : QString();
    };
    return PlacedPicture{position, text("id").toLatin1(), QSize(number("w"), number("h")), text("alt")};
}

std::optional<PlacedPicture> pictureIn(const Document &document, const Selection &selection)
{
    return selection.end() - selection.start() == 1 ? pictureAt(document, selection.start()) : std::nullopt;
}

Embed pictureEmbed(const QByteArray &id, const QSize &size, int room)
{
    QSize shown = size;
    if (shown.width() > room)
        shown = QSize(room, std::max(1, int(qint64(size.height()) * room / size.width())));
    return imageWith(Attributes{{"h", pixels(shown.height())},
                                {"id", Value::string(QString::fromLatin1(id))},
                                {"w", pixels(shown.width())}});
}

model::Delta renamePictures(const model::Delta &content, const std::map<QByteArray, QByteArray> &ids)
{
    model::Delta kept;
    const auto document = Document::fromDelta(content);
    if (!document)
        return kept;
    qint64 position = 0;
    const model::Delta all = document->toDelta();
    for (const model::Op &op : all.ops()) {
        const auto picture = op.kind == model::Op::Kind::InsertEmbed ? pictureAt(*document, position) : std::nullopt;
        const auto other = picture ? ids.find(picture->id) : ids.end();
        if (op.kind == model::Op::Kind::InsertText) {
            kept.insert(document->text(position, position + op.length), op.attributes);
        } else if (!picture) {
            kept.insert(op.embed, op.attributes);
        } else if (other != ids.end()) {
            const Attributes members = model::attributesFromObject(op.embed.value()).value_or(Attributes());
            kept.insert(imageWith(members.with("id", Value::string(QString::fromLatin1(other->second)))), op.attributes);
        } else if (!picture->alt.isEmpty()) {
            kept.insert(picture->alt, op.attributes);
        }
        position += op.length;
    }
    return kept;
}

model::Delta keepPictures(const model::Delta &content, const QSet<QByteArray> &ids)
{
    std::map<QByteArray, QByteArray> same;
    for (const QByteArray &id : ids)
        same.emplace(id, id);
    return renamePictures(content, same);
}

namespace commands {

Edit resizePicture(const Document &document, qint64 position, const QSize &size)
{
    return changeAt(document, position, sizeOf(size));
}

Edit describePicture(const Document &document, qint64 position, const QString &alt)
{
    return changeAt(document, position, Attributes{{"alt", altOf(alt)}});
}

Edit lookOfPicture(const Document &document, qint64 position, const QSize &size, const QString &alt)
{
    return changeAt(document, position, sizeOf(size).with("alt", altOf(alt)));
}

} // namespace commands

} // namespace syngraph::editor
