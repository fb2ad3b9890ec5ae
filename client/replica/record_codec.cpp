// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/record_codec.h"

#include "protocol/field_reader.h"
#include "protocol/field_writer.h"

namespace syngraph::replica {
namespace {

namespace dom = simdjson::dom;
using session::JournalRecord;

template<std::size_t Index = 0>
Result<JournalRecord> readRecord(const dom::object &object, std::string_view name)
{
    if constexpr (Index == std::variant_size_v<JournalRecord>) {
        return ErrorCode::Damaged;
    } else {
        using Record = std::variant_alternative_t<Index, JournalRecord>;
        if (name != Record::kName)
            return readRecord<Index + 1>(object, name);
        Record record;
        if (!protocol::readFields(object, protocol::Unknown::Refused, record, "record"))
            return ErrorCode::Damaged;
        return JournalRecord(std::move(record));
    }
}

} // namespace

QByteArray encodeRecord(const JournalRecord &record)
{
    return std::visit(
        [](const auto &r) {
            model::JsonText json;
            json += "{\"record\":\"";
            json += r.kName;
            json += '"';
            protocol::appendFields(json, r);
            json += '}';
            return json.take();
        },
        record);
}

Result<JournalRecord> decodeRecord(const QByteArray &bytes)
{
    model::JsonReader reader;
    const auto root = reader.read(bytes);
    std::string_view name;
    if (!root || !(*root)->is_object() || dom::object(**root)["record"].get(name))
        return ErrorCode::Damaged;
    return readRecord(dom::object(**root), name);
}

} // namespace syngraph::replica
