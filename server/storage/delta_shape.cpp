// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/delta_shape.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

constexpr QByteArrayView kRetain("{\"retain\":");
constexpr QByteArrayView kDelete("{\"delete\":");
constexpr QByteArrayView kInsert("{\"insert\":\"");
constexpr qsizetype kMaxDigits = 16;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Digits at `from`, as far as a number without leading zeros that fits goes; 0 where there is none.
qsizetype digitsAt(QByteArrayView json, qsizetype from)
{
    qsizetype end = from;
    while (end < json.size() && isDigit(json[end]))
        ++end;
    const qsizetype count = end - from;
    return count > kMaxDigits || (count > 0 && json[from] == '0') ? 0 : count;
}

// The quote that ends the text beginning at `from`; -1 where none does.
qsizetype textEnd(QByteArrayView json, qsizetype from)
{
    for (qsizetype i = from; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i;
    }
    return -1;
}

} // namespace

void splitDelta(QByteArrayView json, SplitDelta &split)
{
    split.shape.clear();
    split.numbers.clear();
    split.texts.clear();
    qsizetype done = 0;
    for (qsizetype i = 0; i < json.size();) {
        const QByteArrayView rest = json.sliced(i);
        if (json[i] != '{') {
            ++i;
        } else if (rest.startsWith(kRetain) || rest.startsWith(kDelete)) {
            const qsizetype start = i + kRetain.size();
            const qsizetype count = digitsAt(json, start);
            i = start + count;
            if (count == 0)
                continue;
            split.shape.append(json.sliced(done, start - done)).append(kNumberMark);
            split.numbers.push_back(json.sliced(start, count).toLongLong());
            done = i;
        } else if (rest.startsWith(kInsert)) {
            const qsizetype start = i + kInsert.size();
            const qsizetype end = textEnd(json, start);
            i = end < 0 ? json.size() : end + 1;
            if (end < 0)
                continue;
            split.shape.append(json.sliced(done, start - 1 - done)).append(kTextMark);
            split.texts.push_back(json.sliced(start, end - start));
            done = i;
        } else {
            ++i;
        }
    }
    split.shape.append(json.sliced(done));
}

QByteArray joinDelta(QByteArrayView shape, const QVarLengthArray<qint64, 8> &numbers,
                     const QVarLengthArray<QByteArrayView, 4> &texts)
{
    QByteArray json;
    qsizetype size = shape.size() + numbers.size() * kMaxDigits;
    for (const QByteArrayView text : texts)
        size += text.size() + 2;
    json.reserve(size);
    qsizetype number = 0;
    qsizetype text = 0;
    qsizetype done = 0;
    for (qsizetype i = 0; i < shape.size(); ++i) {
        if (shape[i] != kNumberMark && shape[i] != kTextMark)
            continue;
        json.append(shape.sliced(done, i - done));
        done = i + 1;
        if (shape[i] == kNumberMark ? number == numbers.size() : text == texts.size())
            return {};
        if (shape[i] == kNumberMark)
            json.append(QByteArray::number(numbers[number++]));
        else
            json.append('"').append(texts[text++]).append('"');
    }
    return json.append(shape.sliced(done));
}

bool isTypingShape(QByteArrayView shape)
{
    constexpr QByteArrayView kBefore("[{\"retain\":\x01},{\"insert\":\x02");
    if (!shape.startsWith(kBefore) || !shape.endsWith("}]"))
        return false;
    const QByteArrayView rest = shape.sliced(kBefore.size()).chopped(2);
    const bool hasMore = rest.contains(kNumberMark) || rest.contains(kTextMark) || rest.contains("},{\"");
    return rest.isEmpty() || (rest.startsWith(",\"attributes\":") && !hasMore);
}

bool isDeletingShape(QByteArrayView shape)
{
    return shape == QByteArrayView("[{\"retain\":\x01},{\"delete\":\x01}]");
}

bool startsWithRetain(QByteArrayView shape)
{
    return shape.startsWith("[{\"retain\":\x01");
}

qsizetype characterBytes(QByteArrayView text)
{
    if (text.isEmpty())
        return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    qsizetype count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first == '\\')
        count = text.size() > 1 && text[1] == 'u' ? 6 : 2;
    return count <= text.size() ? count : 0;
}

qint64 unitsOf(QByteArrayView text)
{
    qint64 units = 0;
    while (const qsizetype bytes = characterBytes(text)) {
        units += bytes == 4 ? 2 : 1;
        text = text.sliced(bytes);
    }
    return units;
}

} // namespace syngraph::storage
