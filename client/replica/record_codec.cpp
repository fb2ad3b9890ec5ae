// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/record_codec.h"

#include "base/hash.h"
#include "protocol/field_reader.h"
#include "protocol/field_writer.h"

namespace syngraph::replica {
namespace {

namespace dom = simdjson::dom;
using session::JournalRecord;

constexpr qsizetype kHashDigits = 16;

template<std::size_t Index = 0>
std::optional<JournalRecord> readRecord(const dom::object &object, std::string_view name)
{
    if constexpr (Index == std::variant_size_v<JournalRecord>) {
        return std::nullopt;
    } else {
        using Record = std::variant_alternative_t<Index, JournalRecord>;
        if (name != Record::kName)
            return readRecord<Index + 1>(object, name);
        Record record;
        if (!protocol::readFields(object, protocol::Unknown::Refused, record, 1))
            return std::nullopt;
        return record;
    }
}

std::optional<JournalRecord> decodeLine(model::JsonReader &reader, QByteArrayView line)
{
    if (line.size() <= kHashDigits + 1 || line[kHashDigits] != ' ')
        return std::nullopt;
    const QByteArrayView json = line.sliced(kHashDigits + 1);
    if (line.first(kHashDigits) != model::hashToHex(fnv1a(json)))
        return std::nullopt;
    const auto root = reader.read(json);
    std::string_view name;
    if (!root || !(*root)->is_object() || dom::object(**root)["record"].get(name))
        return std::nullopt;
    return readRecord(dom::object(**root), name);
}

} // namespace

QByteArray encodeRecord(const JournalRecord &record)
{
    return std::visit(
        [](const auto &r) {
            QByteArray json("{\"record\":\"");
            json += r.kName;
            json += '"';
            protocol::appendFields(json, r);
            json += '}';
            return model::hashToHex(fnv1a(json)) + ' ' + json + '\n';
        },
        record);
}

DecodedRecords decodeRecords(QByteArrayView file)
{
    DecodedRecords decoded;
    model::JsonReader reader;
    while (decoded.validBytes < file.size()) {
        const QByteArrayView rest = file.sliced(decoded.validBytes);
        const qsizetype end = rest.indexOf('\n');
        if (end < 0)
            break;
        auto record = decodeLine(reader, rest.first(end));
        if (!record)
            break;
        decoded.records.push_back(std::move(*record));
        decoded.validBytes += end + 1;
    }
    return decoded;
}

} // namespace syngraph::replica
