// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/delta_scan.h"

#include "model/delta_json.h"

namespace syngraph::model {
namespace {

// One that is at least 1, and its sum with those before it still exact.
[[gnu::always_inline]] inline bool scanLength(JsonScan &json, qint64 &sum, qint64 &out)
{
    if (!json.number(out) || out < 1 || out > kMaxSafeInteger - sum)
        return false;
    sum += out;
    return true;
}

// A string, a whole number from 0 on, true, false or null: each stands there in canonical form.
bool scanValue(JsonScan &json, Value &out)
{
    const char *const first = json.position();
    std::string_view text;
    qint64 number = 0;
    if (!json.text(text) && !json.skip("true") && !json.skip("false") && !json.skip("null") && !json.number(number))
        return false;
    out = Value::fromCanonicalJson(QByteArray(first, json.position() - first));
    return true;
}

// In the order of their keys, so that none is there twice.
bool scanAttributes(JsonScan &json, Attributes &out)
{
    if (!json.skip('{'))
        return false;
    std::vector<Attribute> entries;
    do {
        std::string_view key;
        Value value;
        if (!json.text(key) || !json.skip(':') || !scanValue(json, value))
            return false;
        Attribute next{QByteArray(key.data(), qsizetype(key.size())), std::move(value)};
        if (!entries.empty() && !(entries.back().key < next.key))
            return false;
        entries.push_back(std::move(next));
    } while (json.skip(','));
    out = Attributes::fromSorted(std::move(entries));
    return json.skip('}');
}

// What follows the first member. Attributes are read by a scan of their own, whose place may be in memory.
[[gnu::always_inline]] inline bool scanRest(JsonScan &json, Attributes &out)
{
    if (json.skip('}')) [[likely]]
        return true;
    JsonScan members = json;
    const bool isRead = members.skipName("attributes", false) && scanAttributes(members, out) && members.skip('}');
    json = members;
    return isRead;
}

[[gnu::always_inline]] inline bool scanComponent(JsonScan &json, qint64 &sum, Delta &out)
{
    Attributes attributes;
    qint64 length = 0;
    if (!json.skip('{'))
        return false;
    if (json.skipName("retain", true)) {
        if (!scanLength(json, sum, length) || !scanRest(json, attributes))
            return false;
        out.retain(length, attributes);
        return true;
    }
    if (json.skipName("delete", true)) {
        if (!scanLength(json, sum, length) || !json.skip('}'))
            return false;
        out.remove(length);
        return true;
    }
    std::string_view text;
    if (!json.skipName("insert", true) || !json.text(text) || text.empty() || !scanRest(json, attributes))
        return false;
    sum += insertUtf8(out, text, attributes.isEmpty() ? attributes : composeAttributes({}, attributes, Nulls::Drop));
    return true;
}

} // namespace

bool scanDelta(JsonScan &json, Delta &out)
{
    // known to nobody else, so that its place can be in a register
    JsonScan here = json;
    if (!here.skip('['))
        return false;
    if (!here.skip(']')) {
        qint64 sum = 0;
        do {
            if (!scanComponent(here, sum, out))
                return false;
        } while (here.skip(','));
        out.chop();
        if (!here.skip(']'))
            return false;
    }
    json = here;
    return true;
}

} // namespace syngraph::model
